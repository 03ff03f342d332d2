using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>
/// Pairs drawn without looking at them, or looking at one field only: they tell how often strangers agree, and what
/// else agrees once one field does.
/// </summary>
internal static class RandomPairs
{
    /// <summary>
    /// All pairs where there are not more than wanted, else as many drawn with the seed (the same pair may come twice).
    /// </summary>
    public static long[] Draw(MatchTable table, int wanted, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        var block = new Block(rows, 0, table.RowCount, table.SecondStart);
        return table.PairCount <= wanted
            ? [.. block.All(table)]
            : Sample([block], [table.PairCount], wanted, new Random(seed));
    }

    /// <summary>The same among the pairs that have equal values in the field.</summary>
    public static long[] DrawWithin(MatchTable table, int field, int wanted, int seed)
    {
        var rows = RowsByValue(table, field);
        var blocks = new List<Block>();
        var ends = new List<long>();
        long total = 0;
        for (var start = 0; start < rows.Length;)
        {
            var end = start + 1;
            var first = rows[start] < table.SecondStart ? 1 : 0;
            while (end < rows.Length && table.Id(rows[end], field) == table.Id(rows[start], field))
            {
                first += rows[end] < table.SecondStart ? 1 : 0;
                end++;
            }

            var block = new Block(rows, start, end - start, first);
            var pairs = block.PairCount(table);
            if (pairs > 0)
            {
                total += pairs;
                blocks.Add(block);
                ends.Add(total);
            }

            start = end;
        }

        return total <= wanted
            ? [.. blocks.SelectMany(block => block.All(table))]
            : Sample(blocks, ends, wanted, new Random(seed + field));
    }

    /// <summary>Rows that have a value, by its number, then by their own (a sort by counting).</summary>
    private static int[] RowsByValue(MatchTable table, int field)
    {
        var starts = new int[table.Counts[field].Length];
        for (var value = 2; value < starts.Length; value++)
        {
            starts[value] = starts[value - 1] + table.Counts[field][value - 1];
        }

        var rows = new int[table.RowCount - table.Counts[field][0]];
        for (var row = 0; row < table.RowCount; row++)
        {
            if (table.Id(row, field) is var value and > 0)
            {
                rows[starts[value]++] = row;
            }
        }

        return rows;
    }

    private static long[] Sample(IReadOnlyList<Block> blocks, List<long> ends, int wanted, Random random)
    {
        var pairs = new long[wanted];
        for (var i = 0; i < wanted; i++)
        {
            var at = ends.BinarySearch(random.NextInt64(ends[^1]) + 1);
            pairs[i] = blocks[at < 0 ? ~at : at].Draw(random);
        }

        return pairs;
    }

    /// <summary>
    /// Rows[Start .. Start+Count) in ascending order, the first FirstCount of them from the first source (0 = one
    /// source only).
    /// </summary>
    private readonly record struct Block(int[] Rows, int Start, int Count, int FirstCount)
    {
        public long PairCount(MatchTable table) =>
            table.SecondStart == 0 ? (long)Count * (Count - 1) / 2 : (long)FirstCount * (Count - FirstCount);

        public IEnumerable<long> All(MatchTable table)
        {
            for (var i = 0; i < (table.SecondStart == 0 ? Count : FirstCount); i++)
            {
                for (var j = table.SecondStart == 0 ? i + 1 : FirstCount; j < Count; j++)
                {
                    yield return ((long)Rows[Start + i] << 32) | (uint)Rows[Start + j];
                }
            }
        }

        public long Draw(Random random)
        {
            var left = random.Next(FirstCount == 0 ? Count : FirstCount);
            var right = FirstCount == 0 ? random.Next(Count - 1) : random.Next(FirstCount, Count);
            right += FirstCount == 0 && right >= left ? 1 : 0;
            return ((long)Rows[Start + Math.Min(left, right)] << 32) | (uint)Rows[Start + Math.Max(left, right)];
        }
    }
}
