namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>Compares whole names part by part, in any order: "Smith, Bob" and "Robert J. Smith" are close.</summary>
internal static class NameParts
{
    private const int MaxParts = 6;

    public static MatchLevel Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<Range> leftParts = stackalloc Range[MaxParts];
        Span<Range> rightParts = stackalloc Range[MaxParts];
        leftParts = leftParts[..left.Split(leftParts, ' ')];
        rightParts = rightParts[..right.Split(rightParts, ' ')];
        if (leftParts.Length > rightParts.Length)
        {
            return Compare(right, left);
        }

        if (leftParts.Length == 1 && rightParts.Length == 1)
        {
            return FieldComparer.NamePart(left, right);
        }

        // Best partner for each part of the shorter name, exact ones first, each used once.
        Span<MatchLevel> found = stackalloc MatchLevel[MaxParts];
        found[..leftParts.Length].Fill(MatchLevel.Different);
        Span<MatchLevel> levels = stackalloc MatchLevel[MaxParts * MaxParts];
        for (var i = 0; i < leftParts.Length; i++)
        {
            for (var j = 0; j < rightParts.Length; j++)
            {
                levels[(i * MaxParts) + j] = FieldComparer.NamePart(left[leftParts[i]], right[rightParts[j]]);
            }
        }

        var used = 0;
        for (var wanted = MatchLevel.Exact; wanted >= MatchLevel.Similar; wanted--)
        {
            for (var i = 0; i < leftParts.Length; i++)
            {
                for (var j = 0; j < rightParts.Length && found[i] == MatchLevel.Different; j++)
                {
                    if ((used & (1 << j)) == 0 && levels[(i * MaxParts) + j] == wanted)
                    {
                        found[i] = wanted;
                        used |= 1 << j;
                    }
                }
            }
        }

        return Verdict(found[..leftParts.Length], rightParts.Length, LongestExact(left, leftParts, found));
    }

    private static MatchLevel Verdict(ReadOnlySpan<MatchLevel> found, int longerCount, int longestExact)
    {
        var exact = found.Count(MatchLevel.Exact);
        var close = found.Count(MatchLevel.Close);
        var similar = found.Count(MatchLevel.Similar);
        if (exact == found.Length && longerCount == found.Length)
        {
            return MatchLevel.Exact;
        }

        if (found.Length >= 2 && exact + close + similar == found.Length && (similar == 0 || exact > 0))
        {
            return similar <= 1 ? MatchLevel.Close : MatchLevel.Similar;
        }

        // A surname alone, or one good part beside a strange one.
        return
            longestExact >= 4
            || (close > 0 && exact > 0)
            || (found.Length >= 2 && exact + close + similar == found.Length)
            ? MatchLevel.Similar
            : MatchLevel.Different;
    }

    private static int LongestExact(ReadOnlySpan<char> text, ReadOnlySpan<Range> parts, ReadOnlySpan<MatchLevel> found)
    {
        var longest = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            longest = found[i] == MatchLevel.Exact ? Math.Max(longest, text[parts[i]].Length) : longest;
        }

        return longest;
    }
}
