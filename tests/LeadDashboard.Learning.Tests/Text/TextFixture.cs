using System.Text.Json;
using LeadDashboard.Learning.Text;

namespace LeadDashboard.Learning.Tests.Text;

/// <summary>Reference values of scikit-learn; made by make_text_fixture.py.</summary>
internal sealed record TextFixture(
    string[] Words,
    int[][] Hashed,
    double[][] Topics,
    float[][] Counts,
    double TrainPerplexity,
    double TestPerplexity,
    float[][] Matrix,
    double[] SingularValues,
    double[][] Components
)
{
    public static TextFixture Read() =>
        JsonSerializer.Deserialize<TextFixture>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "text.json")),
            JsonSerializerOptions.Web
        )!;

    public SparseRows TrainCounts() => SparseRows.FromDense(Counts[..120], 40);

    public SparseRows TestCounts() => SparseRows.FromDense(Counts[120..], 40);
}
