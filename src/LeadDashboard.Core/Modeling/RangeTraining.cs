using LeadDashboard.Learning;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling;

/// <summary>Fits a candidate again on some rows: rows to learn from (rising), rows to score, seed; calibrated log-odds of the scored rows.</summary>
internal delegate double[] Refit(int[] rows, int[] scored, int seed);

/// <summary>
/// Learns how far scores may lie from the truth. The rows are cut into thirds several times; on each third two models of the others disagree.
/// Their squared distance is the sum of two variances of a model of a third of the rows, and a variance falls as the rows grow.
/// </summary>
internal static class RangeTraining
{
    private const int MinRows = 90;
    private const int MaxRows = 45_000;
    private const int DrawCount = 2;

    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="refit">Of the chosen candidate.</param>
    /// <param name="others">Squared distance to other ways to learn, double[rowCount]; null where it is not known.</param>
    /// <param name="options">Seed, threads.</param>
    /// <param name="cancellationToken">Asked before each fit.</param>
    public static DoubtModel? Fit(FeatureTable table, Refit refit, double[]? others, TrainingOptions options, CancellationToken cancellationToken)
    {
        if (table.RowCount < MinRows || table.ColumnCount == 0)
        {
            return null;
        }

        var count = Math.Min(table.RowCount, MaxRows);
        var rows = Enumerable.Range(0, count).Select(i => (int)((long)i * table.RowCount / count)).ToArray();
        var thirds = Enumerable.Range(0, DrawCount).Select(draw => Thirds(count, options.Seed + draw)).ToArray();
        var scores = new double[DrawCount * 3][];
        Parallel.For(0, scores.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.MaxThreads), CancellationToken = cancellationToken }, fit =>
        {
            var own = thirds[fit / 3];
            scores[fit] = refit([.. rows.Where((_, i) => own[i] == fit % 3)], rows, options.Seed + 7919 * (fit + 1));
        });

        var shrink = count / 3.0 / table.RowCount / 2;
        var distances = new double[count];
        for (var i = 0; i < count; i++)
        {
            for (var draw = 0; draw < DrawCount; draw++)
            {
                var third = thirds[draw][i];
                var gap = scores[3 * draw + (third + 1) % 3][i] - scores[3 * draw + (third + 2) % 3][i];
                distances[i] += gap * gap * shrink / DrawCount;
            }

            distances[i] += others?[rows[i]] ?? 0;
        }

        return DoubtModel.Fit(count == table.RowCount ? table : table.SelectRows(rows), distances, options.Seed, options.MaxThreads, cancellationToken);
    }

    /// <summary>A third 0..2 for every row, in equal shares.</summary>
    private static int[] Thirds(int count, int seed)
    {
        var thirds = Enumerable.Range(0, count).Select(i => i % 3).ToArray();
        new Random(seed).Shuffle(thirds);
        return thirds;
    }
}
