using LeadDashboard.Learning.MachineLearning;
using LeadDashboard.Learning.Tests.Trees;

namespace LeadDashboard.Learning.Tests.MachineLearning;

public sealed class FastForestLearnerTests
{
    private static readonly LibraryTreesOptions Quick = new()
    {
        TreeCount = 20,
        LeafCount = 16,
        ColumnSampling = 0.5,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Fit_MissingValuesAndUnseenCategories_IsALineOfWhatTheLibrarySays(int maxFlags)
    {
        var options = Quick with { MaxFlags = maxFlags };
        var (table, labels) = Made.Leads(4_000);
        var other = LibraryScores.Strange(Made.Leads(1_000, 2).Table);
        var run = LibraryRun.Start(table, labels, options, default);
        var library = LibraryScores.Raw(FastForestLearner.Train(run, options), run, other);

        var raw = FastForestLearner.Fit(table, labels, options).PredictRaw(other);

        var (low, high) = (Array.IndexOf(library, library.Min()), Array.IndexOf(library, library.Max()));
        var slope = (raw[high] - raw[low]) / (library[high] - library[low]);
        Assert.True(slope > 0);
        LibraryScores.AssertSame([.. library.Select(score => raw[low] + slope * (score - library[low]))], raw);
    }

    [Fact]
    public void Fit_OneAndTwoThreads_SameBytesThatReadBack()
    {
        var (table, labels) = Made.Leads(2_000);

        var one = Made.Bytes(FastForestLearner.Fit(table, labels, Quick with { MaxThreads = 1 }));
        var two = Made.Bytes(FastForestLearner.Fit(table, labels, Quick with { MaxThreads = 2 }));

        Assert.Equal(one, two);
        LibraryScores.AssertReadsBack(FastForestLearner.Fit(table, labels, Quick), one, table);
    }

    [Fact]
    public void Explain_EachRow_AddsUpToItsScore()
    {
        var (table, labels) = Made.Leads(2_000);

        LibraryScores.AssertAddsUp(FastForestLearner.Fit(table, labels, Quick), table);
    }
}
