using System.Numerics;

namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// Jaro-Winkler similarity 0..1 (Winkler 1990, "String Comparator Metrics and Enhanced Decision Rules"): common
/// characters within half the longer length,
/// transpositions, and a bonus of 0.1 for each of the first four characters that agree. Only the first 64 characters
/// count.
/// </summary>
public static class JaroWinkler
{
    private const int MaxLength = 64;

    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.Length > MaxLength ? left[..MaxLength] : left;
        right = right.Length > MaxLength ? right[..MaxLength] : right;
        if (left.SequenceEqual(right))
        {
            return 1;
        }

        var jaro = Jaro(left, right);
        var prefix = left.CommonPrefixLength(right);
        return jaro + (Math.Min(prefix, 4) * 0.1 * (1 - jaro));
    }

    /// <summary>
    /// False only where the similarity is below the floor for sure: too many characters have no partner at all.
    /// </summary>
    internal static bool CanReach(ReadOnlySpan<char> left, ReadOnlySpan<char> right, double floor)
    {
        left = left.Length > MaxLength ? left[..MaxLength] : left;
        right = right.Length > MaxLength ? right[..MaxLength] : right;
        if (left.IsEmpty || right.IsEmpty)
        {
            return true;
        }

        var hits = Math.Min(
            left.Length - CharacterMask.Missing(left, right),
            right.Length - CharacterMask.Missing(right, left)
        );
        var jaro = (((double)hits / left.Length) + ((double)hits / right.Length) + 1) / 3;
        return jaro + (Math.Min(left.CommonPrefixLength(right), 4) * 0.1 * (1 - jaro)) + 1e-9 >= floor;
    }

    internal static double Jaro(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty && right.IsEmpty ? 1 : 0;
        }

        var window = Math.Max(0, (Math.Max(left.Length, right.Length) / 2) - 1);
        ulong leftHits = 0;
        ulong rightHits = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var end = Math.Min(right.Length - 1, i + window);
            for (var j = Math.Max(0, i - window); j <= end; j++)
            {
                if (left[i] == right[j] && (rightHits & (1UL << j)) == 0)
                {
                    leftHits |= 1UL << i;
                    rightHits |= 1UL << j;
                    break;
                }
            }
        }

        var hits = BitOperations.PopCount(leftHits);
        if (hits == 0)
        {
            return 0;
        }

        var outOfOrder = 0;
        for (var rest = rightHits; leftHits != 0; leftHits &= leftHits - 1, rest &= rest - 1)
        {
            if (left[BitOperations.TrailingZeroCount(leftHits)] != right[BitOperations.TrailingZeroCount(rest)])
            {
                outOfOrder++;
            }
        }

        return (((double)hits / left.Length) + ((double)hits / right.Length) + ((hits - (outOfOrder / 2.0)) / hits))
            / 3;
    }
}
