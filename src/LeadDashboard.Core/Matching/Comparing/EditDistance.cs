namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// Damerau-Levenshtein distance in its optimal string alignment form: insertions, deletions, substitutions and swaps of
/// neighbours
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

    /// <summary>
    /// Only cells at most limit off the diagonal can lie on a way that short (Ukkonen 1985); their neighbours outside
    /// count as far.
    /// </summary>
    private static int Fill(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        const int far = 2 * MaxLength;
        Span<int> cells = stackalloc int[3 * (MaxLength + 1)];
        var width = right.Length + 1;
        var before = cells[..width];
        var last = cells.Slice(MaxLength + 1, width);
        var now = cells.Slice(2 * (MaxLength + 1), width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        var smallestBefore = 0;
        for (var i = 1; i <= left.Length; i++)
        {
            var from = Math.Max(1, i - limit);
            var to = Math.Min(right.Length, i + limit);
            now[from - 1] = from == 1 ? i : far;
            var smallest = now[from - 1];
            var character = left[i - 1];
            for (var j = from; j <= to; j++)
            {
                var cost = character == right[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(now[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && character == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }

                now[j] = best;
                smallest = Math.Min(smallest, best);
            }

            // A swap looks back two rows: both must be too far.
            if (smallest > limit && smallestBefore > limit)
            {
                return limit + 1;
            }

            if (to < right.Length)
            {
                now[to + 1] = far;
            }

            smallestBefore = smallest;
            var free = before;
            before = last;
            last = now;
            now = free;
        }

        return last[right.Length];
    }
}
