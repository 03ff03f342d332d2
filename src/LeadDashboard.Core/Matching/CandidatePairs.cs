namespace LeadDashboard.Core.Matching;

/// <summary>
/// The pairs worth comparing: the union of several blockings (Christen 2012). Keys are taken from the most selective one on until the budget of pairs is used,
/// so that a table without a good key still ends in time. Blocks above the cap fall back to a sorted neighbourhood (Hernandez and Stolfo 1995).
/// </summary>
internal sealed record CandidatePairs(long[] Pairs, IReadOnlyList<BlockingKey> Keys)
{
    public static int Left(long pair) => (int)(pair >> 32);

    public static int Right(long pair) => (int)(pair & uint.MaxValue);

    /// <summary>Distinct pairs left &lt; right in ascending order.</summary>
    public static CandidatePairs Of(MatchTable table, MatchOptions options, CancellationToken cancellationToken)
    {
        var keys = Choose(table, options, cancellationToken);
        var parts = new long[keys.Count][];
        Parallel.For(0, keys.Count, new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads, CancellationToken = cancellationToken }, k =>
            parts[k] = PairsOf(table, keys[k], options));
        return new CandidatePairs(Union(parts), keys);
    }

    private static List<BlockingKey> Choose(MatchTable table, MatchOptions options, CancellationToken cancellationToken)
    {
        var forms = Enumerable.Range(0, table.Fields.Count).Select(field => BlockingForms.Of(table, field).ToArray()).ToArray();
        var loosest = forms.Select(ofField => ofField.Length > 1 ? ofField[1] : ofField[0]).ToArray();
        var all = forms.SelectMany(ofField => ofField).Select(key => new Func<BlockingKey>(() => key)).ToList();
        for (var i = 0; i < forms.Length; i++)
        {
            for (var j = i + 1; j < forms.Length; j++)
            {
                var (exactLeft, exactRight, looseLeft, looseRight) = (forms[i][0], forms[j][0], loosest[i], loosest[j]);
                all.Add(() => BlockingForms.Join(looseLeft, looseRight));
                if (looseLeft != exactLeft || looseRight != exactRight)
                {
                    all.Add(() => BlockingForms.Join(exactLeft, exactRight));
                }
            }
        }

        var budget = Math.Min(options.PairsPerRow * (long)table.RowCount, options.MaxPairs);
        var counted = new BlockingKey[all.Count];
        Parallel.For(0, all.Count, new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads, CancellationToken = cancellationToken }, i =>
        {
            var key = all[i]();
            var count = CountPairs(table, key.Keys);

            // Keys that will not be taken let go of their numbers at once: many keys of many rows are a lot of memory.
            counted[i] = count > budget ? key with { PairCount = long.MaxValue, Keys = [] } : key with { PairCount = count };
        });

        var chosen = new List<BlockingKey>();
        var left = budget;
        foreach (var key in counted.Where(key => key.PairCount is > 0 and < long.MaxValue).OrderBy(key => key.PairCount).ThenBy(key => key.Name, StringComparer.Ordinal))
        {
            if (key.PairCount > left)
            {
                break;
            }

            left -= key.PairCount;
            chosen.Add(key);
        }

        return chosen;
    }

    private static long CountPairs(MatchTable table, int[] keys)
    {
        var sizes = new int[keys.Length == 0 ? 1 : keys.Max() + 1];
        var firstSizes = new int[sizes.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            sizes[keys[row]]++;
            firstSizes[keys[row]] += row < table.SecondStart ? 1 : 0;
        }

        long count = 0;
        for (var key = 1; key < sizes.Length; key++)
        {
            count += table.SecondStart == 0 ? (long)sizes[key] * (sizes[key] - 1) / 2 : (long)firstSizes[key] * (sizes[key] - firstSizes[key]);
        }

        return count;
    }

    private static long[] PairsOf(MatchTable table, BlockingKey key, MatchOptions options)
    {
        var order = Enumerable.Range(0, table.RowCount).Where(row => key.Keys[row] > 0).ToArray();
        var sorted = Array.ConvertAll(order, row => key.Keys[row]);
        Array.Sort(sorted, order);
        var pairs = new List<long>();
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            var block = order.AsSpan(start, end - start);
            var window = block.Length;
            if (block.Length > options.MaxBlockSize)
            {
                SortByContent(table, block, key.Fields);
                window = options.Neighbours;
            }

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

        var result = pairs.ToArray();
        Array.Sort(result);
        return result;
    }

    /// <summary>Rows with like values in the other fields become neighbours.</summary>
    private static void SortByContent(MatchTable table, Span<int> block, IReadOnlyList<int> keyFields)
    {
        var others = Enumerable.Range(0, table.Fields.Count).Except(keyFields).OrderByDescending(field => table.Values[field].Length).ToArray();
        block.Sort((left, right) =>
        {
            foreach (var field in others)
            {
                var compared = string.CompareOrdinal(table.Value(left, field), table.Value(right, field));
                if (compared != 0)
                {
                    return compared;
                }
            }

            return left.CompareTo(right);
        });
    }

    private static long[] Union(long[][] parts)
    {
        var all = new long[parts.Sum(part => part.Length)];
        var length = 0;
        foreach (var part in parts)
        {
            part.CopyTo(all, length);
            length += part.Length;
        }

        Array.Sort(all);
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
            {
                all[kept++] = all[i];
            }
        }

        return all[..kept];
    }
}
