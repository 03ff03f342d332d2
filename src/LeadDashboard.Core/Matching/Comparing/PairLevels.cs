using System.Runtime.InteropServices;
using LeadDashboard.Core.Matching.Blocking;

namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>The levels of all fields of a pair as one number: three bits per field, field 0 lowest.</summary>
internal static class PairLevels
{
    private const int MinMovedLength = 3;

    public static MatchLevel LevelOf(ulong levels, int field) => (MatchLevel)((levels >> (3 * field)) & 7);

    /// <param name="memo">Of the calling thread; null = every comparison is made.</param>
    public static ulong Compare(MatchTable table, int left, int right, LevelMemo? memo = null)
    {
        ulong levels = 0;
        var first = table.Ids(left);
        var second = table.Ids(right);
        for (var field = 0; field < first.Length; field++)
        {
            levels |= (ulong)CompareField(table, field, first[field], second[field], memo) << (3 * field);
        }

        return WithImplied(table, left, right, WithMoved(table, left, right, levels));
    }

    /// <summary>
    /// How often each combination of levels occurs among the pairs, in ascending order of the combination.
    /// </summary>
    public static LevelCount[] Count(
        MatchTable table,
        long[] pairs,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        const int block = 8192;
        var counts = new Dictionary<ulong, int>();
        Parallel.For(
            0,
            (pairs.Length + block - 1) / block,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken },
            () => (Memo: new LevelMemo(table), Counts: new Dictionary<ulong, int>()),
            (part, state, own) =>
            {
                var end = Math.Min(pairs.Length, (part + 1) * block);
                for (var i = part * block; i < end; i++)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(
                        own.Counts,
                        Compare(table, CandidatePairs.Left(pairs[i]), CandidatePairs.Right(pairs[i]), own.Memo),
                        out _
                    )++;
                }

                return own;
            },
            own =>
            {
                lock (counts)
                {
                    foreach (var (levels, count) in own.Counts)
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(counts, levels, out bool _) += count;
                    }
                }
            }
        );
        return InOrder(counts);
    }

    public static LevelCount[] InOrder(Dictionary<ulong, int> counts) =>
        [.. counts.OrderBy(pair => pair.Key).Select(pair => new LevelCount(pair.Key, pair.Value))];

    private static MatchLevel CompareField(MatchTable table, int field, int first, int second, LevelMemo? memo)
    {
        if (first == 0 || second == 0)
        {
            return MatchLevel.Missing;
        }

        return first == second ? MatchLevel.Exact
            : memo is null
                ? FieldComparer.Compare(
                    table.Fields[field].Kind,
                    table.Values[field][first],
                    table.Values[field][second]
                )
            : memo.Compare(table, field, first, second);
    }

    /// <summary>
    /// Looks for values that slipped into a sister field: both crosswise, or one whose own place is empty on the other
    /// side.
    /// </summary>
    private static ulong WithMoved(MatchTable table, int left, int right, ulong levels)
    {
        for (var f = 0; f < table.Fields.Count; f++)
        {
            if (
                table.Fields[f].Kind is not (MatchKind.NamePart or MatchKind.Text)
                || LevelOf(levels, f) > MatchLevel.Similar
            )
            {
                continue;
            }

            for (var g = f + 1; g < table.Fields.Count; g++)
            {
                if (table.Fields[g].Kind != table.Fields[f].Kind || LevelOf(levels, g) > MatchLevel.Similar)
                {
                    continue;
                }

                var down = IsSame(table.Text(left, f), table.Text(right, g));
                var up = IsSame(table.Text(left, g), table.Text(right, f));
                if (down && up)
                {
                    levels = With(With(levels, f, MatchLevel.Moved), g, MatchLevel.Moved);
                }
                else if (down && (table.Id(left, g) == 0 || table.Id(right, f) == 0))
                {
                    levels = With(With(levels, f, MatchLevel.Moved), g, MatchLevel.Missing);
                }
                else if (up && (table.Id(left, f) == 0 || table.Id(right, g) == 0))
                {
                    levels = With(With(levels, g, MatchLevel.Moved), f, MatchLevel.Missing);
                }
            }
        }

        return levels;
    }

    private static ulong WithImplied(MatchTable table, int left, int right, ulong levels)
    {
        if (
            table.EmailField >= 0
            && LevelOf(levels, table.EmailField) is MatchLevel.Similar or MatchLevel.Close
            && (table.IsEmailFromName[left] || table.IsEmailFromName[right])
        )
        {
            return With(levels, table.EmailField, MatchLevel.Implied);
        }

        return levels;
    }

    private static bool IsSame(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length >= MinMovedLength
        && right.Length >= MinMovedLength
        && (
            left.SequenceEqual(right)
            || (left.Length >= 5 && right.Length >= 5 && EditDistance.Between(left, right, 1) <= 1)
        );

    private static ulong With(ulong levels, int field, MatchLevel level) =>
        (levels & ~(7UL << (3 * field))) | ((ulong)level << (3 * field));
}

/// <param name="Levels">See <see cref="PairLevels"/>.</param>
internal readonly record struct LevelCount(ulong Levels, double Count);
