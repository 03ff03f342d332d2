using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Drift;

public sealed class OffsetTests
{
    private const int Count = 8000;
    private static readonly float[] Numbers =
    [
        .. Enumerable.Range(0, Count).Select(row => (row * 37 % 400) / 100f - 2),
    ];
    private static readonly float[] Levels = [.. Enumerable.Range(0, Count).Select(row => -3 + 3f * row / Count)];
    private static readonly FeatureTable Table = new([
        FeatureColumn.Number("x", Numbers),
        FeatureColumn.Number("calendar", Levels),
    ]);
    private static readonly float[] Labels = Draw();

    [Fact]
    public void LogisticFit_LevelsAsOffsets_LearnsWhatTheyLeave()
    {
        var model = LogisticRegression.Fit(
            Table,
            Labels,
            null,
            LogisticOptions.Default with
            {
                KnotCount = 1,
            },
            default,
            Levels
        );
        var raw = model.PredictRaw(Table);

        Assert.Equal(0, raw.Average(), 0.15);
        Assert.Equal(3.2, Slope(raw), 0.4);
        Assert.InRange(Math.Abs(Mean(raw, Count / 2, Count) - Mean(raw, 0, Count / 2)), 0, 0.2);
    }

    [Fact]
    public void TreesFit_LevelsAsOffsets_LearnsWhatTheyLeave()
    {
        var raw = BoostedTrees
            .Fit(
                Table,
                Labels,
                null,
                new BoostedTreesOptions { MaxDepth = 2, LeafCount = 4 },
                null,
                default,
                null,
                Levels
            )
            .PredictRaw(Table);

        Assert.Equal(3.2, Slope(raw), 0.6);
        Assert.InRange(Math.Abs(Mean(raw, Count / 2, Count) - Mean(raw, 0, Count / 2)), 0, 0.2);
    }

    [Fact]
    public void Fit_ConstantOffsets_IsTheModelWithoutThemLessTheConstant()
    {
        float[] constant = [.. Enumerable.Repeat(0.7f, Count)];
        var options = LogisticOptions.Default with { KnotCount = 1 };

        var without = LogisticRegression.Fit(Table, Labels, null, options).PredictRaw(Table);
        var with = LogisticRegression.Fit(Table, Labels, null, options, default, constant).PredictRaw(Table);

        Assert.All(without.Zip(with), pair => Assert.Equal(pair.First - 0.7, pair.Second, 1e-4));
    }

    [Fact]
    public void Fit_OffsetsOfAnotherLengthOrNotFinite_SaysSo()
    {
        var few = Assert.Throws<ArgumentException>(() =>
            LogisticRegression.Fit(Table, Labels, null, LogisticOptions.Default, default, [1, 2])
        );
        float[] wrong = [.. Levels];
        wrong[4] = float.NaN;
        var notFinite = Assert.Throws<ArgumentException>(() =>
            BoostedTrees.Fit(Table, Labels, null, new BoostedTreesOptions(), null, default, null, wrong)
        );

        Assert.Contains("2 offsets for 8000 rows", few.Message, StringComparison.Ordinal);
        Assert.Contains("row 5", notFinite.Message, StringComparison.Ordinal);
    }

    /// <summary>Mean raw of x above 1.5 less that of x below -1.5; the true effect is 0.9 x, so 3.15.</summary>
    private static double Slope(double[] raw) =>
        raw.Where((_, row) => Numbers[row] > 1.5f).Average() - raw.Where((_, row) => Numbers[row] < -1.5f).Average();

    private static double Mean(double[] raw, int from, int to) => raw[from..to].Average();

    private static float[] Draw()
    {
        var random = new Random(7);
        return
        [
            .. Enumerable
                .Range(0, Count)
                .Select(row => random.NextDouble() < LogOdds.ToProbability(Levels[row] + 0.9 * Numbers[row]) ? 1f : 0f),
        ];
    }
}
