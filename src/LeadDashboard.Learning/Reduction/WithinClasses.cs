using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Reduction;

/// <summary>Covariance within classes.</summary>
internal static class WithinClasses
{
    /// <summary>Sum over rows about their class mean / (rowCount - classCount).</summary>
    public static double[,] Pooled(DenseMatrix matrix, int[] labels, double[][] means, int classCount, int maxThreads)
    {
        var sums = Scatter.About(matrix, row => means[labels[row]], maxThreads);
        Scatter.Scale(sums, 1.0 / Math.Max(1, matrix.RowCount - classCount));
        return sums;
    }

    /// <summary>Sum over classes of prior * shrunk covariance, divisor the class's row count.</summary>
    public static double[,] Shrunk(
        DenseMatrix matrix,
        int[] labels,
        double[] counts,
        double[] priors,
        LinearDiscriminantOptions options
    )
    {
        var size = matrix.ColumnCount;
        var total = new double[size, size];
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] == 0)
            {
                continue;
            }

            var rows = matrix.SelectRows([.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == k)]);
            var scale = Enumerable.Repeat(1.0, size).ToArray();
            if (options.IsShrinkageEstimated)
            {
                rows = Standardise(rows, scale);
            }

            var mean = Scatter.Mean(rows);
            var covariance = Scatter.About(rows, _ => mean, options.MaxThreads);
            Scatter.Scale(covariance, 1.0 / rows.RowCount);
            var shrinkage = options.IsShrinkageEstimated ? LedoitWolf(rows, mean, covariance) : options.Shrinkage;
            var diagonal = Enumerable.Range(0, size).Sum(c => covariance[c, c]) / Math.Max(1, size);
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    var own = (1 - shrinkage) * covariance[i, j] + (i == j ? shrinkage * diagonal : 0);
                    total[i, j] += priors[k] * own * scale[i] * scale[j];
                }
            }
        }

        return total;
    }

    private static DenseMatrix Standardise(DenseMatrix rows, double[] scale)
    {
        var mean = Scatter.Mean(rows);
        var values = (double[])rows.Values.Clone();
        for (var c = 0; c < scale.Length; c++)
        {
            double squares = 0;
            for (var i = c; i < values.Length; i += scale.Length)
            {
                values[i] -= mean[c];
                squares += values[i] * values[i];
            }

            var deviation = Math.Sqrt(squares / rows.RowCount);
            scale[c] = deviation > 1e-15 * Math.Abs(mean[c]) && deviation > 0 ? deviation : 1;
            for (var i = c; i < values.Length; i += scale.Length)
            {
                values[i] /= scale[c];
            }
        }

        return new DenseMatrix(values, rows.RowCount, rows.ColumnCount);
    }

    /// <summary>
    /// The share of the identity that is expected to be nearest to the true covariance (Ledoit and Wolf 2004).
    /// </summary>
    private static double LedoitWolf(DenseMatrix rows, double[] mean, double[,] covariance)
    {
        var size = rows.ColumnCount;
        double fourth = 0,
            squares = 0,
            trace = 0;
        for (var row = 0; row < rows.RowCount; row++)
        {
            double length = 0;
            var values = rows.Row(row);
            for (var c = 0; c < size; c++)
            {
                length += (values[c] - mean[c]) * (values[c] - mean[c]);
            }

            fourth += length * length;
        }

        for (var i = 0; i < size; i++)
        {
            trace += covariance[i, i];
            for (var j = 0; j < size; j++)
            {
                squares += covariance[i, j] * covariance[i, j];
            }
        }

        var noise = (fourth / rows.RowCount - squares) / rows.RowCount;
        var distance = squares - trace * trace / Math.Max(1, size);
        return noise <= 0 || distance <= 0 ? 0 : Math.Min(noise, distance) / distance;
    }
}
