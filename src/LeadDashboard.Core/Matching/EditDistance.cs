namespace LeadDashboard.Core.Matching;

/// <summary>
/// Damerau-Levenshtein distance in its optimal string alignment form: insertions, deletions, substitutions and swaps of neighbours
/// (Damerau 1964; Boytsov 2011). Only the first 64 characters count.
/// </summary>
public static class EditDistance
{
    private const int MaxLength = 64;

    /// <summary>The distance, or <paramref name="limit"/> + 1 as soon as it is known to be larger.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        left = left.Length > MaxLength ? left[..MaxLength] : left;
        right = right.Length > MaxLength ? right[..MaxLength] : right;
        var prefix = left.CommonPrefixLength(right);
        left = left[prefix..];
        right = right[prefix..];
        while (!left.IsEmpty && !right.IsEmpty && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        if (left.IsEmpty || right.IsEmpty)
        {
            return left.Length + right.Length;
        }

        return Math.Min(Fill(left, right, limit), limit + 1);
    }

    private static int Fill(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        Span<int> cells = stackalloc int[3 * (MaxLength + 1)];
        var width = right.Length + 1;
        var before = cells[..width];
        var last = cells.Slice(MaxLength + 1, width);
        var now = cells.Slice(2 * (MaxLength + 1), width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            now[0] = i;
            var smallest = i;
            for (var j = 1; j < width; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(now[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }

                now[j] = best;
                smallest = Math.Min(smallest, best);
            }

            if (smallest > limit + 1)
            {
                return limit + 1;
            }

            var free = before;
            before = last;
            last = now;
            now = free;
        }

        return last[right.Length];
    }
}
