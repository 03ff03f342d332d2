using System.Collections.Concurrent;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// Runs asynchronous work on one thread of its own below normal priority, continuations included, so that a long
/// computation takes
/// no thread from the pool that answers the screens.
/// </summary>
internal sealed class JobThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];

    private JobThread() { }

    public static Task RunAsync(string name, Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = new JobThread();
        var thread = new Thread(() => context.Pump(work, done))
        {
            IsBackground = true,
            Name = name,
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
        return done.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _work.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The work has ended; a straggler that nobody awaits goes to the pool.
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Work on a job thread is posted, never sent.");

    private void Pump(Func<Task> work, TaskCompletionSource done)
    {
        SetSynchronizationContext(this);
        var task = Start(work);
        _ = task.ContinueWith(
            _ => _work.CompleteAdding(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        foreach (var (callback, state) in _work.GetConsumingEnumerable())
        {
            callback(state);
        }

        done.SetFromTask(task);
    }

    private static async Task Start(Func<Task> work) => await work();
}
