using System.Collections.Concurrent;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>Executes the queued jobs, one at a time in each lane.</summary>
public sealed partial class JobRunner(
    IDbContextFactory<LeadContext> contexts,
    JobQueue queue,
    JobSignal signal,
    JobBoard board,
    JobCatalogue catalogue,
    JobOptions options,
    TimeProvider time,
    IServiceScopeFactory scopes,
    ILogger<JobRunner> logger
) : BackgroundService
{
    /// <summary>Jobs that a thread of this process runs, or is about to claim.</summary>
    private readonly ConcurrentDictionary<int, byte> _own = new();

    private readonly JobNode _node = JobNode.Current();

    internal string NodeName => _node.Name;

    /// <summary>True while a thread of this process works on the job.</summary>
    internal bool IsRunning(int jobId) => _own.ContainsKey(jobId);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([
            LoopAsync(WatchAsync, null, stoppingToken),
            .. Enum.GetValues<JobLane>().Select(lane => LoopAsync(ct => RunNextAsync(lane, ct), lane, stoppingToken)),
        ]);

    /// <summary>
    /// Claims and executes the first waiting job of the lane. Returns its id, or null when none may start.
    /// </summary>
    public async Task<int?> RunNextAsync(JobLane lane, CancellationToken stoppingToken)
    {
        if (await NextAsync(lane, stoppingToken) is not { } id)
        {
            return null;
        }

        _own[id] = 0;
        try
        {
            if (await ClaimAsync(lane, id, stoppingToken) is not { } job)
            {
                return null;
            }

            await ExecuteAsync(job, stoppingToken);
            return job.Id;
        }
        finally
        {
            _own.TryRemove(id, out _);
        }
    }

    /// <summary>
    /// Puts jobs that nobody runs back into the queue: their process is gone, or a thread of this one claimed them and
    /// is gone. They go on from their checkpoint. Returns how many.
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
                job.ClaimedBy == _node.Name
                    ? !_own.ContainsKey(job.Id)
                    : job.HeartbeatUtc is not { } beat || beat < silentSince || _node.IsGone(job.ClaimedBy)
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
                            .SetProperty(r => r.Message, new Message(JobMessages.Resumed).ToJson()),
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
            signal.Set();
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
            ? signal.WaitAsync(own, options.Poll, time, stoppingToken)
            : Task.Delay(options.Poll, time, stoppingToken);
}
