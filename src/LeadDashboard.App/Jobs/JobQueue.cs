using System.Text.Json;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>Puts jobs into the queue and takes them out.</summary>
public sealed class JobQueue(
    IDbContextFactory<LeadContext> contexts,
    JobBell bell,
    JobBoard board,
    TimeProvider time,
    IServiceScopeFactory scopes
) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>
    /// Queues a job and returns its id; a job with the same kind and arguments that still waits or runs is returned
    /// instead.
    /// </summary>
    /// <param name="kind">One of <see cref="JobKinds"/>.</param>
    /// <param name="arguments">Serialized as JSON; the handler reads them with <see
    /// cref="JobContext.Arguments{T}"/>.</param>
    /// <param name="actor">Needs the permission of the kind.</param>
    /// <param name="cancellationToken">Cancels the queueing, not the job.</param>
    /// <param name="evenIfRunning">True: only a waiting twin counts, because a running one may have started before the
    /// newest data came.</param>
    public async Task<int> EnqueueAsync(
        string kind,
        object arguments,
        Actor actor,
        CancellationToken cancellationToken,
        bool evenIfRunning = false
    )
    {
        actor.Require(JobKinds.PermissionFor(kind));
        var json = JsonSerializer.Serialize(arguments);
        Job job;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var twin = await context
                .Jobs.AsNoTracking()
                .Where(other =>
                    other.Kind == kind
                    && other.ArgumentsJson == json
                    && !other.IsCancelRequested
                    && (other.Status == JobStatus.Waiting || (!evenIfRunning && other.Status == JobStatus.Running))
                )
                .OrderBy(other => other.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (twin is not null)
            {
                bell.Ring();
                return twin.Id;
            }

            job = new Job
            {
                Kind = kind,
                ArgumentsJson = json,
                Message = new Message(JobMessages.Waiting).ToJson(),
                ActorId = actor.UserId,
                CreatedUtc = time.GetUtcNow().UtcDateTime,
            };
            context.Jobs.Add(job);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }

        board.Publish(JobSnapshot.Of(job));
        bell.Ring();
        return job.Id;
    }

    /// <summary>
    /// Asks a job to stop: a waiting one ends at once, a running one at its next safe point. One that has ended stays
    /// as it is.
    /// </summary>
    public async Task CancelAsync(int jobId, Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var job = await context.Jobs.AsNoTracking().FirstOrDefaultAsync(job => job.Id == jobId, cancellationToken);
        if (job is null)
        {
            return;
        }

        actor.Require(JobKinds.PermissionFor(job.Kind));
        var now = time.GetUtcNow().UtcDateTime;
        var canceled = new Message(JobMessages.Canceled).ToJson();
        var ended = await context
            .Jobs.Where(row => row.Id == jobId && row.Status == JobStatus.Waiting)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(r => r.Status, JobStatus.Canceled)
                        .SetProperty(r => r.IsCancelRequested, true)
                        .SetProperty(r => r.FinishedUtc, now)
                        .SetProperty(r => r.Message, canceled),
                cancellationToken
            );
        if (ended == 1)
        {
            await using var scope = scopes.CreateAsyncScope();
            var handler = scope
                .ServiceProvider.GetServices<IJobHandler>()
                .FirstOrDefault(handler => handler.Kind == job.Kind);
            if (handler is not null)
            {
                await handler.StoppedAsync(
                    new JobStop(jobId, job.ArgumentsJson, JobStatus.Canceled, null),
                    cancellationToken
                );
            }

            job.Status = JobStatus.Canceled;
            job.Message = canceled;
            job.FinishedUtc = now;
            board.Publish(JobSnapshot.Of(job));
            return;
        }

        await context
            .Jobs.Where(row => row.Id == jobId && row.Status == JobStatus.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.IsCancelRequested, true), cancellationToken);
        bell.RequestCancel(jobId);
    }
}
