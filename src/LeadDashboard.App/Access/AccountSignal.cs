using System.Collections.Concurrent;

namespace LeadDashboard.App.Access;

/// <summary>
/// Tells open circuits of this process at once that sessions of a person may have ended. Other processes find out by
/// asking the database: before every write, and once a minute.
/// </summary>
public sealed class AccountSignal(ILogger<AccountSignal> logger)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Guid, Func<Task>>> _byUser = new(
        StringComparer.Ordinal
    );

    /// <summary>Calls back after each change until disposed.</summary>
    public IDisposable Subscribe(string userId, Func<Task> callback)
    {
        var key = Guid.NewGuid();
        _byUser.GetOrAdd(userId, _ => new ConcurrentDictionary<Guid, Func<Task>>())[key] = callback;
        return new Subscription(this, userId, key);
    }

    /// <summary>
    /// Returns when every subscriber has heard; one that fails does not keep the others from hearing.
    /// </summary>
    public async Task TellAsync(string userId)
    {
        if (!_byUser.TryGetValue(userId, out var callbacks))
        {
            return;
        }

        foreach (var callback in callbacks.Values)
        {
            try
            {
                await callback();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                logger.LogWarning(failure, "A circuit of {UserId} could not be told that its session ended", userId);
            }
        }
    }

    private sealed class Subscription(AccountSignal signal, string userId, Guid key) : IDisposable
    {
        public void Dispose()
        {
            if (signal._byUser.TryGetValue(userId, out var callbacks))
            {
                callbacks.TryRemove(key, out _);
            }
        }
    }
}
