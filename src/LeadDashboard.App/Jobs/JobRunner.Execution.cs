using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>One claimed job from start to end.</summary>
public sealed partial class JobRunner
{
    private async Task ExecuteAsync(Job job, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await using var scope = scopes.CreateAsyncScope();
        var handler = scope
            .ServiceProvider.GetServices<IJobHandler>()
            .FirstOrDefault(handler => handler.Kind == job.Kind);
        if (handler is null)
        {
            await EndAsync(job, JobStatus.Failed, new Message(JobMessages.UnknownKind, job.Kind), stoppingToken);
            return;
        }

        var context = new JobContext(job, queue, board, contexts);
        void Cancel()
        {
            context.MarkCancelRequested();
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The job ended in the same moment.
            }
        }

        signal.OnCancel(job.Id, Cancel);
        using var heartbeatEnd = new CancellationTokenSource();
        var heartbeat = HeartbeatAsync(job, context, Cancel, stop, heartbeatEnd.Token);
        board.Publish(JobSnapshot.From(job));
        JobStatus status;
        Message? error = null;
        try
        {
            if (job.IsCancelRequested)
            {
                Cancel();
            }

            stop.Token.ThrowIfCancellationRequested();
            await JobThread.RunAsync($"Job {job.Id} {job.Kind}", () => handler.ExecuteAsync(context, stop.Token));
            status = JobStatus.Done;
        }
        catch (OperationCanceledException) when (context.IsCancelRequested)
        {
            status = JobStatus.Canceled;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The program ends, or another process has the job: not a failure.
            status = JobStatus.Waiting;
        }
        catch (JobLostException exception)
        {
            logger.LogWarning("{Message}", exception.Message);
            status = JobStatus.Waiting;
        }
        catch (JobFailedException exception)
        {
            (status, error) = (JobStatus.Failed, exception.Said);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Job {JobId} ({Kind}) failed.", job.Id, job.Kind);
            (status, error) = (JobStatus.Failed, new Message(JobMessages.Unexpected, exception.Message));
        }
        finally
        {
            signal.ForgetCancel(job.Id);
            await heartbeatEnd.CancelAsync();
            await heartbeat;
        }

        if (status is JobStatus.Failed or JobStatus.Canceled)
        {
            await TellHandlerAsync(handler, new JobStop(job.Id, job.ArgumentsJson, status, error?.ToJson()));
        }

        await EndAsync(job, status, error, stoppingToken);
    }

    private async Task TellHandlerAsync(IJobHandler handler, JobStop stop)
    {
        try
        {
            await handler.StoppedAsync(stop, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The clean-up after job {JobId} failed.", stop.JobId);
        }
    }

    /// <summary>
    /// Signs of life, progress for other processes, and the cancel flag that another process may have set.
    /// </summary>
    private async Task HeartbeatAsync(
        Job job,
        JobContext progress,
        Action cancel,
        CancellationTokenSource stop,
        CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(options.Heartbeat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (!await BeatAsync(job, progress, cancel, cancellationToken))
                {
                    await stop.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
    }

    private async Task<bool> BeatAsync(Job job, JobContext progress, Action cancel, CancellationToken cancellationToken)
    {
        try
        {
            var (fraction, message) = progress.Current();
            var now = time.GetUtcNow().UtcDateTime;
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = await context
                .Jobs.Where(row =>
                    row.Id == job.Id && row.ClaimedBy == job.ClaimedBy && row.Status == JobStatus.Running
                )
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(r => r.HeartbeatUtc, now)
                            .SetProperty(r => r.Progress, fraction)
                            .SetProperty(r => r.Message, message),
                    cancellationToken
                );
            if (rows == 0)
            {
                return false;
            }

            if (
                !progress.IsCancelRequested
                && await context.Jobs.AnyAsync(row => row.Id == job.Id && row.IsCancelRequested, cancellationToken)
            )
            {
                cancel();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One missed beat is no reason to stop the work.
            logger.LogWarning(exception, "The heartbeat of job {JobId} could not be written.", job.Id);
        }

        return true;
    }

    /// <summary>
    /// Writes how the job ended, again and again while the database refuses (a full disk): a job that has ended must
    /// not stay Running for ever. Ends only with the program, and then the next one takes the job over.
    /// </summary>
    private async Task EndAsync(Job job, JobStatus status, Message? error, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await WriteEndAsync(job, status, error);
                return;
            }
            catch (Exception exception)
            {
                logger.LogError(
                    exception,
                    "Job {JobId} ended as {Status}, which could not be written; it is tried again in {Seconds} s. "
                        + "Look whether the disk is full.",
                    job.Id,
                    status,
                    options.HeartbeatSeconds
                );
                await Task.Delay(options.Heartbeat, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    private async Task WriteEndAsync(Job job, JobStatus status, Message? error)
    {
        // Not cancelable: what the job did must be on record even while the program ends.
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        var now = time.GetUtcNow().UtcDateTime;
        var isEnd = status != JobStatus.Waiting;
        var fraction = status == JobStatus.Done ? 1 : job.Progress;
        var key = status switch
        {
            JobStatus.Done => JobMessages.Done,
            JobStatus.Canceled => JobMessages.Canceled,
            JobStatus.Failed => JobMessages.Failed,
            _ => JobMessages.Waiting,
        };
        var (message, why) = (new Message(key).ToJson(), error?.ToJson());
        await context
            .Jobs.Where(row => row.Id == job.Id && row.ClaimedBy == job.ClaimedBy && row.Status == JobStatus.Running)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(r => r.Status, status)
                        .SetProperty(r => r.Progress, fraction)
                        .SetProperty(r => r.Message, message)
                        .SetProperty(r => r.Error, why)
                        .SetProperty(r => r.ClaimedBy, (string?)null)
                        .SetProperty(r => r.FinishedUtc, isEnd ? now : null),
                CancellationToken.None
            );
        var stored = await context
            .Jobs.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == job.Id, CancellationToken.None);
        if (stored is not null)
        {
            board.Publish(JobSnapshot.From(stored));
        }
    }
}
