using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data;

/// <summary>
/// The database. Made by <c>IDbContextFactory&lt;LeadContext&gt;</c>, one per method. The provider is one of two
/// derived types,
/// so that each has migrations of its own.
/// </summary>
public abstract class LeadContext(DbContextOptions options) : IdentityDbContext<AppUser, IdentityRole, string>(options)
{
    public DbSet<Lead> Leads => Set<Lead>();

    public DbSet<FieldDefinition> FieldDefinitions => Set<FieldDefinition>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CampaignSpend> CampaignSpends => Set<CampaignSpend>();

    public DbSet<Outcome> Outcomes => Set<Outcome>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Deal> Deals => Set<Deal>();

    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();

    public DbSet<RejectedRow> RejectedRows => Set<RejectedRow>();

    public DbSet<ImportChange> ImportChanges => Set<ImportChange>();

    public DbSet<UndoConflict> UndoConflicts => Set<UndoConflict>();

    public DbSet<RememberedMap> RememberedMaps => Set<RememberedMap>();

    public DbSet<ModelVersion> ModelVersions => Set<ModelVersion>();

    public DbSet<ScoreReceipt> ScoreReceipts => Set<ScoreReceipt>();

    public DbSet<DuplicatePair> DuplicatePairs => Set<DuplicatePair>();

    public DbSet<MergeRecord> MergeRecords => Set<MergeRecord>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Setting> Settings => Set<Setting>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(LeadContext).Assembly);
    }
}
