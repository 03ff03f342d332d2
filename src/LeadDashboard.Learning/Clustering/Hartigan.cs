using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>
/// Hartigan's moves (Hartigan and Wong 1979): a row changes its cluster when that alone lowers the objective, the
/// centres following at once.
/// Finds better ends than Lloyd's passes, which stop where every row is at its nearest centre.
/// </summary>
internal static class Hartigan
{
    private const int MaxPasses = 50;

    public static LloydResult Polish(DenseMatrix matrix, LloydResult start, CancellationToken cancellationToken)
    {
        var columnCount = matrix.ColumnCount;
        var clusterCount = start.Counts.Length;
        if (clusterCount < 2)
        {
            return start;
        }

        var clusters = new int[matrix.RowCount];
        var counts = new int[clusterCount];
        for (var row = 0; row < clusters.Length; row++)
        {
            clusters[row] = Lloyd.Nearest(matrix.Row(row), start.Centres, clusterCount, out _);
            counts[clusters[row]]++;
        }

        var centres = Means(matrix, clusters, counts, start.Centres);
        var isMoving = true;
        for (var pass = 0; pass < MaxPasses && isMoving; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isMoving = false;
            for (var row = 0; row < clusters.Length; row++)
            {
                var from = clusters[row];
                if (counts[from] < 2)
                {
                    continue;
                }

                var values = matrix.Row(row);
                var to = Better(values, centres, counts, from);
                if (to >= 0)
                {
                    Move(centres.AsSpan(from * columnCount, columnCount), values, -1.0 / --counts[from]);
                    Move(centres.AsSpan(to * columnCount, columnCount), values, 1.0 / ++counts[to]);
                    clusters[row] = to;
                    isMoving = true;
                }
            }
        }

        centres = Means(matrix, clusters, counts, centres);
        double objective = 0;
        for (var row = 0; row < clusters.Length; row++)
        {
            Lloyd.Nearest(matrix.Row(row), centres, clusterCount, out var distance);
            objective += distance;
        }

        return objective < start.Objective ? new LloydResult(centres, counts, objective, start.Iterations) : start;
    }

    /// <summary>The cluster that gains most from the row, -1 when none gains more than leaving costs.</summary>
    private static int Better(ReadOnlySpan<double> values, double[] centres, int[] counts, int from)
    {
        var columnCount = values.Length;
        var loss =
            Lloyd.SquaredDistance(values, centres.AsSpan(from * columnCount, columnCount))
            * counts[from]
            / (counts[from] - 1);
        var lowest = loss * (1 - 1e-10);
        var best = -1;
        for (var k = 0; k < counts.Length; k++)
        {
            if (k == from)
            {
                continue;
            }

            var gain =
                Lloyd.SquaredDistance(values, centres.AsSpan(k * columnCount, columnCount))
                * counts[k]
                / (counts[k] + 1);
            if (gain < lowest)
            {
                (lowest, best) = (gain, k);
            }
        }

        return best;
    }

    private static void Move(Span<double> centre, ReadOnlySpan<double> values, double share)
    {
        for (var c = 0; c < centre.Length; c++)
        {
            centre[c] += share * (values[c] - centre[c]);
        }
    }

    private static double[] Means(DenseMatrix matrix, int[] clusters, int[] counts, double[] where)
    {
        var columnCount = matrix.ColumnCount;
        var sums = new double[where.Length];
        for (var row = 0; row < clusters.Length; row++)
        {
            var values = matrix.Row(row);
            for (var c = 0; c < columnCount; c++)
            {
                sums[clusters[row] * columnCount + c] += values[c];
            }
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var count = counts[i / columnCount];
            sums[i] = count > 0 ? sums[i] / count : where[i];
        }

        return sums;
    }
}
