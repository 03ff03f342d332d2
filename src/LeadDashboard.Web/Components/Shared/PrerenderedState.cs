using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>
/// Hands what a page read while it was prerendered to the circuit that takes the page over, so that it is not read
/// twice. Only a ticket travels through the browser: the data may be larger than a message of the circuit may be, and
/// hold types that do not survive JSON.
/// </summary>
public sealed class PrerenderedState : IDisposable
{
    /// <summary>A browser that takes longer reads anew.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    /// <summary>Readings that wait at the same time; more are read anew.</summary>
    private const int MaxCount = 1_000;

    private const int TicketBytes = 16;

    private readonly MemoryCache _waiting = new(new MemoryCacheOptions { SizeLimit = MaxCount });

    /// <returns>The ticket to take the data with, once.</returns>
    /// <param name="userId">Who read them: a ticket of somebody else opens nothing.</param>
    /// <param name="data">Immutable.</param>
    public string Keep(string userId, object data)
    {
        var ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TicketBytes));
        _waiting.Set(
            ticket,
            (userId, data),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept }
        );
        return ticket;
    }

    /// <summary>Null when the ticket is unknown, used, too old, of another person or of other data.</summary>
    public T? Take<T>(string? ticket, string userId)
        where T : class
    {
        if (ticket is null || _waiting.Get(ticket) is not (string owner, T data))
        {
            return null;
        }

        _waiting.Remove(ticket);
        return owner == userId ? data : null;
    }

    public void Dispose() => _waiting.Dispose();
}
