using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// Counts different values in bounded memory: exactly up to a limit, beyond that by HyperLogLog
/// (Flajolet, Fusy, Gandouet, Meunier 2007) with a standard error of 1.04 / sqrt(registers).
/// </summary>
/// <param name="exactLimit">Values that are counted exactly, of 25 to 50 bytes each; at least 0.</param>
internal sealed class DistinctCounter(int exactLimit = DistinctCounter.ExactLimit)
{
    public const int ExactLimit = 4_096;
    private const int IndexBits = 12;
    private const int RegisterCount = 1 << IndexBits;

    /// <summary>Relative standard error of an estimate.</summary>
    public static readonly double EstimateError = 1.04 / Math.Sqrt(RegisterCount);

    private HashSet<ulong>? _exact = [];
    private byte[]? _registers;

    public bool IsExact => _exact is not null;

    public long Count => _exact?.Count ?? Estimate(_registers!);

    /// <summary>Without regard to case.</summary>
    public void Add(ReadOnlySpan<char> value)
    {
        var hash = Hash(value);
        if (_exact is null)
        {
            Note(_registers!, hash);
            return;
        }

        _exact.Add(hash);
        if (_exact.Count > exactLimit)
        {
            _registers = new byte[RegisterCount];
            foreach (var known in _exact)
            {
                Note(_registers, known);
            }

            _exact = null;
        }
    }

    private static void Note(byte[] registers, ulong hash)
    {
        ref var register = ref registers[hash >> (64 - IndexBits)];
        var rank = (byte)(1 + Math.Min(64 - IndexBits, BitOperations.LeadingZeroCount(hash << IndexBits)));
        if (rank > register)
        {
            register = rank;
        }
    }

    private static long Estimate(byte[] registers)
    {
        var sum = 0.0;
        var empty = 0;
        foreach (var register in registers)
        {
            sum += Math.ScaleB(1, -register);
            empty += register == 0 ? 1 : 0;
        }

        var estimate = 0.7213 / (1 + (1.079 / RegisterCount)) * RegisterCount * RegisterCount / sum;

        // Few values leave registers empty: then their number tells more (linear counting).
        return (long)
            Math.Round(
                estimate <= 2.5 * RegisterCount && empty > 0
                    ? RegisterCount * Math.Log((double)RegisterCount / empty)
                    : estimate
            );
    }

    /// <summary>XXH3 over the characters in lower case: the same on every machine.</summary>
    private static ulong Hash(ReadOnlySpan<char> value)
    {
        var lower = value.Length <= 256 ? stackalloc char[value.Length] : new char[value.Length];
        var length = value.ToLowerInvariant(lower);
        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(lower[..length]));
    }
}
