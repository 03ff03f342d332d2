using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Seeding;

/// <summary>Brings the database to the current version at start: migrations, then the three roles.</summary>
public sealed class DatabaseInitializer(IDbContextFactory<LeadContext> contexts)
{
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        if (
            !await context.Jobs.AnyAsync(
                job =>
                    job.Kind == JobKinds.CommitImport
                    && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Running),
                cancellationToken
            )
        )
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
}
