using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Events;
using LeadDashboard.Data.Events;

namespace LeadDashboard.App.Events;

/// <summary>Reads the outbox once a second from where it began, and raises what it finds in this process.</summary>
public sealed class EventFollower(OutboxReader reader, EventHub hub, TimeProvider time, ILogger<EventFollower> logger)
    : BackgroundService
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private OutboxEvent? _last;
    private bool _hasBegun;

    /// <summary>
    /// Raises what happened since the last call; the first one only takes the place to begin at. Returns how many.
    /// </summary>
    public async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        if (!_hasBegun)
        {
            _last = await reader.NewestAsync(cancellationToken);
            _hasBegun = true;
            return 0;
        }

        var count = 0;
        while (await reader.ReadAfterAsync(_last, AtOnce, cancellationToken) is { Count: > 0 } events)
        {
            foreach (var entry in events)
            {
                hub.Raise(entry);
                _last = entry;
            }

            count += events.Count;
        }

        return count;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PeriodicTask.RunAsync(
            Interval,
            time,
            FollowAsync,
            fault => logger.LogError(fault, "The events could not be read; it is tried again."),
            stoppingToken
        );
}
