using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>How well one number of clusters fits.</summary>
/// <param name="ClusterCount">Clusters found.</param>
/// <param name="Objective">Sum of squared distances to the nearest centre.</param>
/// <param name="Separation">(spread between clusters / (k - 1)) / (spread within / (rowCount - k)), at least 0; larger
/// is better.</param>
public sealed record ClusterCountFit(int ClusterCount, double Objective, double Separation);

/// <summary>
/// Compares numbers of clusters by the variance ratio of Calinski and Harabasz (1974), for whoever does not want to
/// choose.
/// </summary>
public static class ClusterCounts
{
    /// <param name="matrix">rowCount x columnCount, at least one row.</param>
    /// <param name="from">At least 2.</param>
    /// <param name="to">At least <paramref name="from"/>.</param>
    /// <param name="options">ClusterCount is replaced.</param>
    /// <param name="cancellationToken">Asked once per pass.</param>
    /// <returns>One per count that the rows can fill, rising; empty when they are all alike or too few.</returns>
    /// <exception cref="ArgumentException">No rows, a wrong range, or a setting out of range.</exception>
    public static IReadOnlyList<ClusterCountFit> Compare(
        DenseMatrix matrix,
        int from,
        int to,
        KMeansOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (from < 2 || to < from)
        {
            throw new ArgumentException(
                $"The counts are {from}..{to}; expected at least 2, and the last not below the first.",
                nameof(from)
            );
        }

        var all = KMeans.Fit(matrix, options with { ClusterCount = 1 }, cancellationToken).Objective;
        var fits = new List<ClusterCountFit>();
        for (var count = from; count <= to; count++)
        {
            var model = KMeans.Fit(matrix, options with { ClusterCount = count }, cancellationToken);
            if (model.ClusterCount < count || matrix.RowCount <= count)
            {
                break;
            }

            var between = Math.Max(0, all - model.Objective) / (count - 1);
            var within = model.Objective / (matrix.RowCount - count);
            fits.Add(
                new ClusterCountFit(count, model.Objective, within > 0 ? between / within : double.PositiveInfinity)
            );
        }

        return fits;
    }

    /// <returns>The count that separates best, the smaller of equals; null when there is none.</returns>
    public static ClusterCountFit? Best(IReadOnlyList<ClusterCountFit> fits) => fits.MaxBy(fit => fit.Separation);
}
