using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>
/// The blocks of one key as chains from each row to the next one of its block, and the pairs of blocks that are too
/// large to be compared in full.
/// </summary>
internal static class SortedBlocks
{
    /// <returns>Next[row] = the next row of the same block, 0 = none; and pairs left &lt; right, possibly
    /// twice.</returns>
    public static (int[] Next, long[] Neighbours) Chain(
        MatchTable table,
        BlockingKey key,
        MatchOptions options,
        BlockingRoom room
    )
    {
        var (rows, sizes, last) = (key.Rows(room), room.Sizes, room.Second);
        Array.Clear(sizes);
        Array.Clear(last);
        foreach (var block in rows)
        {
            sizes[block]++;
        }

        var next = new int[rows.Length];
        var large = new List<int>();
        for (var row = rows.Length - 1; row >= 0; row--)
        {
            var block = rows[row];
            if (block == 0)
            {
                continue;
            }

            if (sizes[block] > options.MaxBlockSize)
            {
                large.Add(row);
                continue;
            }

            next[row] = last[block];
            last[block] = row;
        }

        return (next, large.Count == 0 ? [] : Neighbours(table, key, rows, [.. large], options.Neighbours));
    }

    private static long[] Neighbours(MatchTable table, BlockingKey key, int[] blockOf, int[] large, int window)
    {
        var blocks = Array.ConvertAll(large, row => blockOf[row]);
        Array.Sort(blocks, large);
        var pairs = new List<long>();
        for (var start = 0; start < large.Length;)
        {
            var end = start + 1;
            while (end < large.Length && blocks[end] == blocks[start])
            {
                end++;
            }

            var block = large.AsSpan(start, end - start);
            SortByContent(table, block, key);
            for (var i = 0; i < block.Length; i++)
            {
                var last = Math.Min(block.Length - 1, i + window);
                for (var j = i + 1; j <= last; j++)
                {
                    if (table.CanPair(block[i], block[j]))
                    {
                        pairs.Add(((long)Math.Min(block[i], block[j]) << 32) | (uint)Math.Max(block[i], block[j]));
                    }
                }
            }

            start = end;
        }

        return [.. pairs];
    }

    /// <summary>Rows with like values in the other fields become neighbours.</summary>
    private static void SortByContent(MatchTable table, Span<int> block, BlockingKey key)
    {
        var others = Enumerable
            .Range(0, table.Fields.Count)
            .Except(key.Parts.Select(part => part.Field))
            .OrderByDescending(field => table.Values[field].Count)
            .ToArray();
        block.Sort(
            (left, right) =>
            {
                foreach (var field in others)
                {
                    var compared = table.Text(left, field).SequenceCompareTo(table.Text(right, field));
                    if (compared != 0)
                    {
                        return compared;
                    }
                }

                return left.CompareTo(right);
            }
        );
    }
}
