using LeadDashboard.Core.Accounts;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadDashboard.Data.Configurations;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.HasIndex(product => product.ProductKey).IsUnique();
        builder.HasIndex(product => product.NameKey);
        builder.HasIndex(product => product.ImportBatchId);
        builder.Property(product => product.ProductKey).HasMaxLength(TextLengths.Key);
        builder.Property(product => product.NameKey).HasMaxLength(TextLengths.Key);
        builder.Property(product => product.Name).HasMaxLength(TextLengths.Field);
        builder.Property(product => product.Sku).HasMaxLength(TextLengths.Field);
        builder.Property(product => product.Category).HasMaxLength(TextLengths.Field);
        builder.Property(product => product.Version).IsConcurrencyToken();
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(product => product.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class DealConfiguration : IEntityTypeConfiguration<Deal>
{
    public void Configure(EntityTypeBuilder<Deal> builder)
    {
        builder.HasIndex(deal => deal.DealKey).IsUnique();
        builder.HasIndex(deal => deal.LeadId);
        builder.HasIndex(deal => deal.ImportBatchId);
        builder.HasIndex(deal => deal.AccountId).HasFilter("\"AccountId\" IS NOT NULL");
        builder.Property(deal => deal.DealKey).HasMaxLength(TextLengths.Field);
        builder.Property(deal => deal.Name).HasMaxLength(TextLengths.Field);
        builder.Property(deal => deal.Currency).HasMaxLength(TextLengths.Currency);
        builder.Property(deal => deal.Stage).HasMaxLength(TextLengths.Field);
        builder.Property(deal => deal.LossReason).HasMaxLength(TextLengths.Sentence);
        builder.Property(deal => deal.Version).IsConcurrencyToken();
        builder.HasOne<Lead>().WithMany().HasForeignKey(deal => deal.LeadId).OnDelete(DeleteBehavior.Cascade);
        // A product that was sold is not deleted: whoever wants to must say what becomes of its deals.
        builder.HasOne<Product>().WithMany().HasForeignKey(deal => deal.ProductId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(deal => deal.AccountId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(deal => deal.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(deal => deal.LastImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}
