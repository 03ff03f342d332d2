using System.Numerics;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>Where one start ended.</summary>
/// <param name="Centres">double[clusterCount * columnCount].</param>
/// <param name="Counts">int[clusterCount], rows of each.</param>
/// <param name="Objective">Sum over rows of the squared distance to the nearest centre.</param>
/// <param name="Iterations">Passes made.</param>
internal sealed record LloydResult(double[] Centres, int[] Counts, double Objective, int Iterations);

/// <summary>
/// Lloyd's passes: each row to its nearest centre, each centre to the mean of its rows. Rows are summed in blocks that
/// depend on their number alone:
/// the same bits with any number of threads.
/// </summary>
internal sealed class Lloyd(DenseMatrix matrix, int maxThreads)
{
    private const int MaxBlocks = 64;
    private const int MinBlockRows = 1024;

    public LloydResult Run(double[] start, double tolerance, int maxIterations, CancellationToken cancellationToken)
    {
        var columnCount = matrix.ColumnCount;
        var clusterCount = columnCount == 0 ? 1 : start.Length / columnCount;
        var centres = (double[])start.Clone();
        var clusters = new int[matrix.RowCount];
        var distances = new double[matrix.RowCount];
        for (var iteration = 1; ; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (sums, counts) = Assign(centres, clusterCount, clusters, distances, out var changed);
            if (
                iteration > maxIterations
                || (changed == 0 && iteration > 1 && Array.TrueForAll(counts, count => count > 0))
            )
            {
                return new LloydResult(centres, counts, distances.Sum(), iteration - 1);
            }

            Refill(sums, counts, clusters, distances);
            double moved = 0;
            for (var k = 0; k < clusterCount; k++)
            {
                for (var c = 0; c < columnCount && counts[k] > 0; c++)
                {
                    var next = sums[k * columnCount + c] / counts[k];
                    var change = next - centres[k * columnCount + c];
                    moved += change * change;
                    centres[k * columnCount + c] = next;
                }
            }

            if (moved <= tolerance)
            {
                (_, counts) = Assign(centres, clusterCount, clusters, distances, out _);
                return new LloydResult(centres, counts, distances.Sum(), iteration);
            }
        }
    }

    public static double SquaredDistance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var lanes = Vector<double>.Count;
        var sums = Vector<double>.Zero;
        var c = 0;
        for (; c <= left.Length - lanes; c += lanes)
        {
            var away = new Vector<double>(left[c..]) - new Vector<double>(right[c..]);
            sums += away * away;
        }

        var sum = Vector.Sum(sums);
        for (; c < left.Length; c++)
        {
            var away = left[c] - right[c];
            sum += away * away;
        }

        return sum;
    }

    /// <summary>The nearest centre; the first of equals.</summary>
    public static int Nearest(
        ReadOnlySpan<double> row,
        ReadOnlySpan<double> centres,
        int clusterCount,
        out double distance
    )
    {
        var best = 0;
        distance = double.PositiveInfinity;
        for (var k = 0; k < clusterCount; k++)
        {
            var own = SquaredDistance(row, centres.Slice(k * row.Length, row.Length));
            if (own < distance)
            {
                (best, distance) = (k, own);
            }
        }

        return best;
    }

    private (double[] Sums, int[] Counts) Assign(
        double[] centres,
        int clusterCount,
        int[] clusters,
        double[] distances,
        out int changed
    )
    {
        var columnCount = matrix.ColumnCount;
        var blockSize = Math.Max(MinBlockRows, (matrix.RowCount + MaxBlocks - 1) / MaxBlocks);
        var blockCount = (matrix.RowCount + blockSize - 1) / blockSize;
        var blockSums = new double[blockCount][];
        var blockCounts = new int[blockCount][];
        var blockChanges = new int[blockCount];
        ParallelRange.ForBlocks(
            matrix.RowCount,
            blockSize,
            maxThreads,
            (block, from, to) =>
            {
                var sums = new double[clusterCount * columnCount];
                var counts = new int[clusterCount];
                for (var row = from; row < to; row++)
                {
                    var values = matrix.Row(row);
                    var k = Nearest(values, centres, clusterCount, out distances[row]);
                    blockChanges[block] += k == clusters[row] ? 0 : 1;
                    clusters[row] = k;
                    counts[k]++;
                    var sum = sums.AsSpan(k * columnCount, columnCount);
                    for (var c = 0; c < columnCount; c++)
                    {
                        sum[c] += values[c];
                    }
                }

                (blockSums[block], blockCounts[block]) = (sums, counts);
            }
        );
        for (var block = 1; block < blockCount; block++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add<double>(blockSums[0], blockSums[block], blockSums[0]);
            System.Numerics.Tensors.TensorPrimitives.Add<int>(blockCounts[0], blockCounts[block], blockCounts[0]);
        }

        changed = blockChanges.Sum();
        return (blockSums[0], blockCounts[0]);
    }

    /// <summary>Gives every empty cluster the row that is farthest from its own centre.</summary>
    private void Refill(double[] sums, int[] counts, int[] clusters, double[] distances)
    {
        var columnCount = matrix.ColumnCount;
        for (var k = 0; k < counts.Length; k++)
        {
            if (counts[k] > 0)
            {
                continue;
            }

            var farthest = -1;
            for (var row = 0; row < distances.Length; row++)
            {
                if (
                    distances[row] > 0
                    && counts[clusters[row]] > 1
                    && (farthest < 0 || distances[row] > distances[farthest])
                )
                {
                    farthest = row;
                }
            }

            if (farthest < 0)
            {
                return;
            }

            var values = matrix.Row(farthest);
            for (var c = 0; c < columnCount; c++)
            {
                sums[clusters[farthest] * columnCount + c] -= values[c];
                sums[k * columnCount + c] = values[c];
            }

            counts[clusters[farthest]]--;
            (counts[k], clusters[farthest], distances[farthest]) = (1, k, 0);
        }
    }
}
