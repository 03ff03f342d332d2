using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>
/// Web-scale k-means (Sculley 2010): each batch moves a centre towards its rows by 1 / (rows seen so far).
/// </summary>
internal static class MiniBatch
{
    /// <summary>
    /// The objective is that of a sample of rows, the same for every start of one size: good enough to choose the best
    /// start.
    /// </summary>
    public static LloydResult Fit(
        DenseMatrix matrix,
        KMeansOptions options,
        SeedStream random,
        CancellationToken cancellationToken
    )
    {
        var columnCount = matrix.ColumnCount;
        var sample = Evenly(matrix, Math.Max(options.BatchSize * 4, options.ClusterCount * 50));
        var centres = PlusPlus.Choose(sample, options.ClusterCount, random);
        var clusterCount = columnCount == 0 ? 1 : centres.Length / columnCount;
        var seen = new int[clusterCount];
        var rows = new int[Math.Min(options.BatchSize, matrix.RowCount)];
        var clusters = new int[rows.Length];
        for (var batch = 0; batch < options.BatchCount; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = random.Next(matrix.RowCount);
                clusters[i] = Lloyd.Nearest(matrix.Row(rows[i]), centres, clusterCount, out _);
            }

            for (var i = 0; i < rows.Length; i++)
            {
                var k = clusters[i];
                var rate = 1.0 / ++seen[k];
                var values = matrix.Row(rows[i]);
                for (var c = 0; c < columnCount; c++)
                {
                    centres[k * columnCount + c] += rate * (values[c] - centres[k * columnCount + c]);
                }
            }
        }

        double objective = 0;
        for (var row = 0; row < sample.RowCount; row++)
        {
            Lloyd.Nearest(sample.Row(row), centres, clusterCount, out var distance);
            objective += distance;
        }

        return new LloydResult(centres, seen, objective, options.BatchCount);
    }

    private static DenseMatrix Evenly(DenseMatrix matrix, int count)
    {
        count = Math.Min(count, matrix.RowCount);
        var rows = new int[count];
        for (var i = 0; i < count; i++)
        {
            rows[i] = (int)((long)i * matrix.RowCount / count);
        }

        return matrix.SelectRows(rows);
    }
}
