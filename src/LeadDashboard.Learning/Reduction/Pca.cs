using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Reduction;

/// <summary>
/// Principal components (Pearson 1901, Hotelling 1933): orthonormal directions of falling variance, from the
/// eigenvectors of the covariance matrix;
/// for very many columns by random projection with power passes (Halko, Martinsson, Tropp 2011).
/// Sign: the coefficient of largest size in a direction is positive; the first of equals decides.
/// </summary>
public static class Pca
{
    /// <param name="matrix">rowCount x columnCount, at least one row. Centred here; scale the columns first when their
    /// units differ (Encoding.DenseEncoder).</param>
    /// <param name="options">Checked first.</param>
    /// <exception cref="ArgumentException">No rows, or a setting out of range.</exception>
    public static PcaModel Fit(DenseMatrix matrix, PcaOptions options)
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        matrix.RequireRows();
        var mean = Scatter.Mean(matrix);
        var limit = Math.Min(matrix.RowCount, matrix.ColumnCount);
        var wanted = options.ComponentCount > 0 ? Math.Min(options.ComponentCount, limit) : limit;
        double total;
        Directions found;
        if (matrix.ColumnCount > options.MaxExactColumns && options.ComponentCount > 0 && wanted < limit)
        {
            total = Scatter.TotalVariance(matrix, mean);
            found = RandomDirections.Find(matrix, mean, wanted, options);
        }
        else
        {
            var covariance = Scatter.Covariance(matrix, mean, options.MaxThreads);
            total = Enumerable.Range(0, matrix.ColumnCount).Sum(c => covariance[c, c]);
            found = Directions.OfSymmetric(covariance);
        }

        if (options.ComponentCount == 0 && options.VarianceShare < 1)
        {
            double sum = 0;
            wanted = 0;
            while (wanted < limit && sum < options.VarianceShare * total * (1 - 1e-12))
            {
                sum += found.Values[wanted++];
            }
        }

        var components = new double[wanted * matrix.ColumnCount];
        for (var k = 0; k < wanted; k++)
        {
            found.Positive(k).CopyTo(components, k * matrix.ColumnCount);
        }

        var variances = found.Values.Take(wanted).Select(value => Math.Max(0, value)).ToArray();
        return new PcaModel(mean, new DenseMatrix(components, wanted, matrix.ColumnCount), variances, total);
    }
}
