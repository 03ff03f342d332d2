using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>
/// The pairs worth comparing: the union of several blockings (Christen 2012). Keys are taken from the most selective
/// one on until the budget of pairs is used,
/// so that a table without a good key still ends in time. Blocks above the cap fall back to a sorted neighbourhood
/// (Hernandez and Stolfo 1995).
/// The pairs are never all in memory: each key leaves a chain through the rows of each block, and the partners of a row
/// are read off the chains.
/// </summary>
internal sealed class CandidatePairs
{
    private readonly MatchTable _table;
    private readonly int[][] _chains;

    /// <summary>
    /// Pairs of the sorted neighbourhoods, ascending: few, since such a block counts in full against the budget.
    /// </summary>
    private readonly long[] _neighbours;

    private CandidatePairs(MatchTable table, IReadOnlyList<string> keys, int[][] chains, long[] neighbours) =>
        (_table, Keys, _chains, _neighbours) = (table, keys, chains, neighbours);

    /// <summary>Names of the keys that were taken.</summary>
    public IReadOnlyList<string> Keys { get; }

    public static int Left(long pair) => (int)(pair >> 32);

    public static int Right(long pair) => (int)(pair & uint.MaxValue);

    public static CandidatePairs Find(MatchTable table, MatchOptions options, CancellationToken cancellationToken)
    {
        var rooms = new BlockingRooms(table.RowCount, options.MaxThreads);
        var keys = BlockingChoice.Choose(table, options, rooms, cancellationToken);

        // What lies within the blocks of a coarser key brings no pair of its own, as long as those blocks are compared
        // in full.
        var built = keys.Where(key =>
                !keys.Exists(other => other.LargestBlock <= options.MaxBlockSize && key.IsFinerThan(other))
            )
            .ToArray();
        var chains = new int[built.Length][];
        var neighbours = new long[built.Length][];
        Parallel.For(
            0,
            built.Length,
            new ParallelOptions { MaxDegreeOfParallelism = rooms.Threads, CancellationToken = cancellationToken },
            rooms.Take,
            (k, _, room) =>
            {
                (chains[k], neighbours[k]) = SortedBlocks.Chain(table, built[k], options, room);
                return room;
            },
            rooms.Return
        );
        var all = neighbours.SelectMany(pairs => pairs).ToArray();
        Array.Sort(all);
        return new CandidatePairs(table, [.. keys.Select(key => key.Name)], chains, all);
    }

    /// <summary>
    /// Partners of the row behind it, each once, ascending. In the order of the rows this gives all pairs left &lt;
    /// right in ascending order.
    /// </summary>
    /// <param name="room">Grows as it must.</param>
    public ReadOnlySpan<int> PartnersOf(int row, ref int[] room)
    {
        var count = 0;
        foreach (var chain in _chains)
        {
            for (var next = chain[row]; next != 0; next = chain[next])
            {
                if (_table.CanPair(row, next))
                {
                    Put(ref room, count++, next);
                }
            }
        }

        for (var i = FirstNeighbour(row); i < _neighbours.Length && Left(_neighbours[i]) == row; i++)
        {
            Put(ref room, count++, Right(_neighbours[i]));
        }

        var partners = room.AsSpan(0, count);
        partners.Sort();
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || partners[i] != partners[i - 1])
            {
                partners[kept++] = partners[i];
            }
        }

        return partners[..kept];
    }

    private static void Put(ref int[] room, int at, int row)
    {
        if (at == room.Length)
        {
            Array.Resize(ref room, Math.Max(256, 2 * at));
        }

        room[at] = row;
    }

    private int FirstNeighbour(int row)
    {
        if (_neighbours.Length == 0)
        {
            return 0;
        }

        var at = Array.BinarySearch(_neighbours, (long)row << 32);
        at = at < 0 ? ~at : at;
        while (at > 0 && Left(_neighbours[at - 1]) == row)
        {
            at--;
        }

        return at;
    }
}
