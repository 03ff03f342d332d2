using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Reduction;

/// <summary>
/// Means and covariances, summed in blocks that depend on the row count alone: the same bits with any number of
/// threads.
/// </summary>
internal static class Scatter
{
    private const int MaxBlocks = 16;
    private const int MinBlockRows = 1024;

    public static double[] Mean(DenseMatrix matrix)
    {
        var mean = new double[matrix.ColumnCount];
        for (var row = 0; row < matrix.RowCount; row++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add<double>(mean, matrix.Row(row), mean);
        }

        System.Numerics.Tensors.TensorPrimitives.Divide(mean, (double)Math.Max(1, matrix.RowCount), mean);
        return mean;
    }

    public static double TotalVariance(DenseMatrix matrix, double[] mean)
    {
        double sum = 0;
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var values = matrix.Row(row);
            for (var c = 0; c < mean.Length; c++)
            {
                sum += (values[c] - mean[c]) * (values[c] - mean[c]);
            }
        }

        return sum / Math.Max(1, matrix.RowCount - 1);
    }

    /// <summary>Sum of (x - mean)(x - mean)' / max(1, rowCount - 1).</summary>
    public static double[,] Covariance(DenseMatrix matrix, double[] mean, int maxThreads)
    {
        var sums = About(matrix, _ => mean, maxThreads);
        Scale(sums, 1.0 / Math.Max(1, matrix.RowCount - 1));
        return sums;
    }

    /// <summary>Sum over rows of (x - centre)(x - centre)', each row about its own centre.</summary>
    public static double[,] About(DenseMatrix matrix, Func<int, double[]> centre, int maxThreads)
    {
        var size = matrix.ColumnCount;
        var blockSize = Math.Max(MinBlockRows, (matrix.RowCount + MaxBlocks - 1) / MaxBlocks);
        var partial = new double[(matrix.RowCount + blockSize - 1) / blockSize][];
        ParallelRange.ForBlocks(
            matrix.RowCount,
            blockSize,
            maxThreads,
            (block, from, to) =>
            {
                var sums = new double[size * size];
                var away = new double[size];
                for (var row = from; row < to; row++)
                {
                    System.Numerics.Tensors.TensorPrimitives.Subtract<double>(matrix.Row(row), centre(row), away);
                    for (var i = 0; i < size; i++)
                    {
                        var line = sums.AsSpan(i * size, i + 1);
                        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                            away.AsSpan(0, i + 1),
                            away[i],
                            line,
                            line
                        );
                    }
                }

                partial[block] = sums;
            }
        );
        var total = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double sum = 0;
                foreach (var sums in partial)
                {
                    sum += sums[i * size + j];
                }

                total[i, j] = total[j, i] = sum;
            }
        }

        return total;
    }

    public static void Scale(double[,] matrix, double factor)
    {
        for (var i = 0; i < matrix.GetLength(0); i++)
        {
            for (var j = 0; j < matrix.GetLength(1); j++)
            {
                matrix[i, j] *= factor;
            }
        }
    }
}
