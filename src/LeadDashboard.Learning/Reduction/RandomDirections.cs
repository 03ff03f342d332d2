using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Reduction;

/// <summary>
/// The leading directions without the covariance matrix: a few random directions, turned towards the variance by passes
/// over the rows.
/// </summary>
internal static class RandomDirections
{
    private const int Spare = 10;
    private const int MaxBlocks = 16;
    private const int MinBlockRows = 256;

    public static Directions Find(DenseMatrix matrix, double[] mean, int wanted, PcaOptions options)
    {
        var count = Math.Min(matrix.ColumnCount, wanted + Spare);
        var random = new SeedStream(options.Seed);
        var basis = new double[count][];
        for (var k = 0; k < count; k++)
        {
            basis[k] = [.. Enumerable.Range(0, matrix.ColumnCount).Select(_ => random.NextNormal())];
        }

        Orthonormalise(basis);
        for (var pass = 0; pass <= options.PowerPasses; pass++)
        {
            basis = Turn(matrix, mean, basis, options.MaxThreads);
            Orthonormalise(basis);
        }

        var turned = Turn(matrix, mean, basis, options.MaxThreads);
        var small = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                small[i, j] = small[j, i] =
                    0.5
                    * (
                        TensorPrimitives.Dot<double>(basis[i], turned[j])
                        + TensorPrimitives.Dot<double>(basis[j], turned[i])
                    );
            }
        }

        var inner = Directions.OfSymmetric(small);
        return new Directions(inner.Values, [.. inner.Vectors.Select(weights => Combine(basis, weights))]);
    }

    /// <summary>Covariance times each vector, one pass over the rows.</summary>
    private static double[][] Turn(DenseMatrix matrix, double[] mean, double[][] vectors, int maxThreads)
    {
        var blockSize = Math.Max(MinBlockRows, (matrix.RowCount + MaxBlocks - 1) / MaxBlocks);
        var partial = new double[(matrix.RowCount + blockSize - 1) / blockSize][][];
        ParallelRange.ForBlocks(
            matrix.RowCount,
            blockSize,
            maxThreads,
            (block, from, to) =>
            {
                var sums = vectors.Select(vector => new double[vector.Length]).ToArray();
                var away = new double[mean.Length];
                for (var row = from; row < to; row++)
                {
                    TensorPrimitives.Subtract<double>(matrix.Row(row), mean, away);
                    for (var k = 0; k < vectors.Length; k++)
                    {
                        TensorPrimitives.MultiplyAdd(
                            away,
                            TensorPrimitives.Dot<double>(away, vectors[k]),
                            sums[k],
                            sums[k]
                        );
                    }
                }

                partial[block] = sums;
            }
        );
        for (var block = 1; block < partial.Length; block++)
        {
            for (var k = 0; k < vectors.Length; k++)
            {
                TensorPrimitives.Add<double>(partial[0][k], partial[block][k], partial[0][k]);
            }
        }

        foreach (var sums in partial[0])
        {
            TensorPrimitives.Divide(sums, (double)Math.Max(1, matrix.RowCount - 1), sums);
        }

        return partial[0];
    }

    /// <summary>Gram-Schmidt, twice over for precision; a vector that adds nothing becomes 0.</summary>
    private static void Orthonormalise(double[][] vectors)
    {
        for (var k = 0; k < vectors.Length; k++)
        {
            var before = TensorPrimitives.Norm<double>(vectors[k]);
            for (var repeat = 0; repeat < 2; repeat++)
            {
                for (var j = 0; j < k; j++)
                {
                    TensorPrimitives.MultiplyAdd(
                        vectors[j],
                        -TensorPrimitives.Dot<double>(vectors[j], vectors[k]),
                        vectors[k],
                        vectors[k]
                    );
                }
            }

            var length = TensorPrimitives.Norm<double>(vectors[k]);
            TensorPrimitives.Multiply(vectors[k], length > 1e-12 * before && length > 0 ? 1 / length : 0, vectors[k]);
        }
    }

    private static double[] Combine(double[][] basis, double[] weights)
    {
        var sum = new double[basis[0].Length];
        for (var k = 0; k < basis.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(basis[k], weights[k], sum, sum);
        }

        return sum;
    }
}
