using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Trees;

public sealed class RandomForestTests
{
    private static readonly RandomForestOptions Small = new()
    {
        TreeCount = 30,
        LeafCount = 64,
        MinRowsPerLeaf = 10,
    };

    [Fact]
    public void Fit_KnownRule_ComesNearTheTruthOnFreshLeads()
    {
        var (table, labels) = Made.Leads(20_000);
        var (freshTable, freshLabels) = Made.Leads(20_000, seed: 2);
        var model = RandomForest.Fit(
            table,
            labels,
            null,
            new RandomForestOptions
            {
                TreeCount = 100,
                ColumnsPerNode = 3,
                MinRowsPerLeaf = 50,
            }
        );

        var raw = model.PredictRaw(freshTable);

        var rate = freshLabels.Average();
        var constant = Made.LogLoss([.. Enumerable.Repeat(Math.Log(rate / (1 - rate)), 20_000)], freshLabels);
        var truth = Made.LogLoss([.. Made.TrueLogOdds(freshTable)], freshLabels);
        Assert.InRange((constant - Made.LogLoss(raw, freshLabels)) / (constant - truth), 0.93, 1.01);
    }

    [Fact]
    public void Fit_OneOrMoreThreads_SameBytes()
    {
        var (table, labels) = Made.Leads(6_000);

        var one = RandomForest.Fit(table, labels, null, Small);
        var three = RandomForest.Fit(table, labels, null, Small with { MaxThreads = 3 });

        Assert.Equal(Made.Bytes(one), Made.Bytes(three));
    }

    [Fact]
    public void Fit_OneTreeWithOneQuestion_AnswersTheSmoothedRateOfEachSide()
    {
        var x = Enumerable.Range(0, 100).Select(i => i < 40 ? 0f : 1f).ToArray();
        var labels = Enumerable.Range(0, 100).Select(i => i < 40 ? (i < 4 ? 1f : 0f) : (i < 90 ? 1f : 0f)).ToArray();
        var table = new FeatureTable([FeatureColumn.Number("x", x)]);

        var raw = RandomForest
            .Fit(
                table,
                labels,
                null,
                new RandomForestOptions
                {
                    TreeCount = 1,
                    RowSampling = 1,
                    Smoothing = 2,
                }
            )
            .PredictRaw(table);

        // 4 of 40 left, 50 of 60 right, 54 of 100 at the root; two rows of the parent's rate are mixed in.
        Assert.Equal(LogOdds((4 + (2 * 0.54)) / 42), raw[0], 1e-6);
        Assert.Equal(LogOdds((50 + (2 * 0.54)) / 62), raw[99], 1e-6);
    }

    [Fact]
    public void Explain_AnyRow_AddsUpToTheRawScore()
    {
        var (table, labels) = Made.Leads(3_000);
        var model = RandomForest.Fit(table, labels, null, Small);
        var raw = model.PredictRaw(table);
        var contributions = new double[4];

        for (var row = 0; row < 100; row++)
        {
            Assert.Equal(raw[row], model.Explain(table, row, contributions) + contributions.Sum(), 1e-6);
        }
    }

    [Fact]
    public void Read_WrittenForest_SameBytesAndScores()
    {
        var (table, labels) = Made.Leads(1_000);
        var model = RandomForest.Fit(table, labels, null, Small);
        var bytes = Made.Bytes(model);

        var again = Assert.IsType<RandomForestModel>(ModelFile.Read(new MemoryStream(bytes)));

        Assert.Equal(model.PredictRaw(table), again.PredictRaw(table));
        Assert.Equal(bytes, Made.Bytes(again));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fit_OneClassOrOneRow_ScoresTowardsIt(int only)
    {
        var (table, _) = Made.Leads(50);
        var (single, _) = Made.Leads(1);

        var raw = RandomForest.Fit(table, [.. Enumerable.Repeat((float)only, 50)], null, Small).PredictRaw(table);
        var alone = RandomForest.Fit(single, [only], null, Small).PredictRaw(single);

        Assert.All(raw.Concat(alone), f => Assert.True(double.IsFinite(f) && (only == 1 ? f > 0.5 : f < -0.5)));
    }

    [Fact]
    public void Fit_OptionsOutOfRange_NamesAllAtOnce()
    {
        var (table, labels) = Made.Leads(10);

        var error = Assert.Throws<ArgumentException>(() =>
            RandomForest.Fit(table, labels, null, Small with { Smoothing = 0, TreeCount = -1, MaxThreads = 0 })
        );

        Assert.Contains("Smoothing is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("TreeCount is -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxThreads is 0", error.Message, StringComparison.Ordinal);
    }

    private static double LogOdds(double rate) => Math.Log(rate / (1 - rate));
}
