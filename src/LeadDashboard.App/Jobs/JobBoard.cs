using System.Collections.Concurrent;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// Tells screens how jobs get on. Each subscriber hears at most a few times a second, always the newest state, and
/// every change of status at once.
/// </summary>
public sealed class JobBoard(TimeProvider time, JobOptions options, ILogger<JobBoard> logger)
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();

    internal bool HasSubscribers => !_subscriptions.IsEmpty;

    /// <summary>The callback comes from another thread: a component wraps its work in <c>InvokeAsync</c>.</summary>
    public IDisposable Subscribe(int jobId, Action<JobSnapshot> callback) => Add(jobId, callback);

    /// <summary>Every job of this process, and those of other processes as the rows tell.</summary>
    public IDisposable SubscribeAll(Action<JobSnapshot> callback) => Add(null, callback);

    public void Publish(JobSnapshot snapshot)
    {
        foreach (var subscription in _subscriptions.Keys)
        {
            subscription.Offer(snapshot);
        }
    }

    private Subscription Add(int? jobId, Action<JobSnapshot> callback)
    {
        var subscription = new Subscription(this, jobId, callback);
        _subscriptions[subscription] = 0;
        return subscription;
    }

    private sealed class Subscription(JobBoard board, int? jobId, Action<JobSnapshot> callback) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<int, Delivery> _deliveries = [];
        private bool _isDisposed;

        public void Offer(JobSnapshot snapshot)
        {
            if (jobId is { } wanted && wanted != snapshot.Id)
            {
                return;
            }

            lock (_lock)
            {
                if (_isDisposed)
                {
                    return;
                }

                if (!_deliveries.TryGetValue(snapshot.Id, out var delivery))
                {
                    _deliveries[snapshot.Id] = delivery = new Delivery();
                }

                var isUrgent = delivery.Last is not { } last || last.Status != snapshot.Status;
                if (!isUrgent && delivery.Timer is not null)
                {
                    delivery.Pending = snapshot;
                    return;
                }

                delivery.Last = snapshot;
                delivery.Pending = null;
                delivery.Timer?.Dispose();
                delivery.Timer = board.CreateTimer(() => Flush(snapshot.Id));
                if (!snapshot.IsActive)
                {
                    delivery.Timer.Dispose();
                    _deliveries.Remove(snapshot.Id);
                }
            }

            Call(snapshot);
        }

        public void Dispose()
        {
            board._subscriptions.TryRemove(this, out _);
            lock (_lock)
            {
                _isDisposed = true;
                foreach (var delivery in _deliveries.Values)
                {
                    delivery.Timer?.Dispose();
                }

                _deliveries.Clear();
            }
        }

        private void Flush(int id)
        {
            JobSnapshot? due;
            lock (_lock)
            {
                if (!_deliveries.TryGetValue(id, out var delivery))
                {
                    return;
                }

                due = delivery.Pending;
                delivery.Pending = null;
                delivery.Timer?.Dispose();
                delivery.Timer = due is null ? null : board.CreateTimer(() => Flush(id));
                delivery.Last = due ?? delivery.Last;
            }

            if (due is not null)
            {
                Call(due);
            }
        }

        private void Call(JobSnapshot snapshot)
        {
            try
            {
                callback(snapshot);
            }
            catch (Exception exception)
            {
                // A closed screen must not stop the job it watched.
                board.Log(exception, snapshot.Id);
            }
        }

        private sealed class Delivery
        {
            public JobSnapshot? Last { get; set; }

            public JobSnapshot? Pending { get; set; }

            public ITimer? Timer { get; set; }
        }
    }

    private ITimer CreateTimer(Action action) =>
        time.CreateTimer(state => ((Action)state!)(), action, options.Board, Timeout.InfiniteTimeSpan);

    private void Log(Exception exception, int jobId) =>
        logger.LogWarning(exception, "A subscriber of job {JobId} failed.", jobId);
}
