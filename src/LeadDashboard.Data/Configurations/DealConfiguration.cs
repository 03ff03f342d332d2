using LeadDashboard.Core.Accounts;
using LeadDashboard.Core.Costs;
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
        builder.Property(deal => deal.OwnerText).HasMaxLength(TextLengths.Field);
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

internal sealed class DealStageChangeConfiguration : IEntityTypeConfiguration<DealStageChange>
{
    public void Configure(EntityTypeBuilder<DealStageChange> builder)
    {
        builder
            .HasIndex(change => new
            {
                change.DealId,
                change.EnteredUtc,
                change.Stage,
            })
            .IsUnique();
        builder.HasIndex(change => change.ImportBatchId);
        builder.Property(change => change.Stage).HasMaxLength(TextLengths.Field);
        builder.HasOne<Deal>().WithMany().HasForeignKey(change => change.DealId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(change => change.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class PurchaseConfiguration : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> builder)
    {
        builder.HasIndex(purchase => purchase.PurchaseKey).IsUnique();
        builder.HasIndex(purchase => new { purchase.LeadId, purchase.PurchasedUtc });
        builder.HasIndex(purchase => purchase.ImportBatchId);
        builder.Property(purchase => purchase.PurchaseKey).HasMaxLength(TextLengths.Field);
        builder.Property(purchase => purchase.OrderId).HasMaxLength(TextLengths.Key);
        builder.Property(purchase => purchase.Currency).HasMaxLength(TextLengths.Currency);
        builder.Property(purchase => purchase.Version).IsConcurrencyToken();
        builder.HasOne<Lead>().WithMany().HasForeignKey(purchase => purchase.LeadId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<Product>()
            .WithMany()
            .HasForeignKey(purchase => purchase.ProductId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(purchase => purchase.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(purchase => purchase.LastImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class CostRateConfiguration : IEntityTypeConfiguration<CostRate>
{
    public void Configure(EntityTypeBuilder<CostRate> builder)
    {
        builder.HasIndex(rate => rate.CostKey).IsUnique();
        builder.HasIndex(rate => rate.ImportBatchId);
        builder.Property(rate => rate.CostKey).HasMaxLength(TextLengths.Field + TextLengths.Word);
        builder.Property(rate => rate.Subject).HasMaxLength(TextLengths.Field);
        builder.Property(rate => rate.Currency).HasMaxLength(TextLengths.Currency);
        builder.Property(rate => rate.Version).IsConcurrencyToken();
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(rate => rate.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}
