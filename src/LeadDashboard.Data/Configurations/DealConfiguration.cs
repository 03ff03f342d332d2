using LeadDashboard.Core.Deals;
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
    }
}

internal sealed class DealConfiguration : IEntityTypeConfiguration<Deal>
{
    public void Configure(EntityTypeBuilder<Deal> builder)
    {
        builder.HasIndex(deal => deal.DealKey).IsUnique();
        builder.HasIndex(deal => deal.LeadId);
        builder.HasIndex(deal => deal.ImportBatchId);
        builder.HasOne<Lead>().WithMany().HasForeignKey(deal => deal.LeadId).OnDelete(DeleteBehavior.Cascade);
        // A product that was sold is not deleted: whoever wants to must say what becomes of its deals.
        builder.HasOne<Product>().WithMany().HasForeignKey(deal => deal.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}
