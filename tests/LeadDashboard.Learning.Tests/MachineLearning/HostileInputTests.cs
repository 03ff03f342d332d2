using LeadDashboard.Learning.MachineLearning;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.MachineLearning;

/// <summary>Tables that teach nothing give finite scores, by each learner that loads here.</summary>
public sealed class HostileInputTests
{
    private static readonly LibraryTreesOptions Few = new() { TreeCount = 3, LeafCount = 4 };

    public static TheoryData<string> Learners => ["fasttree", "fastforest", "lightgbm", "lbfgs"];

    [Theory]
    [MemberData(nameof(Learners))]
    public void Fit_NoColumns_IsTheOverallRate(string learner) =>
        AssertFinite(learner, new FeatureTable([], 40), Labels(40), around: -Math.Log(3));

    [Theory]
    [MemberData(nameof(Learners))]
    public void Fit_ConstantsAndColumnsWithoutValues_IsFinite(string learner) =>
        AssertFinite(
            learner,
            new FeatureTable([
                FeatureColumn.Number("same", [.. Enumerable.Repeat(7f, 80)]),
                FeatureColumn.Number("missing", [.. Enumerable.Repeat(float.NaN, 80)]),
                FeatureColumn.Category("none", [.. Enumerable.Repeat(-1, 80)], []),
            ]),
            Labels(80)
        );

    [Theory]
    [MemberData(nameof(Learners))]
    public void Fit_OneOutcome_IsFinite(string learner) => AssertFinite(learner, Numbers(80), new float[80]);

    [Theory]
    [MemberData(nameof(Learners))]
    public void Fit_FewerRowsThanALeafNeeds_IsFinite(string learner) => AssertFinite(learner, Numbers(5), Labels(5));

    [Theory]
    [MemberData(nameof(Learners))]
    public void Fit_LargestAndSmallestNumbers_IsFinite(string learner) =>
        AssertFinite(
            learner,
            new FeatureTable([
                FeatureColumn.Number(
                    "x",
                    [.. Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? float.MaxValue : float.MinValue)]
                ),
                FeatureColumn.Number("y", [.. Enumerable.Range(0, 80).Select(i => i * float.Epsilon)]),
            ]),
            Labels(80)
        );

    [Theory]
    [MemberData(nameof(Learners))]
    public void Fit_LabelsOfAnotherLength_SaysSo(string learner) =>
        Assert.Throws<ArgumentException>(() => Fit(learner, Numbers(5), new float[4]));

    private static void AssertFinite(string learner, FeatureTable table, float[] labels, double? around = null)
    {
        if (learner == "lightgbm" && !NativeLibraries.LightGbm)
        {
            return;
        }

        var model = Fit(learner, table, labels);

        var raw = model.PredictRaw(table);
        var shares = new double[table.ColumnCount];
        Assert.All(raw, score => Assert.True(double.IsFinite(score)));
        Assert.Equal(raw[0], model.Explain(table, 0, shares) + shares.Sum(), 1e-6);
        Assert.Equal(around ?? raw[0], raw[0], 0.1);
    }

    private static ILearnedModel Fit(string learner, FeatureTable table, float[] labels) =>
        learner switch
        {
            "fasttree" => FastTreeLearner.Fit(table, labels, Few),
            "fastforest" => FastForestLearner.Fit(table, labels, Few),
            "lightgbm" => LightGbmLearner.Fit(table, labels, Few),
            _ => LbfgsLearner.Fit(table, labels, LbfgsOptions.Default),
        };

    private static FeatureTable Numbers(int rowCount) =>
        new([FeatureColumn.Number("x", [.. Enumerable.Range(0, rowCount).Select(i => (float)(i * 7 % 11))])]);

    /// <summary>Every fourth won.</summary>
    private static float[] Labels(int rowCount) => [.. Enumerable.Range(0, rowCount).Select(i => i % 4 == 0 ? 1f : 0f)];
}
