using System.Collections.Concurrent;
using LeadDashboard.Core.Events;

namespace LeadDashboard.App.Events;

/// <summary>
/// Tells open pages and caches of this process what happened, in whichever process it did: the command line, another
/// node, this one.
/// </summary>
public sealed class EventHub(ILogger<EventHub> logger)
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();
    private readonly ConcurrentDictionary<long, byte> _early = new();

    /// <summary>The callback comes from another thread: a component wraps its work in <c>InvokeAsync</c>.</summary>
    /// <param name="kind">One of <see cref="EventKinds"/>; null = every kind.</param>
    /// <param name="callback">Short; it may, rarely, hear of an event twice.</param>
    public IDisposable Subscribe(string? kind, Action<OutboxEvent> callback)
    {
        var subscription = new Subscription(this, kind, callback);
        _subscriptions[subscription] = 0;
        return subscription;
    }

    /// <summary>
    /// Raises an event of this process as soon as it is stored; when it is read from the outbox, nobody hears it again.
    /// </summary>
    internal void RaiseEarly(OutboxEvent entry)
    {
        Tell(entry);
        _early[entry.Sequence] = 0;
    }

    /// <summary>Raises an event that was read from the outbox.</summary>
    internal void Raise(OutboxEvent entry)
    {
        if (!_early.TryRemove(entry.Sequence, out _))
        {
            Tell(entry);
        }
    }

    private void Tell(OutboxEvent entry)
    {
        foreach (var subscription in _subscriptions.Keys)
        {
            if (subscription.Kind is not { } kind || kind == entry.Kind)
            {
                Call(subscription, entry);
            }
        }
    }

    private void Call(Subscription subscription, OutboxEvent entry)
    {
        try
        {
            subscription.Callback(entry);
        }
        catch (Exception fault)
        {
            // A closed page must not keep the others from hearing.
            logger.LogWarning(fault, "A subscriber of {Kind} failed.", entry.Kind);
        }
    }

    private sealed class Subscription(EventHub hub, string? kind, Action<OutboxEvent> callback) : IDisposable
    {
        public string? Kind => kind;

        public Action<OutboxEvent> Callback => callback;

        public void Dispose() => hub._subscriptions.TryRemove(this, out _);
    }
}
