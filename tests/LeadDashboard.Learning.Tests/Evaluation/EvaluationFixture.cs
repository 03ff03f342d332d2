using System.Text.Json;

namespace LeadDashboard.Learning.Tests.Evaluation;

/// <summary>Reference values of scipy, scikit-learn and plain loops; made by make_evaluation_fixture.py.</summary>
internal sealed record EvaluationFixture(
    float[] Y,
    double[] Champion,
    double[] Challenger,
    bool[] Treated,
    double ChampionAuc,
    double ChallengerAuc,
    double Difference,
    double StandardError,
    double Ks,
    double[] Brier,
    double[][] QiniPoints,
    double Qini,
    double Auuc,
    double[] Profit
)
{
    public static EvaluationFixture Read() =>
        JsonSerializer.Deserialize<EvaluationFixture>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "evaluation.json")),
            JsonSerializerOptions.Web
        )!;
}
