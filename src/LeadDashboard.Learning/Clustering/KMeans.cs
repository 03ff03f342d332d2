using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>
/// K-means: centres that make sum over rows of |row - nearest centre|^2 small. Beginnings by greedy k-means++ (Arthur
/// and Vassilvitskii 2007), passes by Lloyd (1982) and Hartigan's moves (1979);
/// very many rows learn from small batches first (Sculley 2010). A cluster that loses all its rows begins again at the
/// row farthest from its centre.
/// </summary>
public static class KMeans
{
    /// <param name="matrix">rowCount x columnCount, at least one row; scaled so that one unit means the same in every
    /// column (Encoding.DenseEncoder).</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked once per pass.</param>
    /// <returns>At most ClusterCount clusters, the largest first.</returns>
    /// <exception cref="ArgumentException">No rows, or a setting out of range.</exception>
    public static KMeansModel Fit(
        DenseMatrix matrix,
        KMeansOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        matrix.RequireRows();
        var tolerance = options.Tolerance * MeanVariance(matrix);
        var lloyd = new Lloyd(matrix, options.MaxThreads);
        var isLarge = matrix.RowCount > options.MiniBatchAbove;
        LloydResult? best = null;
        for (var start = 0; start < options.Starts; start++)
        {
            var random = new SeedStream(options.Seed, start);
            LloydResult result;
            if (isLarge)
            {
                result = MiniBatch.Fit(matrix, options, random, cancellationToken);
            }
            else
            {
                result = lloyd.Run(
                    PlusPlus.Choose(matrix, options.ClusterCount, random),
                    tolerance,
                    options.MaxIterations,
                    cancellationToken
                );
                result = Hartigan.Polish(matrix, result, cancellationToken);
            }

            // The first of equals, so that a start that finds the same clusters again changes nothing.
            best = best is null || result.Objective < best.Objective * (1 - 1e-9) ? result : best;
        }

        if (isLarge)
        {
            best = lloyd.Run(best!.Centres, tolerance, options.MaxIterations, cancellationToken);
        }

        return Ordered(best!, matrix.ColumnCount);
    }

    private static KMeansModel Ordered(LloydResult result, int columnCount)
    {
        var order = Enumerable
            .Range(0, result.Counts.Length)
            .Where(k => result.Counts[k] > 0)
            .OrderByDescending(k => result.Counts[k])
            .ThenBy(k => k)
            .ToArray();
        var centres = new double[order.Length * columnCount];
        for (var k = 0; k < order.Length; k++)
        {
            Array.Copy(result.Centres, order[k] * columnCount, centres, k * columnCount, columnCount);
        }

        return new KMeansModel(
            new DenseMatrix(centres, order.Length, columnCount),
            [.. order.Select(k => result.Counts[k])],
            result.Objective,
            result.Iterations
        );
    }

    private static double MeanVariance(DenseMatrix matrix)
    {
        double total = 0;
        for (var c = 0; c < matrix.ColumnCount; c++)
        {
            double sum = 0,
                squares = 0;
            for (var row = 0; row < matrix.RowCount; row++)
            {
                sum += matrix.Values[row * matrix.ColumnCount + c];
            }

            var mean = sum / matrix.RowCount;
            for (var row = 0; row < matrix.RowCount; row++)
            {
                var away = matrix.Values[row * matrix.ColumnCount + c] - mean;
                squares += away * away;
            }

            total += squares / matrix.RowCount;
        }

        return matrix.ColumnCount == 0 ? 0 : total / matrix.ColumnCount;
    }
}
