using System.Security.Cryptography;
using System.Text;

namespace LeadDashboard.App.Access;

/// <summary>What became of a set-up code that somebody typed.</summary>
public enum SetupVerdict
{
    Wrong,

    /// <summary>
    /// Not looked at: too many wrong codes came from this address. <see cref="SetupCode.RestOf"/> says how long.
    /// </summary>
    TooSoon,

    Right,
}

/// <summary>
/// The one-time code that proves that the first visitor can read the console. New at each start; whether set-up is open
/// is asked of the database (<see cref="FirstAdmin"/>).
/// </summary>
public sealed class SetupCode(TimeProvider time)
{
    /// <summary>Wrong codes of one address that cost nothing: typing errors.</summary>
    public const int FreeAttempts = 5;

    /// <summary>The longest time that an address has to wait after a wrong code.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int MaxAddresses = 10_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset NextUtc)> _byAddress = new(
        StringComparer.Ordinal
    );

    public string Value { get; } = Part() + "-" + Part() + "-" + Part();

    /// <summary>
    /// Compares in constant time, whatever the case, spaces and dashes. After <see cref="FreeAttempts"/> wrong codes an
    /// address waits one second, then two, four and so on, at most <see cref="LongestWait"/>.
    /// </summary>
    public SetupVerdict Check(string? given, string address)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var (failures, nextUtc) = _byAddress.GetValueOrDefault(address);
            if (now < nextUtc)
            {
                return SetupVerdict.TooSoon;
            }

            if (CryptographicOperations.FixedTimeEquals(Bytes(Value), Bytes(given ?? "")))
            {
                return SetupVerdict.Right;
            }

            if (_byAddress.Count >= MaxAddresses)
            {
                Forget(now);
            }

            _byAddress[address] = (failures + 1, now + WaitAfter(failures + 1));
            return SetupVerdict.Wrong;
        }
    }

    /// <summary>How long this address still has to wait.</summary>
    public TimeSpan RestOf(string address)
    {
        lock (_lock)
        {
            var rest = _byAddress.GetValueOrDefault(address).NextUtc - time.GetUtcNow();
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    private static TimeSpan WaitAfter(int failures)
    {
        if (failures < FreeAttempts)
        {
            return TimeSpan.Zero;
        }

        var seconds = Math.Pow(2, Math.Min(failures - FreeAttempts, 16));
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));
    }

    /// <summary>Memory stays bounded: addresses that need not wait any more are forgotten, else all of them.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var old in _byAddress.Where(entry => entry.Value.NextUtc <= now).Select(entry => entry.Key).ToList())
        {
            _byAddress.Remove(old);
        }

        if (_byAddress.Count >= MaxAddresses)
        {
            _byAddress.Clear();
        }
    }

    private static byte[] Bytes(string code) =>
        Encoding.UTF8.GetBytes([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).Take(64)]);

    private static string Part() =>
        string.Concat(Enumerable.Range(0, 4).Select(_ => Letters[RandomNumberGenerator.GetInt32(Letters.Length)]));
}
