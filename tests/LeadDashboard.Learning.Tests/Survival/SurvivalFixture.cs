using System.Text.Json;
using LeadDashboard.Learning.Survival;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Survival;

/// <summary>Reference values of scikit-learn; made by make_survival_fixture.py.</summary>
internal sealed record SurvivalFixture(
    float[] X,
    int[] Group,
    float[] Days,
    int[] End,
    double[] IntervalEnds,
    double[][] Won,
    double[][] Lost,
    double[][] KaplanMeier
)
{
    public static SurvivalFixture Read() =>
        JsonSerializer.Deserialize<SurvivalFixture>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "survival.json")),
            JsonSerializerOptions.Web
        )!;

    public FeatureTable Table() =>
        new([FeatureColumn.Number("x", X), FeatureColumn.Category("group", Group, ["a", "b", "c"])]);

    public LeadEnd[] Ends() => [.. End.Select(end => (LeadEnd)end)];

    /// <summary>As the script fits: one straight line, ridge 1 on everything but the intercept.</summary>
    public DiscreteHazardOptions Options() =>
        DiscreteHazardOptions.Default with
        {
            IntervalEnds = IntervalEnds,
            KnotCount = 0,
            IntervalL2 = 1,
            IntervalSmoothness = 0,
        };
}
