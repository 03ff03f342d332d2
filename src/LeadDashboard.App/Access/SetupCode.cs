using System.Security.Cryptography;
using System.Text;

namespace LeadDashboard.App.Access;

/// <summary>
/// The one-time code that proves that the first visitor can read the console. New at each start, gone once an account
/// exists.
/// </summary>
public sealed class SetupCode
{
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private int failures;

    public string Value { get; } = Part() + "-" + Part() + "-" + Part();

    /// <summary>True while nobody has an account.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Compares in constant time; after 20 wrong codes only a restart helps.</summary>
    public bool Matches(string? given)
    {
        if (!IsOpen || failures >= 20)
        {
            return false;
        }

        var isRight = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Value),
            Encoding.UTF8.GetBytes((given ?? "").Trim().ToUpperInvariant())
        );
        if (!isRight)
        {
            Interlocked.Increment(ref failures);
        }

        return isRight;
    }

    public void Close() => IsOpen = false;

    private static string Part() =>
        string.Concat(Enumerable.Range(0, 4).Select(_ => Letters[RandomNumberGenerator.GetInt32(Letters.Length)]));
}
