using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Outcomes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadDashboard.Data.Configurations;

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.HasIndex(activity => new { activity.LeadId, activity.OccurredUtc });
        builder.HasIndex(activity => activity.ImportBatchId);
        // Few activities name one: only those are in the index by which a campaign or product that goes finds them.
        builder.HasIndex(activity => activity.CampaignId).HasFilter("\"CampaignId\" IS NOT NULL");
        builder.HasIndex(activity => activity.ProductId).HasFilter("\"ProductId\" IS NOT NULL");
        builder.Property(activity => activity.ActorId).HasMaxLength(TextLengths.UserId);
        builder.Property(activity => activity.ExternalId).HasMaxLength(TextLengths.Field);
        builder.HasOne<Lead>().WithMany().HasForeignKey(activity => activity.LeadId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<Campaign>()
            .WithMany()
            .HasForeignKey(activity => activity.CampaignId)
            .OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<Product>()
            .WithMany()
            .HasForeignKey(activity => activity.ProductId)
            .OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(activity => activity.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class OutcomeConfiguration : IEntityTypeConfiguration<Outcome>
{
    public void Configure(EntityTypeBuilder<Outcome> builder)
    {
        builder.HasIndex(outcome => outcome.LeadId);
        builder.HasIndex(outcome => outcome.RecordedUtc);
        builder.HasIndex(outcome => outcome.ImportBatchId);
        builder.Property(outcome => outcome.Reason).HasMaxLength(TextLengths.Sentence);
        builder.Property(outcome => outcome.ActorId).HasMaxLength(TextLengths.UserId);
        builder.HasOne<Lead>().WithMany().HasForeignKey(outcome => outcome.LeadId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(outcome => outcome.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<ModelVersion>()
            .WithMany()
            .HasForeignKey(outcome => outcome.ModelVersionId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.HasIndex(campaign => campaign.Name).IsUnique();
        builder.Property(campaign => campaign.Name).HasMaxLength(TextLengths.Field);
        builder.Property(campaign => campaign.Channel).HasMaxLength(TextLengths.Field);
        builder.Property(campaign => campaign.ExternalId).HasMaxLength(TextLengths.Field);
        builder.Property(campaign => campaign.Programme).HasMaxLength(TextLengths.Field);
        builder.Property(campaign => campaign.Goal).HasMaxLength(TextLengths.Sentence);
        builder.Property(campaign => campaign.MessageVariant).HasMaxLength(TextLengths.Sentence);
        builder.Property(campaign => campaign.Status).HasMaxLength(TextLengths.Field);
        builder.Property(campaign => campaign.Version).IsConcurrencyToken();
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(campaign => campaign.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class CampaignSpendConfiguration : IEntityTypeConfiguration<CampaignSpend>
{
    public void Configure(EntityTypeBuilder<CampaignSpend> builder)
    {
        builder.HasIndex(spend => new { spend.CampaignId, spend.DayUtc });
        builder.HasIndex(spend => spend.ImportBatchId);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(spend => spend.CampaignId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(spend => spend.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}
