using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Core.Tests.Matching;

public sealed class DuplicateFinderTests
{
    private static readonly MatchOptions Options = MatchOptions.Default with
    {
        MaxThreads = 2,
        RandomPairs = 50_000,
        PairsPerKey = 5_000,
    };

    [Theory]
    [InlineData(0.08, 6)]
    [InlineData(0.3, 7)]
    public void Find_PlantedDuplicates_FindsThemAndLittleElse(double share, int seed)
    {
        var sample = SampleDuplicates.Make(2500, share, 3, seed);
        var table = MatchTable.From(sample.Fields, sample.Columns);

        var quality = MatchQuality.Measure(table, Find(table), sample.Truth);

        Assert.True(quality.TruePairs >= 150, $"Only {quality.TruePairs} pairs were planted.");
        Assert.True(quality.Precision >= 0.98, quality.ToString());
        Assert.True(quality.Recall >= 0.9, quality.ToString());
    }

    [Fact]
    public void Find_PersonsWithAddresses_FindsSwappedAndMovedFields()
    {
        var persons = MadePersons.Make(3000, 0.2, 4, 11);
        var table = MatchTable.From(MadePersons.Fields, persons.Columns);

        var quality = MatchQuality.Measure(table, Find(table), persons.Truth);

        Assert.True(quality.Precision >= 0.99, quality.ToString());
        Assert.True(quality.Recall >= 0.97, quality.ToString());
    }

    /// <summary>Merging takes away what was learnt from; the pairs left are as likely as they were.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Find_AlmostAllMergedAndKnowledgeKept_TheRestStaysAsLikely(int seed)
    {
        var sample = SampleDuplicates.Make(2500, 0.2, 2, seed);
        var table = MatchTable.From(sample.Fields, sample.Columns);
        var first = Find(table);
        var left = first.Pairs.Where(pair => pair.IsJoined && pair.Probability < 0.999).TakeLast(6).ToList();
        var merged = first
            .Pairs.Where(pair => pair.IsJoined)
            .Select(pair => pair.Right)
            .Except(left.SelectMany(pair => new[] { pair.Left, pair.Right }))
            .ToHashSet();
        var rows = Enumerable.Range(0, table.RowCount).Where(row => !merged.Contains(row)).ToArray();
        var rest = MatchTable.From(
            sample.Fields,
            [.. sample.Columns.Select(column => rows.Select(row => column[row]).ToArray())]
        );

        var second = DuplicateFinder.Find(rest, Options, null, CancellationToken.None, first.Knowledge);

        Assert.Equal(first.Knowledge, second.Knowledge);
        Assert.All(
            left,
            pair =>
            {
                var now = second.Judge(Array.IndexOf(rows, pair.Left), Array.IndexOf(rows, pair.Right));
                Assert.InRange(now.Probability, pair.Probability - 0.05, 1);
            }
        );
    }

    /// <summary>What was learnt elsewhere invents no duplicates where none are.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Find_NoDuplicatesAndKnowledgeKept_FindsNone(int seed)
    {
        var earlier = SampleDuplicates.Make(2500, 0.2, 2, seed + 10);
        var known = Find(MatchTable.From(earlier.Fields, earlier.Columns)).Knowledge;
        var sample = SampleDuplicates.Make(2500, 0, 1, seed);

        var result = DuplicateFinder.Find(
            MatchTable.From(sample.Fields, sample.Columns),
            Options,
            null,
            CancellationToken.None,
            known
        );

        Assert.InRange(result.Pairs.Count(pair => pair.IsJoined), 0, 2);
    }

    /// <summary>
    /// Nothing to find is the hardest case for a learner without labels: namesakes and colleagues must not become the
    /// duplicates.
    /// </summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Find_NoDuplicates_FindsNone(int seed)
    {
        var sample = SampleDuplicates.Make(2500, 0, 1, seed);

        var result = Find(MatchTable.From(sample.Fields, sample.Columns));

        Assert.InRange(result.Pairs.Count(pair => pair.IsJoined), 0, 2);
    }

    [Fact]
    public void Find_AnyNumberOfThreads_GivesTheSameBits()
    {
        var sample = SampleDuplicates.Make(1500, 0.1, 3, 9);
        var table = MatchTable.From(sample.Fields, sample.Columns);

        var one = Find(table, Options with { MaxThreads = 1 });
        var four = Find(table, Options with { MaxThreads = 4 });

        Assert.NotEmpty(one.Pairs);
        Assert.Equal(one.Pairs, four.Pairs);
        Assert.Equal(one.GroupOf, four.GroupOf);
        Assert.Equal(one.Model.Prior, four.Model.Prior);
    }

    [Fact]
    public void Explain_APair_AddsUpToItsBits()
    {
        var sample = SampleDuplicates.Make(1500, 0.1, 3, 9);
        var result = Find(MatchTable.From(sample.Fields, sample.Columns));

        foreach (var pair in result.Pairs)
        {
            var sum =
                result.Explain(pair).Sum(evidence => evidence.Bits)
                + Math.Log2(result.Model.Prior / (1 - result.Model.Prior));
            Assert.Equal(pair.Bits, sum, 9);
            Assert.Equal(pair.Probability, 1 / (1 + Math.Pow(2, -pair.Bits)), 12);
        }
    }

    [Fact]
    public void Find_Probabilities_MeanWhatTheySay()
    {
        var sample = SampleDuplicates.Make(3000, 0.2, 4, 21);
        var result = Find(MatchTable.From(sample.Fields, sample.Columns));
        var expected = result.Pairs.Sum(pair => pair.Probability);
        var right = result.Pairs.Count(pair => sample.Truth[pair.Left] == sample.Truth[pair.Right]);

        Assert.InRange(right / expected, 0.93, 1.07);
    }

    [Fact]
    public void Find_RareName_CountsMoreThanACommonOne()
    {
        var names = Enumerable
            .Range(0, 400)
            .Select(i => i < 380 ? (i % 2 == 0 ? "Anna Common" : "Peter Common") : $"Person Number{i}")
            .Append("Zoltan Rarebird")
            .Append("Zoltan Rarebird")
            .ToArray();
        var phones = Enumerable.Range(0, 402).Select(i => (string?)$"030 {1000000 + (i * 7919 % 8000000)}").ToArray();
        var table = MatchTable.From([new("Name", MatchKind.FullName), new("Phone", MatchKind.Phone)], [names, phones]);
        var model = Find(table);
        var scorer = model.Scorer;

        var rare = scorer.Explain(400, 401, PairLevels.Compare(table, 400, 401))[0].Bits;
        var common = scorer.Explain(0, 2, PairLevels.Compare(table, 0, 2))[0].Bits;

        Assert.True(rare > common + 3, $"rare {rare}, common {common}");
    }

    [Fact]
    public void Find_TwoSources_PairsAcrossOnlyAndOnce()
    {
        var persons = MadePersons.Make(2000, 0.5, 2, 5);
        var rows = Enumerable.Range(0, 2000).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var first = rows.Where(row => seen.Add(persons.Truth[row])).ToArray();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var second = rows.Except(first).Where(row => taken.Add(persons.Truth[row])).ToArray();
        int[] order = [.. first, .. second];
        var table = MatchTable.From(
            MadePersons.Fields,
            [.. persons.Columns.Select(column => order.Select(row => column[row]).ToArray())],
            first.Length
        );

        var result = Find(table, Options with { IsOneToOne = true });
        var quality = MatchQuality.Measure(table, result, [.. order.Select(row => persons.Truth[row])]);

        Assert.All(result.Pairs, pair => Assert.True(pair.Left < first.Length && pair.Right >= first.Length));
        Assert.Equal(second.Length, quality.TruePairs);
        Assert.True(quality.Precision >= 0.99 && quality.Recall >= 0.97, quality.ToString());
        var joined = result.Pairs.Where(pair => pair.IsJoined).ToArray();
        Assert.Equal(joined.Length, joined.Select(pair => pair.Left).Distinct().Count());
        Assert.Equal(joined.Length, joined.Select(pair => pair.Right).Distinct().Count());
    }

    [Fact]
    public void Find_HugeBlock_StaysWithinItsBudget()
    {
        // Everybody in one company and city: no key may compare all with all.
        var table = MatchTable.From(
            [new("Company", MatchKind.Company), new("City", MatchKind.Text), new("Name", MatchKind.FullName)],
            [
                Enumerable.Repeat<string?>("Acme", 5000).ToArray(),
                Enumerable.Repeat<string?>("Berlin", 5000).ToArray(),
                Enumerable.Range(0, 5000).Select(i => (string?)$"Person{i % 2500} Family{i % 2500}").ToArray(),
            ]
        );

        var result = Find(table);

        Assert.InRange(result.CandidateCount, 1, 5000L * Options.PairsPerRow);
    }

    [Fact]
    public void Find_Cancelled_Stops()
    {
        var sample = SampleDuplicates.Make(500, 0.1, 2, 1);
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            DuplicateFinder.Find(MatchTable.From(sample.Fields, sample.Columns), Options, null, stop.Token)
        );
    }

    [Fact]
    public void Find_OneRow_FindsNothing() =>
        Assert.Empty(
            Find(
                MatchTable.From(
                    [new("Name", MatchKind.FullName)],
                    [
                        ["Anna"],
                    ]
                )
            ).Pairs
        );

    [Fact]
    public void From_ColumnsOfDifferentLength_SaysSo()
    {
        var fault = Assert.Throws<ArgumentException>(() =>
            MatchTable.From(
                [new("A", MatchKind.Text), new("B", MatchKind.Text)],
                [
                    ["x"],
                    ["x", "y"],
                ]
            )
        );

        Assert.Contains("1, 2", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ReviewAboveMatch_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            (MatchOptions.Default with { MatchProbability = 0.6, ReviewProbability = 0.7 }).Validate()
        );

    private static MatchResult Find(MatchTable table) => Find(table, Options);

    private static MatchResult Find(MatchTable table, MatchOptions options) =>
        DuplicateFinder.Find(table, options, null, CancellationToken.None);
}
