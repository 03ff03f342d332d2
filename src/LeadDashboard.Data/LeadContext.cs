using LeadDashboard.Core.Access;
using LeadDashboard.Core.Accounts;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
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
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Data;

/// <summary>
/// The database. Made by <c>IDbContextFactory&lt;LeadContext&gt;</c>, one per method. The provider is one of two
/// derived types,
/// so that each has migrations of its own.
/// </summary>
public abstract class LeadContext(DbContextOptions options) : IdentityDbContext<AppUser, IdentityRole, string>(options)
{
    /// <summary>What merge, undo, export and erase go through.</summary>
    public virtual IReadOnlyList<LeadTable> TablesOfLeads => LeadTables.All;

    public DbSet<Lead> Leads => Set<Lead>();

    public DbSet<FieldDefinition> FieldDefinitions => Set<FieldDefinition>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CampaignSpend> CampaignSpends => Set<CampaignSpend>();

    public DbSet<Outcome> Outcomes => Set<Outcome>();

    public DbSet<Product> Products => Set<Product>();

    public DbSet<Deal> Deals => Set<Deal>();

    public DbSet<DealStageChange> DealStageChanges => Set<DealStageChange>();

    public DbSet<Purchase> Purchases => Set<Purchase>();

    public DbSet<CostRate> CostRates => Set<CostRate>();

    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();

    public DbSet<RejectedRow> RejectedRows => Set<RejectedRow>();

    public DbSet<RecordChange> RecordChanges => Set<RecordChange>();

    public DbSet<LeadChange> LeadChanges => Set<LeadChange>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<OutboxEvent> OutboxEvents => Set<OutboxEvent>();

    public DbSet<OutboxCursor> OutboxCursors => Set<OutboxCursor>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    public DbSet<UserSession> UserSessions => Set<UserSession>();

    public DbSet<SetupClaim> SetupClaims => Set<SetupClaim>();

    public DbSet<UndoConflict> UndoConflicts => Set<UndoConflict>();

    public DbSet<RememberedMap> RememberedMaps => Set<RememberedMap>();

    public DbSet<ModelVersion> ModelVersions => Set<ModelVersion>();

    public DbSet<ScoreReceipt> ScoreReceipts => Set<ScoreReceipt>();

    public DbSet<DuplicatePair> DuplicatePairs => Set<DuplicatePair>();

    public DbSet<MergeRecord> MergeRecords => Set<MergeRecord>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Setting> Settings => Set<Setting>();

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        NextVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        NextVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Conventions.Replace<ForeignKeyIndexConvention>(services => new UnindexedKeys(
            services.GetRequiredService<ProviderConventionSetBuilderDependencies>()
        ));
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(LeadContext).Assembly);
    }

    /// <summary>
    /// A changed row that has a token gets the next one: whoever read it before and saves later is told so.
    /// </summary>
    private void NextVersions()
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.State == EntityState.Modified))
        {
            if (entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true })
            {
                var version = entry.Property("Version");
                version.CurrentValue = (int)version.OriginalValue! + 1;
            }
        }
    }
}
