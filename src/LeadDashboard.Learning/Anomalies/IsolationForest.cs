using LeadDashboard.Learning.Tables;
using MathNet.Numerics.Statistics;

namespace LeadDashboard.Learning.Anomalies;

/// <summary>
/// Isolation forest (Liu, Ting, Zhou 2008): trees of random questions on small samples; a row that few questions set
/// apart from all others is odd.
/// score = 2^(-mean path length / c(sample rows)), where c(n) is the mean path length of an unsuccessful search in a
/// binary tree of n rows.
/// </summary>
public static class IsolationForest
{
    private const int MaxThresholdRows = 100_000;

    /// <param name="matrix">rowCount x columnCount, at least one row. The scale of the columns does not matter.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked once per tree.</param>
    /// <exception cref="ArgumentException">No rows, or a setting out of range.</exception>
    public static IsolationForestModel Fit(
        DenseMatrix matrix,
        IsolationForestOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        matrix.RequireRows();
        var sampleRows = Math.Min(options.SampleRows, matrix.RowCount);
        var trees = new IsolationTree[options.TreeCount];
        Parallel.For(
            0,
            trees.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads, CancellationToken = cancellationToken },
            t => trees[t] = IsolationTree.Grow(matrix, sampleRows, options.Seed, t)
        );
        var open = new IsolationForestModel(trees, matrix.ColumnCount, sampleRows, 0.5);
        return options.Contamination == 0
            ? open
            : new IsolationForestModel(
                trees,
                matrix.ColumnCount,
                sampleRows,
                Quantile(open.Score(Evenly(matrix), options.MaxThreads), 1 - options.Contamination)
            );
    }

    /// <summary>
    /// At most so many rows: their quantile is known to a thousandth, and scoring all is most of the time.
    /// </summary>
    private static DenseMatrix Evenly(DenseMatrix matrix)
    {
        if (matrix.RowCount <= MaxThresholdRows)
        {
            return matrix;
        }

        var rows = new int[MaxThresholdRows];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (int)((long)i * matrix.RowCount / rows.Length);
        }

        return matrix.SelectRows(rows);
    }

    /// <summary>Interpolated between the two nearest scores.</summary>
    private static double Quantile(double[] scores, double share)
    {
        Array.Sort(scores);
        return SortedArrayStatistics.QuantileCustom(scores, share, QuantileDefinition.R7);
    }
}
