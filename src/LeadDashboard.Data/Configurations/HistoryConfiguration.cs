using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
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
        builder.HasOne<Lead>().WithMany().HasForeignKey(activity => activity.LeadId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OutcomeConfiguration : IEntityTypeConfiguration<Outcome>
{
    public void Configure(EntityTypeBuilder<Outcome> builder)
    {
        builder.HasIndex(outcome => outcome.LeadId);
        builder.HasIndex(outcome => outcome.RecordedUtc);
        builder.HasIndex(outcome => outcome.ImportBatchId);
        builder.HasOne<Lead>().WithMany().HasForeignKey(outcome => outcome.LeadId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder) =>
        builder.HasIndex(campaign => campaign.Name).IsUnique();
}

internal sealed class CampaignSpendConfiguration : IEntityTypeConfiguration<CampaignSpend>
{
    public void Configure(EntityTypeBuilder<CampaignSpend> builder)
    {
        builder.HasIndex(spend => new { spend.CampaignId, spend.DayUtc });
        builder.HasIndex(spend => spend.ImportBatchId);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(spend => spend.CampaignId).OnDelete(DeleteBehavior.Cascade);
    }
}
