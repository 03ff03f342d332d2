using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>Puts jobs into the queue and takes them out.</summary>
public sealed class JobQueue(
    IDbContextFactory<LeadContext> contexts,
    JobSignal signal,
    JobBoard board,
    JobCatalogue catalogue,
    TimeProvider time,
    IServiceScopeFactory scopes
)
{
    /// <summary>Names the lock under which PostgreSQL looks for the twin of a new job; any fixed number.</summary>
    private const long TwinLock = 7_220_031;

    /// <summary>
    /// Queues a job and returns its id; a job with the same kind and arguments that still waits or runs is returned
    /// instead.
    /// </summary>
    /// <param name="kind">Declared by the module of a feature.</param>
    /// <param name="arguments">Stored as JSON; the handler reads them with <see
    /// cref="JobContext.Arguments{TArguments}"/>.</param>
    /// <param name="actor">Needs the permission of the kind.</param>
    /// <param name="cancellationToken">Cancels the queueing, not the job.</param>
    /// <param name="evenIfRunning">True: only a waiting twin counts, because a running one may have started before the
    /// newest data came.</param>
    public async Task<int> EnqueueAsync<TArguments>(
        JobKind<TArguments> kind,
        TArguments arguments,
        Actor actor,
        CancellationToken cancellationToken,
        bool evenIfRunning = false
    )
        where TArguments : class
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var job = await AddAsync(context, kind, arguments, actor, cancellationToken, evenIfRunning);
        await transaction.CommitAsync(cancellationToken);
        Announce(job);
        return job.Id;
    }

    /// <summary>
    /// As <see cref="EnqueueAsync"/>, within the transaction of <paramref name="context"/>: what was changed and the
    /// job that follows from it are stored together or not at all. Call <see cref="Announce"/> after the commit.
    /// </summary>
    /// <param name="context">Has a transaction.</param>
    /// <param name="kind">Declared by the module of a feature.</param>
    /// <param name="arguments">Stored as JSON.</param>
    /// <param name="actor">Needs the permission of the kind.</param>
    /// <param name="cancellationToken">Cancels the queueing, not the job.</param>
    /// <param name="evenIfRunning">True: only a waiting twin counts.</param>
    /// <param name="afterJobId">The job starts once this one has ended; null = when its turn comes.</param>
    public async Task<Job> AddAsync<TArguments>(
        LeadContext context,
        JobKind<TArguments> kind,
        TArguments arguments,
        Actor actor,
        CancellationToken cancellationToken,
        bool evenIfRunning = false,
        int? afterJobId = null
    )
        where TArguments : class
    {
        actor.Require(kind.Permission);
        if (context.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException(
                $"A {kind.Name} was to be queued without a transaction; begin one, so that the job is stored together "
                    + "with the change it follows from."
            );
        }

        // Two processes that queue the same job at once must see each other. SQLite has one writer at a time anyway.
        if (context.Database.IsNpgsql())
        {
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TwinLock})", cancellationToken);
        }

        var (name, json) = (kind.Name, kind.Write(arguments));
        var twin = await context
            .Jobs.AsNoTracking()
            .Where(other =>
                other.Kind == name
                && other.ArgumentsJson == json
                && !other.IsCancelRequested
                && (other.Status == JobStatus.Waiting || (!evenIfRunning && other.Status == JobStatus.Running))
            )
            .OrderBy(other => other.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (twin is not null)
        {
            return twin;
        }

        var job = new Job
        {
            Kind = name,
            Lane = kind.Lane.ToString(),
            DependsOnJobId = afterJobId,
            ArgumentsJson = json,
            Message = new Message(JobMessages.Waiting).ToJson(),
            ActorId = actor.UserId,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        context.Jobs.Add(job);
        await context.SaveChangesAsync(cancellationToken);
        context.Entry(job).State = EntityState.Detached;
        return job;
    }

    /// <summary>Wakes the runner and the screens once the transaction of the job is committed.</summary>
    public void Announce(Job job)
    {
        board.Publish(JobSnapshot.From(job));
        signal.Set();
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

        actor.Require(catalogue.PermissionFor(job.Kind));
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
            Announce(job);
            return;
        }

        await context
            .Jobs.Where(row => row.Id == jobId && row.Status == JobStatus.Running)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.IsCancelRequested, true), cancellationToken);
        signal.RequestCancel(jobId);
    }
}
