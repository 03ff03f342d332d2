using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data.Backup;
using LeadDashboard.Data.BulkWriting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Seeding;

/// <summary>
/// Brings the database to the current version at start: migrations, then the three roles. One process at a time, under
/// a lock that dies with its process: a kill leaves nothing behind that could stop the next start.
/// </summary>
public sealed class DatabaseInitializer(IDbContextFactory<LeadContext> contexts, DataFolder folder, TimeProvider time)
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromHours(1);

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await DatabaseCheck.EnsureUsableAsync(context, cancellationToken);
        await using var held = await StartLock.TakeAsync(context, folder, time, cancellationToken);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await StartLock.RemoveStaleRowAsync(context, cancellationToken);
            await DatabaseBackup.BeforeMigratingAsync(context, cancellationToken);
            // A table of a million rows is built anew in one command.
            context.Database.SetCommandTimeout(LongestStep);
            await context.Database.MigrateAsync(cancellationToken);
            context.Database.SetCommandTimeout(null);
        }

        await AccountBackfill.RunAsync(context, new BulkWriter(), cancellationToken);
        if (!await IsImportingAsync(context, cancellationToken))
        {
            // Only an import that was killed leaves some out; when it goes on it builds them itself.
            await LeadIndexes.RestoreAsync(context, cancellationToken);
        }

        var present = await context.Roles.Select(role => role.Name).ToListAsync(cancellationToken);
        foreach (var role in Enum.GetNames<Role>().Except(present))
        {
            context.Roles.Add(new IdentityRole(role!) { NormalizedName = role!.ToUpperInvariant() });
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    private static async Task<bool> IsImportingAsync(LeadContext context, CancellationToken cancellationToken) =>
        await context.ImportBatches.AnyAsync(batch => batch.Status == ImportStatus.Running, cancellationToken)
        && await context.Jobs.AnyAsync(
            job => job.Status == JobStatus.Waiting || job.Status == JobStatus.Running,
            cancellationToken
        );
}
