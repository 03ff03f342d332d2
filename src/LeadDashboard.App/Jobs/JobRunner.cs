using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>Executes the queued jobs, one at a time in each lane.</summary>
public sealed partial class JobRunner(
    IDbContextFactory<LeadContext> contexts,
    JobQueue queue,
    JobBell bell,
    JobBoard board,
    JobOptions options,
    TimeProvider time,
    IServiceScopeFactory scopes,
    ILogger<JobRunner> logger
) : BackgroundService
{
    private readonly JobNode _node = JobNode.Current();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([
            LoopAsync(WatchAsync, null, stoppingToken),
            .. Enum.GetValues<JobLane>().Select(lane => LoopAsync(ct => RunNextAsync(lane, ct), lane, stoppingToken)),
        ]);

    /// <summary>
    /// Claims and executes the oldest waiting job of the lane. Returns its id, or null when none waits.
    /// </summary>
    public async Task<int?> RunNextAsync(JobLane lane, CancellationToken stoppingToken)
    {
        if (await ClaimAsync(lane, stoppingToken) is not { } job)
        {
            return null;
        }

        await ExecuteAsync(job, stoppingToken);
        return job.Id;
    }

    /// <summary>
    /// Puts jobs whose process is gone back into the queue; they go on from their checkpoint. Returns how many.
    /// </summary>
    public async Task<int> RequeueLostAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var running = await context
            .Jobs.AsNoTracking()
            .Where(job => job.Status == JobStatus.Running)
            .Select(job => new
            {
                job.Id,
                job.ClaimedBy,
                job.HeartbeatUtc,
            })
            .ToListAsync(cancellationToken);
        var silentSince = time.GetUtcNow().UtcDateTime - options.Stale;
        var count = 0;
        foreach (
            var job in running.Where(job =>
                job.ClaimedBy != _node.Name
                && (job.HeartbeatUtc is not { } beat || beat < silentSince || _node.IsGone(job.ClaimedBy))
            )
        )
        {
            // Conditional on what was read: a process that woke up meanwhile has written a newer heartbeat and keeps
            // its job.
            count += await context
                .Jobs.Where(row =>
                    row.Id == job.Id
                    && row.Status == JobStatus.Running
                    && row.ClaimedBy == job.ClaimedBy
                    && row.HeartbeatUtc == job.HeartbeatUtc
                )
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(r => r.Status, JobStatus.Waiting)
                            .SetProperty(r => r.ClaimedBy, (string?)null)
                            .SetProperty(r => r.Message, JobMessages.Resumed),
                    cancellationToken
                );
            logger.LogWarning("Job {JobId} was left by {Process}; it is queued again.", job.Id, job.ClaimedBy);
        }

        return count;
    }

    private async Task<int?> WatchAsync(CancellationToken cancellationToken)
    {
        if (await RequeueLostAsync(cancellationToken) > 0)
        {
            bell.Ring();
        }

        if (board.HasSubscribers)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var elsewhere = await context
                .Jobs.AsNoTracking()
                .Where(job => job.Status == JobStatus.Running && job.ClaimedBy != _node.Name)
                .ToListAsync(cancellationToken);
            elsewhere.ForEach(job => board.Publish(JobSnapshot.Of(job)));
        }

        return null;
    }

    private async Task LoopAsync(
        Func<CancellationToken, Task<int?>> step,
        JobLane? lane,
        CancellationToken stoppingToken
    )
    {
        // Off the start-up path: the first step may read the database for a while.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await step(stoppingToken) is null)
                {
                    await PauseAsync(lane, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database may be away for a moment; the rows are still there when it is back.
                logger.LogError(
                    exception,
                    "The job runner could not work; it tries again in {Seconds} s.",
                    options.PollSeconds
                );
                await Task.Delay(options.Poll, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task PauseAsync(JobLane? lane, CancellationToken stoppingToken) =>
        lane is { } own
            ? bell.WaitAsync(own, options.Poll, time, stoppingToken)
            : Task.Delay(options.Poll, time, stoppingToken);

    private async Task<Job?> ClaimAsync(JobLane lane, CancellationToken cancellationToken)
    {
        var learning = JobKinds.Learning;
        var isLearning = lane == JobLane.Learning;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            var job = await context
                .Jobs.AsNoTracking()
                .Where(row => row.Status == JobStatus.Waiting && learning.Contains(row.Kind) == isLearning)
                .OrderBy(row => row.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (job is null)
            {
                return null;
            }

            var now = time.GetUtcNow().UtcDateTime;
            var isFirst = job.StartedUtc is null;
            var claimed = await context
                .Jobs.Where(row => row.Id == job.Id && row.Status == JobStatus.Waiting)
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(r => r.Status, JobStatus.Running)
                            .SetProperty(r => r.ClaimedBy, _node.Name)
                            .SetProperty(r => r.HeartbeatUtc, now)
                            .SetProperty(r => r.StartedUtc, r => r.StartedUtc ?? now)
                            .SetProperty(r => r.Message, isFirst ? JobMessages.Starting : JobMessages.Resumed),
                    cancellationToken
                );
            if (claimed == 1)
            {
                return await context.Jobs.AsNoTracking().SingleAsync(row => row.Id == job.Id, cancellationToken);
            }
        }
    }
}
