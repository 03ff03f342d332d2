using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Marks the clicks of scanners and robots among imported activities, and takes the marks back when a person says so.
/// </summary>
public sealed class BotMarks(IDbContextFactory<LeadContext> contexts)
{
    private const int LeadsAtOnce = 5_000;

    /// <summary>Looks at all opens, clicks and pages of the leads that an import touched. Safe to repeat.</summary>
    /// <param name="afterId">Only later activities are marked: what a person has let count before stays so.</param>
    /// <returns>Activities of the import that are marked.</returns>
    public async Task<int> MarkAsync(int batchId, int afterId, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var leadIds = await database
            .Activities.Where(activity => activity.ImportBatchId == batchId && activity.Id > afterId)
            .Select(activity => activity.LeadId)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(cancellationToken);
        foreach (var part in leadIds.Chunk(LeadsAtOnce))
        {
            var events = await database
                .Activities.AsNoTracking()
                .Where(activity =>
                    EF.Parameter(part).Contains(activity.LeadId) && BotBursts.Kinds.Contains(activity.Kind)
                )
                .ToListAsync(cancellationToken);
            var bursts = BotBursts.Find(events);
            var ids = events
                .Where(activity =>
                    activity.ImportBatchId == batchId && activity.Id > afterId && bursts.Contains(activity.Id)
                )
                .Select(activity => activity.Id)
                .ToArray();
            if (ids.Length > 0)
            {
                await database
                    .Activities.Where(activity => EF.Parameter(ids).Contains(activity.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(activity => activity.IsBot, true), cancellationToken);
            }
        }

        return await CountAsync(database, batchId, cancellationToken);
    }

    /// <summary>How many activities of an import are marked.</summary>
    public async Task<int> CountAsync(int batchId, Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await CountAsync(database, batchId, cancellationToken);
    }

    private static Task<int> CountAsync(LeadContext database, int batchId, CancellationToken cancellationToken) =>
        database.Activities.CountAsync(
            activity => activity.ImportBatchId == batchId && activity.IsBot,
            cancellationToken
        );

    /// <summary>Counts the marked activities of an import after all.</summary>
    public async Task ClearAsync(int batchId, Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await database
            .Activities.Where(activity => activity.ImportBatchId == batchId && activity.IsBot)
            .ExecuteUpdateAsync(set => set.SetProperty(activity => activity.IsBot, false), cancellationToken);
        await ActivityCounts.UpdateAsync(database, ActivityCounts.LeadsOf(database, batchId), cancellationToken);
    }
}
