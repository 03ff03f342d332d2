using System.Text.Json;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Reduction;

/// <summary>Reference values of scikit-learn; made by make_reduction_fixture.py.</summary>
internal sealed record ReductionFixture(
    double[][] Rows,
    int[] Labels,
    double[] Variances,
    double[] Shares,
    double[] Components,
    double[] Transformed,
    ReductionFixture.Discriminant Plain,
    ReductionFixture.Discriminant Priors,
    ReductionFixture.Discriminant Shrunk,
    ReductionFixture.Discriminant Estimated,
    ReductionFixture.Discriminant Two
)
{
    public static readonly string[] Classes = ["low", "mid", "high"];

    public static ReductionFixture Read() =>
        JsonSerializer.Deserialize<ReductionFixture>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "reduction.json")),
            JsonSerializerOptions.Web
        )!;

    public DenseMatrix Matrix() => DenseMatrix.FromRows(Rows);

    /// <summary>Every column of the two equals the other's, or its negative.</summary>
    public static void AssertSameUpToSign(double[] expected, double[] actual, int columnCount, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var c = 0; c < columnCount; c++)
        {
            var left = expected.Where((_, i) => i % columnCount == c).ToArray();
            var right = actual.Where((_, i) => i % columnCount == c).ToArray();
            var sign = left.Zip(right, (a, b) => a * b).Sum() < 0 ? -1 : 1;
            for (var i = 0; i < left.Length; i++)
            {
                Assert.Equal(left[i], sign * right[i], tolerance);
            }
        }
    }

    internal sealed record Discriminant(double[] Probabilities, double[] Transformed, double[] Shares);
}
