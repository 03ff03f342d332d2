using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Ranges;

/// <summary>
/// Fits a candidate again on some rows: rows to learn from (rising), rows to score, seed; calibrated log-odds of the
/// scored rows.
/// </summary>
internal delegate double[] Refit(int[] rows, int[] scored, int seed);

/// <summary>The chosen candidate, as the training of its ranges needs it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Refit">Fits it again.</param>
/// <param name="Unseen">Calibrated log-odds of rows it had not seen.</param>
/// <param name="UnseenFrom">Row at which <paramref name="Unseen"/> begins.</param>
/// <param name="Others">double[rowCount], squared distance to other ways to learn.</param>
internal sealed record RangeCandidate(ModelKind Kind, Refit Refit, double[] Unseen, int UnseenFrom, double[] Others);

/// <summary>
/// Learns how far scores may lie from the truth. The rows are cut into thirds several times; on each third two models
/// of the others disagree.
/// Their squared distance is the sum of two variances of a model of a third of the rows, and a variance falls as the
/// rows grow.
/// </summary>
internal static class RangeTraining
{
    private const int MinRows = 90;
    private const int MaxRows = 45_000;
    private const int DrawCount = 2;

    /// <summary>
    /// Squared errors of a fixed number of coefficients fall like rows^-1, those of step functions like rows^-2/3
    /// (Stone 1982).
    /// </summary>
    private const double LineRate = 1;

    private const double StepRate = 2.0 / 3;

    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="candidate">The chosen one.</param>
    /// <param name="options">Seed, threads.</param>
    /// <param name="cancellationToken">Asked before each fit.</param>
    public static UncertaintyModel? Fit(
        FeatureTable table,
        RangeCandidate candidate,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        if (table.RowCount < MinRows || table.ColumnCount == 0)
        {
            return null;
        }

        var count = Math.Min(table.RowCount, MaxRows);
        var rows = Enumerable.Range(0, count).Select(i => (int)((long)i * table.RowCount / count)).ToArray();
        var thirds = Enumerable.Range(0, DrawCount).Select(draw => Thirds(count, options.Seed + draw)).ToArray();
        var scores = new double[DrawCount * 3][];
        Parallel.For(
            0,
            scores.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Max(1, options.MaxThreads),
                CancellationToken = cancellationToken,
            },
            fit =>
            {
                var own = thirds[fit / 3];
                scores[fit] = candidate.Refit(
                    [.. rows.Where((_, i) => own[i] == fit % 3)],
                    rows,
                    options.Seed + 7919 * (fit + 1)
                );
            }
        );

        var isLine = candidate.Kind is ModelKind.Logistic or ModelKind.Rates or ModelKind.Lbfgs;
        var unseen = candidate.Unseen;
        var left = Math.Pow(count / 3.0 / table.RowCount, isLine ? LineRate : StepRate);
        var distances = new double[count];
        for (var i = 0; i < count; i++)
        {
            var known = rows[i] - candidate.UnseenFrom;
            for (var draw = 0; draw < DrawCount; draw++)
            {
                var third = thirds[draw][i];
                double one = scores[3 * draw + (third + 1) % 3][i],
                    other = scores[3 * draw + (third + 2) % 3][i];
                var variance = (one - other) * (one - other) * left / 2;

                // From a third of the rows to all of them a score moves by what is gained; what is still to gain is in
                // proportion to it.
                var gain =
                    known >= 0 && known < unseen.Length
                        ? (
                            (one - unseen[known]) * (one - unseen[known])
                            + (other - unseen[known]) * (other - unseen[known])
                        ) / 2
                        : 0;
                distances[i] += (gain > 0 ? (variance + gain * left / (1 - left)) / 2 : variance) / DrawCount;
            }

            distances[i] += candidate.Others[rows[i]];
        }

        return UncertaintyModel.Fit(
            count == table.RowCount ? table : table.SelectRows(rows),
            distances,
            options.Seed,
            options.MaxThreads,
            cancellationToken
        );
    }

    /// <summary>A third 0..2 for every row, in equal shares.</summary>
    private static int[] Thirds(int count, int seed)
    {
        var thirds = Enumerable.Range(0, count).Select(i => i % 3).ToArray();
        new Random(seed).Shuffle(thirds);
        return thirds;
    }
}
