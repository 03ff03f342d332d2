using LeadDashboard.Learning.MachineLearning;
using LeadDashboard.Learning.Tests.Trees;

namespace LeadDashboard.Learning.Tests.MachineLearning;

/// <summary>Tests that train end at once where the native library does not load.</summary>
public sealed class LightGbmLearnerTests
{
    private static readonly LibraryTreesOptions Quick = new()
    {
        TreeCount = 40,
        LeafCount = 12,
        RowSampling = 0.9,
        ColumnSampling = 0.8,
        L2 = 1,
        MinHessian = 1,
        MaxDepth = 5,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Fit_MissingValuesAndUnseenCategories_PredictsWhatTheLibraryDoes(int maxFlags)
    {
        if (!NativeLibraries.LightGbm)
        {
            return;
        }

        var options = Quick with { MaxFlags = maxFlags };
        var (table, labels) = Made.Leads(4_000);
        var other = LibraryScores.Strange(Made.Leads(1_000, 2).Table);
        var run = LibraryRun.Start(table, labels, options, default);

        var raw = LightGbmLearner.Fit(table, labels, options).PredictRaw(other);

        LibraryScores.AssertSame(LibraryScores.LogOdds(LightGbmLearner.Train(run, options), run, other), raw);
    }

    [Fact]
    public void Fit_OneAndTwoThreads_SameBytesThatReadBack()
    {
        if (!NativeLibraries.LightGbm)
        {
            return;
        }

        var (table, labels) = Made.Leads(2_000);

        var one = Made.Bytes(LightGbmLearner.Fit(table, labels, Quick with { MaxThreads = 1 }));
        var two = Made.Bytes(LightGbmLearner.Fit(table, labels, Quick with { MaxThreads = 2 }));

        Assert.Equal(one, two);
        LibraryScores.AssertReadsBack(LightGbmLearner.Fit(table, labels, Quick), one, table);
    }

    [Fact]
    public void Explain_EachRow_AddsUpToItsScore()
    {
        if (!NativeLibraries.LightGbm)
        {
            return;
        }

        var (table, labels) = Made.Leads(2_000);

        LibraryScores.AssertAddsUp(LightGbmLearner.Fit(table, labels, Quick), table);
    }
}
