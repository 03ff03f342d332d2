using System.Text.Json;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Linear;

/// <summary>Reference values of scikit-learn; made by make_penalised_fixture.py.</summary>
internal sealed record PenalisedFixture(
    float[][] X,
    int[] Group,
    float[] Weight,
    float[] Y,
    int[] K,
    PenalisedFixture.Case ElasticNet,
    PenalisedFixture.Case Lasso,
    PenalisedFixture.Case Weighted,
    PenalisedFixture.Case Balanced,
    PenalisedFixture.Case Softmax,
    PenalisedFixture.Case SoftmaxWeighted,
    PenalisedFixture.Case SoftmaxBalanced,
    PenalisedFixture.Case SoftmaxNet
)
{
    public static readonly string[] Classes = ["high", "mid", "low"];

    public static PenalisedFixture Read() =>
        JsonSerializer.Deserialize<PenalisedFixture>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "penalised.json")),
            JsonSerializerOptions.Web
        )!;

    public FeatureTable Table() =>
        new([
            .. X.Select((x, c) => FeatureColumn.Number("x" + c, x)),
            FeatureColumn.Category("group", Group, ["a", "b", "c"]),
        ]);

    /// <param name="C">1 / penalty.</param>
    /// <param name="Share">Share of L1.</param>
    /// <param name="Balanced">Classes weighted by their frequency.</param>
    /// <param name="Coefficients">Class after class.</param>
    /// <param name="Intercepts">One per class, or one.</param>
    /// <param name="Objective">Sum of weighted losses + penalty.</param>
    internal sealed record Case(
        double C,
        double Share,
        bool Balanced,
        double[] Coefficients,
        double[] Intercepts,
        double Objective
    )
    {
        /// <summary>The intercept before the coefficients of each class.</summary>
        public double[] Joined()
        {
            var size = Coefficients.Length / Intercepts.Length;
            return
            [
                .. Intercepts.SelectMany((intercept, k) => Coefficients.Skip(k * size).Take(size).Prepend(intercept)),
            ];
        }

        public double Penalty(double[] joined) =>
            joined
                .Where((_, i) => i % (1 + Coefficients.Length / Intercepts.Length) != 0)
                .Sum(b => (Share * Math.Abs(b) + (1 - Share) / 2 * b * b) / C);
    }

    public static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance,
                FormattableString.Invariant($"{i}: expected {expected[i]}, found {actual[i]}")
            );
        }
    }
}
