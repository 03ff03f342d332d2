using LeadDashboard.Learning.MachineLearning;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Tests.Trees;

namespace LeadDashboard.Learning.Tests.MachineLearning;

public sealed class FastTreeLearnerTests
{
    private static readonly LibraryTreesOptions Quick = new()
    {
        TreeCount = 40,
        LeafCount = 12,
        RowSampling = 0.9,
        ColumnSampling = 0.8,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Fit_MissingValuesAndUnseenCategories_PredictsWhatTheLibraryDoes(int maxFlags)
    {
        var options = Quick with { MaxFlags = maxFlags };
        var (table, labels) = Made.Leads(4_000);
        var other = LibraryScores.Strange(Made.Leads(1_000, 2).Table);
        var run = LibraryRun.Start(table, labels, options, default);

        var raw = FastTreeLearner.Fit(table, labels, options).PredictRaw(other);

        LibraryScores.AssertSame(LibraryScores.LogOdds(FastTreeLearner.Train(run, options), run, other), raw);
    }

    [Fact]
    public void Fit_OneAndTwoThreads_SameBytesThatReadBack()
    {
        var (table, labels) = Made.Leads(2_000);

        var one = Made.Bytes(FastTreeLearner.Fit(table, labels, Quick with { MaxThreads = 1 }));
        var two = Made.Bytes(FastTreeLearner.Fit(table, labels, Quick with { MaxThreads = 2 }));

        Assert.Equal(one, two);
        LibraryScores.AssertReadsBack(FastTreeLearner.Fit(table, labels, Quick), one, table);
    }

    [Fact]
    public void Explain_EachRow_AddsUpToItsScore()
    {
        var (table, labels) = Made.Leads(2_000);

        LibraryScores.AssertAddsUp(FastTreeLearner.Fit(table, labels, Quick), table);
    }

    [Fact]
    public void Fit_TwoFitsAtOnce_AreEachTheSameAsAlone()
    {
        var (table, labels) = Made.Leads(2_000);
        var alone = Made.Bytes(FastTreeLearner.Fit(table, labels, Quick));
        var together = new byte[4][];

        Parallel.For(0, together.Length, i => together[i] = Made.Bytes(FastTreeLearner.Fit(table, labels, Quick)));

        Assert.All(together, bytes => Assert.Equal(alone, bytes));
    }

    [Fact]
    public void Fit_SettingOutOfRange_SaysWhatIsExpected() =>
        Assert.Contains(
            "LeafCount is 1; expected 2..65536.",
            Assert
                .Throws<ArgumentException>(() =>
                    FastTreeLearner.Fit(
                        new FeatureTable([FeatureColumn.Number("x", [1, 2])]),
                        [0, 1],
                        Quick with
                        {
                            LeafCount = 1,
                        }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
}
