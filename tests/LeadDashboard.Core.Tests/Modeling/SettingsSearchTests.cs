using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class SettingsSearchTests
{
    [Fact]
    public void Find_FewLeadsOnAStraightLaw_StraightLines()
    {
        var (table, labels) = Made(500, 5, x => 0.5 * x[0] - 0.5 * x[1]);

        var settings = SettingsSearch.Find(Input(table, labels), TrainingOptions.Default, default);

        Assert.True(
            settings.Logistic.KnotCount < 2 || settings.Logistic.Smoothness > LogisticOptions.Default.Smoothness,
            settings.Logistic.ToString()
        );
    }

    [Fact]
    public void Find_BentLaw_Bends()
    {
        var (table, labels) = Made(4000, 2, x => 2 - 2 * x[0] * x[0]);

        var settings = SettingsSearch.Find(Input(table, labels), TrainingOptions.Default, default);

        Assert.True(settings.Logistic.KnotCount > 2);
    }

    [Fact]
    public void Find_SumOfSteps_ShallowTrees()
    {
        var (table, labels) = Made(3000, 6, x => x.Sum(value => value > 0.3 ? 0.7 : -0.4));

        var settings = SettingsSearch.Find(Input(table, labels), TrainingOptions.Default, default);

        Assert.Equal(2, settings.Trees.MaxDepth);
        Assert.InRange(settings.Trees.TreeCount, 10, 600);
    }

    [Fact]
    public void Find_ColumnsThatOnlyWorkTogether_DeeperTrees()
    {
        var (table, labels) = Made(3000, 4, x => 2.5 * Math.Sign(x[0] * x[1] * x[2]));

        var settings = SettingsSearch.Find(Input(table, labels), TrainingOptions.Default, default);

        Assert.True(settings.Trees.MaxDepth > 2);
    }

    [Fact]
    public void Find_AnyNumberOfThreads_SameSettings()
    {
        var (table, labels) = Made(600, 3, x => x[0]);

        var one = SettingsSearch.Find(Input(table, labels), TrainingOptions.Default with { MaxThreads = 1 }, default);
        var three = SettingsSearch.Find(Input(table, labels), TrainingOptions.Default with { MaxThreads = 3 }, default);

        Assert.Equal(Figures(one), Figures(three));
    }

    private static FitInput Input(FeatureTable table, float[] labels) =>
        new(table, labels) { Seed = TrainingOptions.Default.Seed };

    private static (int, double, int, int, int, int) Figures(LearnerSettings settings) =>
        (
            settings.Logistic.KnotCount,
            settings.Logistic.L2,
            settings.Trees.MaxDepth,
            settings.Trees.TreeCount,
            settings.Ranked.MaxDepth,
            settings.Ranked.TreeCount
        );

    private static (FeatureTable Table, float[] Labels) Made(int rowCount, int columnCount, Func<double[], double> law)
    {
        var random = new Random(5);
        var columns = Enumerable.Range(0, columnCount).Select(_ => new float[rowCount]).ToArray();
        var labels = new float[rowCount];
        for (var row = 0; row < rowCount; row++)
        {
            var x = columns.Select(column => (double)(column[row] = (float)(random.NextDouble() * 4 - 2))).ToArray();
            labels[row] = random.NextDouble() < LogOdds.ToProbability(law(x)) ? 1 : 0;
        }

        return (new FeatureTable([.. columns.Select((column, c) => FeatureColumn.Number($"x{c}", column))]), labels);
    }
}
