namespace LeadDashboard.Core.Matching;

/// <summary>Pairs drawn without looking at them: nearly all are strangers, so they tell how often strangers agree.</summary>
internal static class RandomPairs
{
    /// <summary>All pairs where there are not more than wanted, else as many drawn with the seed (the same pair may come twice).</summary>
    public static long[] Draw(MatchTable table, int wanted, int seed)
    {
        if (table.PairCount <= wanted)
        {
            return All(table);
        }

        var random = new Random(seed);
        var pairs = new long[wanted];
        for (var i = 0; i < wanted;)
        {
            var left = random.Next(table.SecondStart == 0 ? table.RowCount : table.SecondStart);
            var right = random.Next(table.SecondStart, table.RowCount);
            if (left != right)
            {
                pairs[i++] = ((long)Math.Min(left, right) << 32) | (uint)Math.Max(left, right);
            }
        }

        return pairs;
    }

    private static long[] All(MatchTable table)
    {
        var pairs = new List<long>((int)table.PairCount);
        for (var left = 0; left < (table.SecondStart == 0 ? table.RowCount : table.SecondStart); left++)
        {
            for (var right = Math.Max(left + 1, table.SecondStart); right < table.RowCount; right++)
            {
                pairs.Add(((long)left << 32) | (uint)right);
            }
        }

        return [.. pairs];
    }
}
