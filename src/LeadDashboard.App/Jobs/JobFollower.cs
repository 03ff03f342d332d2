using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// Lets the screens of this process follow jobs of others: reads the job rows every two seconds while somebody watches
/// the board, and tells what has changed.
/// </summary>
public sealed class JobFollower(
    IDbContextFactory<LeadContext> contexts,
    JobBoard board,
    JobRunner runner,
    TimeProvider time,
    ILogger<JobFollower> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Dictionary<int, JobSnapshot> _seen = [];
    private DateTime? _lookedUtc;

    /// <summary>Returns how many changes it told; 0 without a look while nobody watches.</summary>
    public async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        if (!board.HasSubscribers)
        {
            _seen.Clear();
            _lookedUtc = null;
            return 0;
        }

        var nowUtc = time.GetUtcNow().UtcDateTime;
        var sinceUtc = (_lookedUtc ?? nowUtc) - Interval;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var jobs = await context
            .Jobs.AsNoTracking()
            .Where(job =>
                job.Status == JobStatus.Waiting || job.Status == JobStatus.Running || job.FinishedUtc >= sinceUtc
            )
            .OrderBy(job => job.Id)
            .ToListAsync(cancellationToken);
        _lookedUtc = nowUtc;
        var count = 0;
        // What this process runs it tells itself, sooner than the row does.
        foreach (var job in jobs.Where(job => !runner.IsRunning(job.Id)))
        {
            var snapshot = JobSnapshot.From(job);
            if (!_seen.TryGetValue(job.Id, out var before) || before != snapshot)
            {
                _seen[job.Id] = snapshot;
                board.Publish(snapshot);
                count++;
            }
        }

        foreach (var gone in _seen.Keys.Except(jobs.Select(job => job.Id)).ToList())
        {
            _seen.Remove(gone);
        }

        return count;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PeriodicTask.RunAsync(
            Interval,
            time,
            FollowAsync,
            fault => logger.LogError(fault, "The jobs of other processes could not be read; it is tried again."),
            stoppingToken
        );
}
