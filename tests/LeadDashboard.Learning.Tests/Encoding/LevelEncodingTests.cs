using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Tests.Trees;

namespace LeadDashboard.Learning.Tests.Encoding;

public sealed class LevelEncodingTests
{
    private const int LevelCount = 1_500;
    private const double L2 = 2;

    [Fact]
    public void Fit_ManyLevels_MeetsTheEquationsOfTheOptimumAndFindsTheLaw()
    {
        var (table, labels, law) = Leads(30_000, 3);

        var model = Fit(table, labels);

        var raw = model.PredictRaw(table);
        var levels = ((AdditiveModel)model.Inner).Effects[1].Values;
        Assert.Equal(LevelCount, levels.Length);

        // At the optimum each level's sum of (p - y) is -L2 * b; effects are centred, so that b is known up to one sum.
        var residuals = new double[LevelCount];
        for (var row = 0; row < labels.Length; row++)
        {
            residuals[table.Columns[1].Levels!.Codes[row]] += LogOdds.ToProbability(raw[row]) - labels[row];
        }

        var sums = residuals.Zip(levels, (residual, level) => residual + L2 * level).ToArray();
        Assert.InRange(sums.Max() - sums.Min(), 0, 0.1);
        Assert.InRange(Correlation(levels, law), 0.85, 1);
    }

    [Fact]
    public void Fit_FewLevels_SameAsTheRegressionOnTheCategory()
    {
        var (table, labels) = Made.Leads(800);
        var job = table.Columns[3];
        var levels = FeatureColumn.Number(
            "job",
            new float[800],
            new ColumnLevels(job.Codes, job.Categories.Length)
        );

        var dense = LogisticRegression.Fit(table, labels, null, LogisticOptions.Default);
        var sparse = Fit(new FeatureTable([.. table.Columns.Take(3), levels]), labels, LogisticOptions.Default);

        Assert.Equal(
            dense.Effects[3].Values,
            ((AdditiveModel)sparse.Inner).Effects[3].Values,
            (expected, actual) => Math.Abs(expected - actual) < 1e-6
        );
    }

    [Fact]
    public void Explain_AnyRow_BasePlusSharesIsTheRawScoreAlsoFromAFile()
    {
        var (table, labels, _) = Leads(6_000, 4);
        var model = Fit(table, labels);
        var bytes = Made.Bytes(model);
        var read = Assert.IsType<LevelEncoding>(ModelFile.Read(new MemoryStream(bytes)));
        var raw = model.PredictRaw(table);
        var all = read.ExplainAll(table, out var baseValue);
        var shares = new double[table.ColumnCount];

        Assert.Equal(bytes, Made.Bytes(read));
        Assert.Equal(raw, read.PredictRaw(table));
        for (var row = 0; row < 50; row++)
        {
            Assert.Equal(raw[row], read.Explain(table, row, shares) + shares.Sum(), 1e-9);
            Assert.Equal(raw[row], baseValue + all[row * 2] + all[row * 2 + 1], 1e-9);
        }

        Assert.True(raw.Max() - raw.Min() > 1);
        for (var length = 0; length < bytes.Length; length += 997)
        {
            Assert.Throws<InvalidDataException>(() => ModelFile.Read(new MemoryStream(bytes, 0, length)));
        }
    }

    [Fact]
    public void Fit_OneAndTwoThreads_SameBytes()
    {
        var (table, labels, _) = Leads(12_000, 5);

        byte[] Bytes(int maxThreads) =>
            Made.Bytes(Fit(table, labels, LogisticOptions.Default with { MaxThreads = maxThreads }));

        Assert.Equal(Bytes(1), Bytes(2));
    }

    private static LevelEncoding Fit(FeatureTable table, float[] labels, LogisticOptions? options = null) =>
        LevelEncoding.Fit(
            table,
            read =>
                LogisticRegression.Fit(read, labels, null, options ?? LogisticOptions.Default with { L2 = L2 })
        );

    /// <summary>One number, and levels of log-odds of their own behind a number that says nothing.</summary>
    private static (FeatureTable Table, float[] Labels, double[] Law) Leads(int rowCount, int seed)
    {
        var random = new Random(seed);
        var law = Enumerable.Range(0, LevelCount).Select(_ => 4 * random.NextDouble() - 2).ToArray();
        var numbers = Enumerable.Range(0, rowCount).Select(_ => (float)random.NextDouble()).ToArray();
        var codes = Enumerable.Range(0, rowCount).Select(row => row % LevelCount).ToArray();
        var labels = codes
            .Select((code, row) =>
                random.NextDouble() < LogOdds.ToProbability(numbers[row] - 1 + law[code]) ? 1f : 0f
            )
            .ToArray();
        var table = new FeatureTable([
            FeatureColumn.Number("x", numbers),
            FeatureColumn.Number("level", new float[rowCount], new ColumnLevels(codes, LevelCount)),
        ]);
        return (table, labels, law);
    }

    private static double Correlation(double[] left, double[] right)
    {
        var (meanLeft, meanRight) = (left.Average(), right.Average());
        double both = 0,
            lefts = 0,
            rights = 0;
        for (var i = 0; i < left.Length; i++)
        {
            both += (left[i] - meanLeft) * (right[i] - meanRight);
            lefts += (left[i] - meanLeft) * (left[i] - meanLeft);
            rights += (right[i] - meanRight) * (right[i] - meanRight);
        }

        return both / Math.Sqrt(lefts * rights);
    }
}
