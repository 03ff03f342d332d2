using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>
/// Logistic regression of Microsoft.ML (L-BFGS, Andrew and Gao 2007), served as our additive model: one straight line
/// per number, flat outside the numbers learnt from, and one value per level of a category. One thread: with more of
/// them the library sums in another order each time.
/// </summary>
public static class LbfgsLearner
{
    private const string KindName = "lbfgs";

    /// <param name="table">rowCount x columnCount, at least 1 row.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked before the library begins, which cannot be stopped on its way.</param>
    /// <exception cref="ArgumentException">Rows and labels do not fit together.</exception>
    public static AdditiveModel Fit(
        FeatureTable table,
        float[] labels,
        LbfgsOptions options,
        CancellationToken cancellationToken = default
    )
    {
        TrainingInput.Check(table, labels, null, Loss.For(LossKind.Log));
        var scales = table.Columns.Select(NumberScale.Fit).ToArray();
        var run = LibraryRun.Start(
            Scaled(table, scales),
            labels,
            new LibraryTreesOptions { MaxFlags = int.MaxValue, Seed = options.Seed },
            cancellationToken
        );
        if (!run.HasColumns)
        {
            var constant = LibraryRun.Constant(table, labels).BaseRaw;
            return new AdditiveModel(KindName, constant, [.. table.Columns.Select(NoEffect)]);
        }

        var model = Train(run, options).Model.SubModel;
        var values = new double[table.ColumnCount][];
        var missing = new double[table.ColumnCount];
        for (var c = 0; c < values.Length; c++)
        {
            values[c] = new double[scales[c] is { } scale ? scale.Knots.Length : table.Columns[c].Categories.Length];
        }

        var level = 0;
        for (var d = 0; d < run.Derived.Columns.Length; d++)
        {
            var (derived, weight) = (run.Derived.Columns[d], (double)model.Weights[d]);
            var c = derived.Source;
            level = d > 0 && run.Derived.Columns[d - 1].Source == c ? level + 1 : 0;
            if (scales[c] is not { } scale)
            {
                values[c][level] = weight;
                continue;
            }

            if (derived is FilledNumber number)
            {
                values[c] = [.. scale.Knots.Select(knot => weight * scale.At(knot))];
                missing[c] = weight * number.Fill;
            }
            else
            {
                missing[c] += weight;
            }
        }

        var effects = table.Columns.Select(
            (column, c) =>
                new ColumnEffect(
                    column.Name,
                    scales[c] is null ? EffectShape.Levels : EffectShape.Lines,
                    scales[c]?.Knots ?? [],
                    values[c],
                    missing[c]
                )
        );
        return AdditiveModel.Centred(KindName, model.Bias, [.. effects], table, null);
    }

    internal static BinaryPredictionTransformer<
        CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>
    > Train(LibraryRun run, LbfgsOptions options) =>
        run.Context.BinaryClassification.Trainers.LbfgsLogisticRegression(
                new LbfgsLogisticRegressionBinaryTrainer.Options
                {
                    L1Regularization = (float)options.L1,
                    L2Regularization = (float)options.L2,
                    OptimizationTolerance = (float)options.Tolerance,
                    NumberOfThreads = 1,
                }
            )
            .Fit(run.View);

    private static ColumnEffect NoEffect(FeatureColumn column) => new(column.Name, EffectShape.Levels, [], [], 0);

    /// <summary>The table with every number as deviations from its mean, held within what was learnt from.</summary>
    internal static FeatureTable Scaled(FeatureTable table, NumberScale?[] scales) =>
        new(
            [
                .. table.Columns.Select(
                    (column, c) =>
                        scales[c] is { } scale
                            ? FeatureColumn.Number(column.Name, [.. column.Numbers.Select(scale.At)])
                            : column
                ),
            ],
            table.RowCount
        );
}

/// <summary>Settings of <see cref="LbfgsLearner"/>.</summary>
public sealed record LbfgsOptions
{
    public static LbfgsOptions Default { get; } = new();

    /// <summary>At least 0.</summary>
    public double L1 { get; init; }

    /// <summary>At least 0: 0.5 * L2 * coefficient^2, summed over rows unscaled.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Above 0: stops when the loss improves by less than this share.</summary>
    public double Tolerance { get; init; } = 1e-7;

    public int Seed { get; init; } = 1;
}

/// <summary>Mean, deviation and limits of a number column.</summary>
/// <param name="Knots">Smallest and largest known number; one where both are the same; none where all are
/// missing.</param>
/// <param name="Mean">Of the known numbers.</param>
/// <param name="Deviation">Above 0.</param>
internal sealed record NumberScale(float[] Knots, double Mean, double Deviation)
{
    /// <summary>Null for a category.</summary>
    public static NumberScale? Fit(FeatureColumn column)
    {
        if (column.Kind == FeatureKind.Category)
        {
            return null;
        }

        var known = column.Numbers.Where(float.IsFinite).ToArray();
        if (known.Length == 0)
        {
            return new NumberScale([], 0, 1);
        }

        var mean = known.Average(x => (double)x);
        var deviation = Math.Sqrt(known.Average(x => (x - mean) * (x - mean)));
        return new NumberScale(
            known.Min() < known.Max() ? [known.Min(), known.Max()] : [known[0]],
            mean,
            deviation > 0 ? deviation : 1
        );
    }

    /// <summary>Deviations from the mean; NaN stays NaN.</summary>
    public float At(float x) =>
        Knots.Length == 0 ? float.NaN : (float)((Math.Clamp(x, Knots[0], Knots[^1]) - Mean) / Deviation);
}
