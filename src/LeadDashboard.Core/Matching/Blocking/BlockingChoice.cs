using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>Chooses the keys to compare by: the most selective ones, as many as the budget of pairs allows.</summary>
internal static class BlockingChoice
{
    public static List<BlockingKey> Choose(
        MatchTable table,
        MatchOptions options,
        BlockingRooms rooms,
        CancellationToken cancellationToken
    )
    {
        var all = AllKeys(table, rooms);
        var counted = new BlockingKey[all.Count];
        Parallel.For(
            0,
            all.Count,
            new ParallelOptions { MaxDegreeOfParallelism = rooms.Threads, CancellationToken = cancellationToken },
            rooms.Take,
            (i, _, room) =>
            {
                counted[i] = Count(table, all[i], room);
                return room;
            },
            rooms.Return
        );

        var chosen = new List<BlockingKey>();
        var left = Math.Min(options.PairsPerRow * (long)table.RowCount, options.MaxPairs);
        foreach (
            var key in counted
                .Where(key => key.PairCount > 0)
                .OrderBy(key => key.PairCount)
                .ThenBy(key => key.Name, StringComparer.Ordinal)
        )
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

    /// <summary>
    /// Every form alone; of every two fields the whole values together and the forgiving forms together.
    /// </summary>
    private static List<BlockingKey> AllKeys(MatchTable table, BlockingRooms rooms)
    {
        var room = rooms.Take();
        var forms = Enumerable
            .Range(0, table.Fields.Count)
            .Select(field => BlockingForm.FormsOf(table, field, room.Numbers).ToArray())
            .ToArray();
        rooms.Return(room);
        var loosest = forms.Select(ofField => ofField.Length > 1 ? ofField[1] : ofField[0]).ToArray();
        var all = forms.SelectMany(ofField => ofField).Select(BlockingKey.Create).ToList();
        for (var i = 0; i < forms.Length; i++)
        {
            for (var j = i + 1; j < forms.Length; j++)
            {
                all.Add(BlockingKey.Create(loosest[i], loosest[j]));
                if (loosest[i] != forms[i][0] || loosest[j] != forms[j][0])
                {
                    all.Add(BlockingKey.Create(forms[i][0], forms[j][0]));
                }
            }
        }

        return all;
    }

    private static BlockingKey Count(MatchTable table, BlockingKey key, BlockingRoom room)
    {
        var (rows, sizes, firstSizes) = (key.Rows(room), room.Sizes, room.Second);
        Array.Clear(sizes);
        Array.Clear(firstSizes);
        for (var row = 0; row < rows.Length; row++)
        {
            sizes[rows[row]]++;
            firstSizes[rows[row]] += row < table.SecondStart ? 1 : 0;
        }

        long count = 0;
        var largest = 0;
        for (var block = 1; block < sizes.Length; block++)
        {
            count +=
                table.SecondStart == 0
                    ? (long)sizes[block] * (sizes[block] - 1) / 2
                    : (long)firstSizes[block] * (sizes[block] - firstSizes[block]);
            largest = Math.Max(largest, sizes[block]);
        }

        return key with
        {
            PairCount = count,
            LargestBlock = largest,
        };
    }
}
