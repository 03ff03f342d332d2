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

    /// <summary>The callback comes from another thread: a component wraps its work in <c>InvokeAsync</c>.</summary>
    /// <param name="kind">One of <see cref="EventKinds"/>; null = every kind.</param>
    /// <param name="callback">Short; it may hear of an event twice.</param>
    public IDisposable Subscribe(string? kind, Action<OutboxEvent> callback)
    {
        var subscription = new Subscription(this, kind, callback);
        _subscriptions[subscription] = 0;
        return subscription;
    }

    internal void Raise(OutboxEvent entry)
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
