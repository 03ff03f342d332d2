using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// Which job is next. Order, lane and dependency stand in the rows, so that they hold over all processes and after a
/// kill: a lane whose job was left running waits until that job is queued again, and it goes first.
/// </summary>
public sealed partial class JobRunner
{
    /// <summary>Names the lock under which PostgreSQL claims jobs of a lane; any fixed number.</summary>
    private const long LaneLock = 7_220_040;

    /// <summary>The next job of the lane, claimed for this process; null when none may start.</summary>
    internal async Task<Job?> ClaimNextAsync(JobLane lane, CancellationToken cancellationToken) =>
        await NextAsync(lane, cancellationToken) is { } id ? await ClaimAsync(lane, id, cancellationToken) : null;

    private async Task<int?> NextAsync(JobLane lane, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Startable(context, lane)
            .OrderBy(row => row.Order)
            .ThenBy(row => row.Id)
            .Select(row => (int?)row.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Null when another process was faster.</summary>
    private async Task<Job?> ClaimAsync(JobLane lane, int id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var node = _node.Name;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (context.Database.IsNpgsql())
        {
            // Two updates of different rows do not wait for each other there: both would find the lane free.
            await context.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock({LaneLock + (int)lane})",
                cancellationToken
            );
        }

        var (starting, resumed) = (
            new Message(JobMessages.Starting).ToJson(),
            new Message(JobMessages.Resumed).ToJson()
        );
        var claimed = await Startable(context, lane)
            .Where(row => row.Id == id)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(r => r.Status, JobStatus.Running)
                        .SetProperty(r => r.ClaimedBy, node)
                        .SetProperty(r => r.HeartbeatUtc, now)
                        .SetProperty(r => r.Message, r => r.StartedUtc == null ? starting : resumed)
                        .SetProperty(r => r.StartedUtc, r => r.StartedUtc ?? now),
                cancellationToken
            );
        var job =
            claimed == 1 ? await context.Jobs.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken) : null;
        await transaction.CommitAsync(cancellationToken);
        return job;
    }

    /// <summary>
    /// Waiting jobs of the lane that may start: no job of the lane runs anywhere, and what the job waits for has ended.
    /// </summary>
    private IQueryable<Job> Startable(LeadContext context, JobLane lane)
    {
        var name = lane.ToString();
        var isData = lane == JobLane.Data;
        // Rows from before there were lanes have none: their kind says it.
        var learning = catalogue.NamesOf(JobLane.Learning);
        var ofLane = context.Jobs.Where(row =>
            row.Lane == name || (row.Lane == "" && learning.Contains(row.Kind) != isData)
        );
        return ofLane.Where(row =>
            row.Status == JobStatus.Waiting
            && !ofLane.Any(other => other.Status == JobStatus.Running)
            && !context.Jobs.Any(before =>
                before.Id == row.DependsOnJobId
                && (before.Status == JobStatus.Waiting || before.Status == JobStatus.Running)
            )
        );
    }
}
