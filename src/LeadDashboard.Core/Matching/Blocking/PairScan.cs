using System.Runtime.InteropServices;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;

namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>
/// Goes through the candidate pairs twice, part of the rows after part of the rows: to compare them, and to score them
/// once the model is learnt from the comparisons.
/// In between two bytes are kept of each pair: which of its part's combinations of levels it has.
/// </summary>
internal sealed class PairScan
{
    private const int PartRows = 1024;

    private readonly MatchTable _table;
    private readonly CandidatePairs _pairs;
    private readonly Part[] _parts;

    private PairScan(MatchTable table, CandidatePairs pairs, Part[] parts) =>
        (_table, _pairs, _parts) = (table, pairs, parts);

    /// <summary>How many pairs were compared.</summary>
    public long Count => _parts.Sum(part => (long)part.Count);

    public static PairScan Compare(
        MatchTable table,
        CandidatePairs pairs,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        var parts = new Part[(table.RowCount + PartRows - 1) / PartRows];
        Parallel.For(
            0,
            parts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken },
            () => new Room(table),
            (part, _, room) =>
            {
                room.Levels.Clear();
                var end = Math.Min(table.RowCount, (part + 1) * PartRows);
                for (var left = part * PartRows; left < end; left++)
                {
                    foreach (var right in pairs.PartnersOf(left, ref room.Partners))
                    {
                        room.Levels.Add(PairLevels.Compare(table, left, right, room.Memo));
                    }
                }

                parts[part] = Part.From(room.Levels);
                return room;
            },
            _ => { }
        );
        return new PairScan(table, pairs, parts);
    }

    /// <summary>How often each combination of levels occurs, in ascending order of the combination.</summary>
    public LevelCount[] Counts()
    {
        var counts = new Dictionary<ulong, int>();
        foreach (var part in _parts)
        {
            for (var i = 0; i < part.Count; i++)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, part[i], out _)++;
            }
        }

        return PairLevels.InOrder(counts);
    }

    /// <summary>Pairs at or above the probability, likeliest first.</summary>
    public List<MatchPair> Score(
        PairScorer scorer,
        double probability,
        int maxThreads,
        CancellationToken cancellationToken
    )
    {
        var found = new List<MatchPair>[_parts.Length];
        Parallel.For(
            0,
            _parts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellationToken },
            () => new Room(_table),
            (part, _, room) =>
            {
                found[part] = Score(part, scorer, probability, room);
                return room;
            },
            _ => { }
        );
        return
        [
            .. found
                .SelectMany(pairs => pairs)
                .OrderByDescending(pair => pair.Bits)
                .ThenBy(pair => pair.Left)
                .ThenBy(pair => pair.Right),
        ];
    }

    private List<MatchPair> Score(int number, PairScorer scorer, double probability, Room room)
    {
        var part = _parts[number];
        var found = new List<MatchPair>();

        // Most pairs are strangers whatever their values are: their levels alone tell, and most parts of the rows hold
        // some that are not.
        var isOpen = Array.ConvertAll(
            part.Patterns,
            levels => MatchModel.ToProbability(scorer.MostBits(levels)) >= probability
        );
        var at = 0;
        for (var left = number * PartRows; at < part.Count; left++)
        {
            foreach (var right in _pairs.PartnersOf(left, ref room.Partners))
            {
                var pattern = part.PatternOf(at++);
                if (!isOpen[pattern])
                {
                    continue;
                }

                var bits = scorer.Bits(left, right, part.Patterns[pattern]);
                var chance = MatchModel.ToProbability(bits);
                if (chance >= probability)
                {
                    found.Add(new MatchPair(left, right, chance, bits, false) { Levels = part.Patterns[pattern] });
                }
            }
        }

        return found;
    }

    /// <summary>The levels of the pairs of some rows.</summary>
    /// <param name="Patterns">The combinations that occur, or, where there are very many, the combination of each
    /// pair.</param>
    /// <param name="Numbers">For each pair which of them it has; null = the pair's own place.</param>
    private sealed record Part(ulong[] Patterns, ushort[]? Numbers)
    {
        public int Count => Numbers?.Length ?? Patterns.Length;

        public ulong this[int pair] => Patterns[PatternOf(pair)];

        public static Part From(List<ulong> levels)
        {
            var known = new Dictionary<ulong, ushort>();
            var numbers = new ushort[levels.Count];
            for (var i = 0; i < numbers.Length; i++)
            {
                if (!known.TryGetValue(levels[i], out var number))
                {
                    if (known.Count > ushort.MaxValue)
                    {
                        return new Part([.. levels], null);
                    }

                    number = (ushort)known.Count;
                    known.Add(levels[i], number);
                }

                numbers[i] = number;
            }

            return new Part([.. known.OrderBy(pair => pair.Value).Select(pair => pair.Key)], numbers);
        }

        public int PatternOf(int pair) => Numbers is null ? pair : Numbers[pair];
    }

    /// <summary>What a thread uses for part after part.</summary>
    private sealed class Room(MatchTable table)
    {
        public int[] Partners = new int[1024];

        public LevelMemo Memo { get; } = new(table);

        public List<ulong> Levels { get; } = [];
    }
}
