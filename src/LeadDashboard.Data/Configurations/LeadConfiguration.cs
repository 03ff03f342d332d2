using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadDashboard.Data.Configurations;

internal sealed class LeadConfiguration : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.HasIndex(lead => lead.LeadKey).IsUnique();

        // One index per order the grid offers, each behind the status that every list filters by.
        builder.HasIndex(lead => new
        {
            lead.Status,
            lead.Probability,
            lead.Id,
        });
        builder.HasIndex(lead => new { lead.Status, lead.CreatedUtc });
        builder.HasIndex(lead => new { lead.Status, lead.Segment });
        builder.HasIndex(lead => new
        {
            lead.OwnerId,
            lead.Status,
            lead.Probability,
        });
        builder.HasIndex(lead => lead.Probability);
        builder.HasIndex(lead => lead.Name);
        builder.HasIndex(lead => lead.Company);
        builder.HasIndex(lead => lead.Email);
        builder.HasIndex(lead => lead.Phone);
        builder.HasIndex(lead => lead.CampaignId);
        builder.HasIndex(lead => lead.ImportBatchId);
    }
}

internal sealed class FieldDefinitionConfiguration : IEntityTypeConfiguration<FieldDefinition>
{
    public void Configure(EntityTypeBuilder<FieldDefinition> builder) =>
        builder.HasIndex(field => field.Name).IsUnique();
}

internal sealed class ScoreReceiptConfiguration : IEntityTypeConfiguration<ScoreReceipt>
{
    public void Configure(EntityTypeBuilder<ScoreReceipt> builder)
    {
        builder.HasIndex(receipt => new { receipt.LeadId, receipt.ScoredUtc });
        builder.HasOne<Lead>().WithMany().HasForeignKey(receipt => receipt.LeadId).OnDelete(DeleteBehavior.Cascade);
    }
}
