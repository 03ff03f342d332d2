using System.Text.Json;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Linear;

/// <summary>Reference values of scikit-learn; made by make_linear_fixture.py.</summary>
internal sealed record LinearFixture(
    float[] X0,
    float[] X1,
    int[] Group,
    float[] Y,
    double[] Decision,
    double[] Scores,
    double PlattSlope,
    double PlattIntercept,
    double[] Isotonic,
    double Auc,
    double AveragePrecision,
    double LogLoss,
    double Brier
)
{
    public static LinearFixture Read() =>
        JsonSerializer.Deserialize<LinearFixture>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "linear.json")),
            JsonSerializerOptions.Web
        )!;

    public FeatureTable Table() =>
        new([
            FeatureColumn.Number("x0", X0),
            FeatureColumn.Number("x1", X1),
            FeatureColumn.Category("group", Group, ["a", "b", "c"]),
        ]);
}
