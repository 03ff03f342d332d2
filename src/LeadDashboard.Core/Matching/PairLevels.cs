using System.Runtime.InteropServices;

namespace LeadDashboard.Core.Matching;

/// <summary>The levels of all fields of a pair as one number: three bits per field, field 0 lowest.</summary>
internal static class PairLevels
{
    private const int MinMovedLength = 3;

    public static MatchLevel LevelOf(ulong levels, int field) => (MatchLevel)((levels >> (3 * field)) & 7);

    public static ulong Compare(MatchTable table, int left, int right)
    {
        ulong levels = 0;
        for (var field = 0; field < table.Fields.Count; field++)
        {
            levels |= (ulong)CompareField(table, field, left, right) << (3 * field);
        }

        return WithImplied(table, left, right, WithMoved(table, left, right, levels));
    }

    /// <summary>Levels of each pair, in parallel.</summary>
    public static ulong[] CompareAll(MatchTable table, long[] pairs, int maxThreads, CancellationToken cancellationToken)
    {
        const int block = 8192;
        var levels = new ulong[pairs.Length];
        Parallel.For(0, (pairs.Length + block - 1) / block, new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken }, part =>
        {
            var end = Math.Min(pairs.Length, (part + 1) * block);
            for (var i = part * block; i < end; i++)
            {
                levels[i] = Compare(table, CandidatePairs.Left(pairs[i]), CandidatePairs.Right(pairs[i]));
            }
        });
        return levels;
    }

    /// <summary>How often each combination of levels occurs, in ascending order of the combination.</summary>
    public static LevelCount[] Count(ulong[] levels)
    {
        var counts = new Dictionary<ulong, int>();
        foreach (var pattern in levels)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, pattern, out _)++;
        }

        return [.. counts.OrderBy(pair => pair.Key).Select(pair => new LevelCount(pair.Key, pair.Value))];
    }

    private static MatchLevel CompareField(MatchTable table, int field, int left, int right)
    {
        var first = table.ValueIds[field][left];
        var second = table.ValueIds[field][right];
        if (first == 0 || second == 0)
        {
            return MatchLevel.Missing;
        }

        return first == second ? MatchLevel.Exact : FieldComparer.Compare(table.Fields[field].Kind, table.Values[field][first], table.Values[field][second]);
    }

    /// <summary>Looks for values that slipped into a sister field: both crosswise, or one whose own place is empty on the other side.</summary>
    private static ulong WithMoved(MatchTable table, int left, int right, ulong levels)
    {
        for (var f = 0; f < table.Fields.Count; f++)
        {
            if (table.Fields[f].Kind is not (MatchKind.NamePart or MatchKind.Text) || LevelOf(levels, f) > MatchLevel.Similar)
            {
                continue;
            }

            for (var g = f + 1; g < table.Fields.Count; g++)
            {
                if (table.Fields[g].Kind != table.Fields[f].Kind || LevelOf(levels, g) > MatchLevel.Similar)
                {
                    continue;
                }

                var down = IsSame(table.Value(left, f), table.Value(right, g));
                var up = IsSame(table.Value(left, g), table.Value(right, f));
                if (down && up)
                {
                    levels = With(With(levels, f, MatchLevel.Moved), g, MatchLevel.Moved);
                }
                else if (down && (table.ValueIds[g][left] == 0 || table.ValueIds[f][right] == 0))
                {
                    levels = With(With(levels, f, MatchLevel.Moved), g, MatchLevel.Missing);
                }
                else if (up && (table.ValueIds[f][left] == 0 || table.ValueIds[g][right] == 0))
                {
                    levels = With(With(levels, g, MatchLevel.Moved), f, MatchLevel.Missing);
                }
            }
        }

        return levels;
    }

    private static ulong WithImplied(MatchTable table, int left, int right, ulong levels)
    {
        if (table.EmailField >= 0 && LevelOf(levels, table.EmailField) is MatchLevel.Similar or MatchLevel.Close && (table.IsEmailFromName[left] || table.IsEmailFromName[right]))
        {
            return With(levels, table.EmailField, MatchLevel.Implied);
        }

        return levels;
    }

    private static bool IsSame(string left, string right) =>
        left.Length >= MinMovedLength && right.Length >= MinMovedLength && (left.Equals(right, StringComparison.Ordinal) || (left.Length >= 5 && right.Length >= 5 && EditDistance.Between(left, right, 1) <= 1));

    private static ulong With(ulong levels, int field, MatchLevel level) => (levels & ~(7UL << (3 * field))) | ((ulong)level << (3 * field));
}

/// <param name="Levels">See <see cref="PairLevels"/>.</param>
internal readonly record struct LevelCount(ulong Levels, double Count);
