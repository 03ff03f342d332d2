using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Blocking;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Core.Tests.Matching;

public sealed class PairScanTests
{
    private static readonly MatchOptions Options = MatchOptions.Default with
    {
        MaxThreads = 2,
        RandomPairs = 50_000,
        PairsPerKey = 5_000,
    };

    /// <summary>Blocks below and above the cap, one source and two.</summary>
    [Theory]
    [InlineData(200, 0)]
    [InlineData(8, 0)]
    [InlineData(200, 700)]
    [InlineData(8, 700)]
    public void PartnersOf_EveryRow_AreThePairsOfTheChosenBlocks(int maxBlockSize, int secondStart)
    {
        var options = Options with { MaxBlockSize = maxBlockSize };
        var table = Table(2_500, secondStart);
        var pairs = CandidatePairs.Find(table, options, CancellationToken.None);

        int[] room = [];
        var found = new List<(int Left, int Right)>();
        for (var left = 0; left < table.RowCount; left++)
        {
            foreach (var right in pairs.PartnersOf(left, ref room))
            {
                found.Add((left, right));
            }
        }

        Assert.NotEmpty(found);
        Assert.Equal(Naive(table, options), found);
    }

    [Fact]
    public void CountsAndScore_WithTheMemoAndTheBound_AreThoseOfEveryPairByItself()
    {
        var table = Table(2_500, 0);
        var pairs = CandidatePairs.Find(table, Options, CancellationToken.None);
        var all = Naive(table, Options);
        var result = DuplicateFinder.Find(table, Options, null, CancellationToken.None);

        var scan = PairScan.Compare(table, pairs, 2, CancellationToken.None);
        var scored = scan.Score(result.Scorer, 0.5, 2, CancellationToken.None);

        Assert.Equal(all.Count, scan.Count);
        Assert.Equal(
            all.GroupBy(pair => PairLevels.Compare(table, pair.Left, pair.Right))
                .OrderBy(levels => levels.Key)
                .Select(levels => new LevelCount(levels.Key, levels.Count())),
            scan.Counts()
        );
        Assert.Equal(
            all.Select(pair => (pair.Left, pair.Right, Bits: result.Scorer.Bits(pair.Left, pair.Right)))
                .Where(pair => MatchModel.ToProbability(pair.Bits) >= 0.5)
                .OrderByDescending(pair => pair.Bits)
                .ThenBy(pair => pair.Left)
                .ThenBy(pair => pair.Right),
            scored.Select(pair => (pair.Left, pair.Right, pair.Bits))
        );
        Assert.InRange(scored.Count, 100, 2_500);
    }

    [Fact]
    public void GroupsOf_MixedRows_AreThoseWithTwoMembersOrMore() =>
        Assert.Equal(
            [
                [0, 3, 5],
                [2, 4],
            ],
            PairJoiner.GroupsOf([0, 1, 2, 0, 2, 0, 6])
        );

    private static MatchTable Table(int rows, int secondStart)
    {
        var sample = SampleDuplicates.Make(rows, 0.2, 3, 13);
        return MatchTable.From(sample.Fields, sample.Columns, secondStart);
    }

    /// <summary>Every key by itself: all pairs of its small blocks, neighbours by content of its large ones.</summary>
    private static List<(int Left, int Right)> Naive(MatchTable table, MatchOptions options)
    {
        var pairs = new SortedSet<(int Left, int Right)>();
        foreach (
            var key in BlockingChoice.Choose(
                table,
                options,
                new BlockingRooms(table.RowCount, 1),
                CancellationToken.None
            )
        )
        {
            var keys = key.Rows(new BlockingRoom(table.RowCount));
            var others = Enumerable
                .Range(0, table.Fields.Count)
                .Except(key.Parts.Select(part => part.Field))
                .OrderByDescending(field => table.Values[field].Count)
                .ToArray();
            foreach (
                var block in Enumerable.Range(0, table.RowCount).Where(row => keys[row] > 0).GroupBy(row => keys[row])
            )
            {
                var rows = block.ToList();
                var window = rows.Count;
                if (rows.Count > options.MaxBlockSize)
                {
                    rows.Sort(
                        (a, b) =>
                            others
                                .Select(field => string.CompareOrdinal(table.Value(a, field), table.Value(b, field)))
                                .FirstOrDefault(order => order != 0)
                                is not 0
                                    and var order
                                ? order
                                : a.CompareTo(b)
                    );
                    window = options.Neighbours;
                }

                pairs.UnionWith(
                    from i in Enumerable.Range(0, rows.Count)
                    from j in Enumerable.Range(i + 1, Math.Min(window, rows.Count - 1 - i))
                    where table.CanPair(rows[i], rows[j])
                    select (Math.Min(rows[i], rows[j]), Math.Max(rows[i], rows[j]))
                );
            }
        }

        return [.. pairs];
    }
}
