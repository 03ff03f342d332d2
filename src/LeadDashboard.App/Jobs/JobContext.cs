using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>What a handler knows of the job it executes, and how it tells where it is.</summary>
public sealed class JobContext
{
    private readonly Job _job;
    private readonly JobQueue _queue;
    private readonly JobBoard _board;
    private readonly IDbContextFactory<LeadContext> _contexts;
    private readonly Lock _lock = new();
    private Message _message;
    private Func<string, string>? _wrap;

    internal JobContext(Job job, JobQueue queue, JobBoard board, IDbContextFactory<LeadContext> contexts)
    {
        _job = job;
        _queue = queue;
        _board = board;
        _contexts = contexts;
        Checkpoint = job.CheckpointJson;
        _message = Message.FromStored(job.Message) ?? new Message(JobMessages.Waiting);
    }

    public int JobId => _job.Id;

    public string ActorId => _job.ActorId;

    /// <summary>
    /// Whoever queued the job, with the rights of the program: the permission was asked when it was queued.
    /// </summary>
    public Actor Actor => Actor.System with { UserId = _job.ActorId };

    /// <summary>
    /// What <see cref="SaveCheckpointAsync(string, CancellationToken)"/> stored last, also before a crash; null at the
    /// first start.
    /// </summary>
    public string? Checkpoint { get; private set; }

    /// <summary>
    /// True when a person wants the job to stop; false when the token was canceled because the program ends.
    /// </summary>
    public bool IsCancelRequested { get; private set; }

    /// <summary>What the job was asked to do.</summary>
    public TArguments Arguments<TArguments>(JobKind<TArguments> kind)
        where TArguments : class => kind.Read(_job.ArgumentsJson);

    /// <summary>
    /// Says how far the job is; cheap, may be called from any thread and for every row. The row follows with the next
    /// heartbeat.
    /// </summary>
    /// <param name="fraction">0..1.</param>
    /// <param name="key">Key of the message; what its text needs follows.</param>
    public void Report(double fraction, string key, params IReadOnlyList<object> values) =>
        Report(fraction, new Message(key, values));

    /// <summary>As above.</summary>
    public void Report(double fraction, Message message)
    {
        JobSnapshot snapshot;
        lock (_lock)
        {
            _job.Progress = Math.Clamp(double.IsNaN(fraction) ? 0 : fraction, 0, 1);
            _message = message;
            snapshot = JobSnapshot.From(_job, message);
        }

        _board.Publish(snapshot);
    }

    /// <summary>As above, for asynchronous code.</summary>
    public Task ReportAsync(double fraction, string key, params IReadOnlyList<object> values)
    {
        Report(fraction, key, values);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Begins a step that keeps a checkpoint of its own, as the import of one of several files does: <see
    /// cref="Checkpoint"/> is the step's, and what is stored is the job's, made of it.
    /// </summary>
    /// <param name="checkpoint">Where the step goes on; null at its first start.</param>
    /// <param name="wrap">Makes the checkpoint of the job from that of the step.</param>
    public void BeginStep(string? checkpoint, Func<string, string> wrap) => (Checkpoint, _wrap) = (checkpoint, wrap);

    /// <summary>Stores where to go on after a crash.</summary>
    public async Task SaveCheckpointAsync(string json, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await SaveCheckpointAsync(context, json, cancellationToken);
    }

    /// <summary>
    /// As above within the transaction of <paramref name="context"/>: work and checkpoint are stored together or not at
    /// all.
    /// </summary>
    public async Task SaveCheckpointAsync(LeadContext context, string json, CancellationToken cancellationToken)
    {
        var claimedBy = _job.ClaimedBy;
        var stored = _wrap is null ? json : _wrap(json);
        var rows = await context
            .Jobs.Where(job => job.Id == _job.Id && job.ClaimedBy == claimedBy && job.Status == JobStatus.Running)
            .ExecuteUpdateAsync(job => job.SetProperty(j => j.CheckpointJson, stored), cancellationToken);
        if (rows == 0)
        {
            // Another process took the job over because this one seemed dead: its rows count, ours must roll back.
            throw new JobLostException(_job.Id);
        }

        Checkpoint = json;
    }

    /// <summary>Queues a follow-up job in the name of the same person.</summary>
    public Task<int> EnqueueAsync<TArguments>(
        JobKind<TArguments> kind,
        TArguments arguments,
        CancellationToken cancellationToken
    )
        where TArguments : class => _queue.EnqueueAsync(kind, arguments, Actor, cancellationToken, evenIfRunning: true);

    /// <summary>
    /// Queues a follow-up job within the transaction of <paramref name="context"/>: a kill cannot part it from what it
    /// follows from. Call <see cref="Announce"/> after the commit.
    /// </summary>
    public Task<Job> AddAsync<TArguments>(
        LeadContext context,
        JobKind<TArguments> kind,
        TArguments arguments,
        CancellationToken cancellationToken
    )
        where TArguments : class =>
        _queue.AddAsync(context, kind, arguments, Actor, cancellationToken, evenIfRunning: true);

    /// <summary>Wakes whoever waits for the job.</summary>
    public void Announce(Job job) => _queue.Announce(job);

    internal void MarkCancelRequested()
    {
        lock (_lock)
        {
            IsCancelRequested = true;
            _job.IsCancelRequested = true;
        }

        _board.Publish(JobSnapshot.From(_job, _message));
    }

    /// <summary>As the row holds it.</summary>
    internal (double Progress, string Message) Current()
    {
        lock (_lock)
        {
            return (_job.Progress, _message.ToJson());
        }
    }
}

/// <summary>The job belongs to another process now.</summary>
internal sealed class JobLostException(int jobId) : Exception($"Job {jobId} was taken over by another process.");
