using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>
/// Greedy k-means++: each next centre is the best of 2 + ln(k) rows drawn with a chance that grows with the squared
/// distance to the centres so far.
/// </summary>
internal static class PlusPlus
{
    /// <returns>double[found * columnCount] with found at most clusterCount: rows are not repeated, so fewer distinct
    /// rows give fewer centres.</returns>
    public static double[] Choose(DenseMatrix matrix, int clusterCount, SeedStream random)
    {
        var first = random.Next(matrix.RowCount);
        var centres = new List<double>(matrix.Row(first).ToArray());
        var nearest = Distances(matrix, first, null, out var total);
        var trials = 2 + (int)Math.Log(clusterCount);
        for (var found = 1; found < clusterCount && total > 0; found++)
        {
            double[]? bestNearest = null;
            var bestTotal = double.PositiveInfinity;
            var bestRow = -1;
            for (var trial = 0; trial < trials; trial++)
            {
                var row = Draw(nearest, random.NextDouble() * total);
                var candidate = Distances(matrix, row, nearest, out var candidateTotal);
                if (candidateTotal < bestTotal)
                {
                    (bestNearest, bestTotal, bestRow) = (candidate, candidateTotal, row);
                }
            }

            centres.AddRange(matrix.Row(bestRow));
            (nearest, total) = (bestNearest!, bestTotal);
        }

        return [.. centres];
    }

    private static double[] Distances(DenseMatrix matrix, int row, double[]? limit, out double total)
    {
        var distances = new double[matrix.RowCount];
        var centre = matrix.Row(row);
        total = 0;
        for (var other = 0; other < distances.Length; other++)
        {
            var distance = Lloyd.SquaredDistance(matrix.Row(other), centre);
            distances[other] = limit is null ? distance : Math.Min(distance, limit[other]);
            total += distances[other];
        }

        return distances;
    }

    private static int Draw(double[] chances, double at)
    {
        var last = 0;
        for (var row = 0; row < chances.Length; row++)
        {
            if (chances[row] <= 0)
            {
                continue;
            }

            at -= chances[row];
            last = row;
            if (at <= 0)
            {
                break;
            }
        }

        return last;
    }
}
