using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Penalised two-class logistic regression, P(won) = 1 / (1 + exp(-(b0 + sum of f(x)))), by Newton's method.
/// Categories are one-hot, numbers piecewise linear with a smoothness penalty (or one standardised slope), missing
/// values have a coefficient of their own.
/// Minimises sum of weight * log-loss + 0.5 * penalty; the intercept is not penalised.
/// </summary>
public static class LogisticRegression
{
    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="weights">float[rowCount] &gt;= 0, or null for all 1.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per iteration.</param>
    /// <param name="offsets">float[rowCount] of log-odds that each training row has from elsewhere, e.g. the level of
    /// its period; the model is what must be added to them.</param>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design",
        "CA1068",
        Justification = "Offsets are the rarer wish; the token stands where it stands everywhere."
    )]
    public static AdditiveModel Fit(
        FeatureTable table,
        float[] labels,
        float[]? weights,
        LogisticOptions options,
        CancellationToken cancellationToken = default,
        float[]? offsets = null
    )
    {
        if (labels.Length != table.RowCount || labels.Length == 0)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {table.RowCount} rows. Give one label per row, and at least "
                    + $"one row.",
                nameof(labels)
            );
        }

        (table, labels, weights, offsets) = Thin(table, labels, weights, offsets, options.MaxRows);

        TrainingOffsets.Check(offsets, labels.Length);
        var design = LogisticDesign.Build(table, weights, options);
        var penalty = new BandPenalty(design.CoefficientCount);
        AddPenalty(penalty, design, options);
        var solver = new LogisticSolver(design, labels, weights, offsets, penalty, options);
        var coefficients = solver.Solve(cancellationToken);

        var effects = new ColumnEffect[table.ColumnCount];
        for (var c = 0; c < effects.Length; c++)
        {
            effects[c] = Effect(table.Columns[c].Name, design.Blocks[c], coefficients);
        }

        return AdditiveModel.Centred("logistic", coefficients[0], effects, table, weights);
    }

    /// <summary>The share of one column, from the coefficients of its block.</summary>
    internal static ColumnEffect Effect(string name, LogisticDesign.Block block, double[] coefficients)
    {
        var missing = block.MissingIndex >= 0 ? coefficients[block.MissingIndex] : 0;
        var values = block.IsSlope
            ? [.. block.Knots.Select(knot => coefficients[block.Start] * (knot - block.Mean) / block.Deviation)]
            : coefficients.AsSpan(block.Start, block.Count).ToArray();
        if (block.MissingIndex < 0 && !block.IsSlope && values.Length > 0 && block.Shape == EffectShape.Lines)
        {
            // Nothing was missing in training: a missing number later gets the middle of what is known, not an extreme.
            missing = values.Average();
        }

        return new ColumnEffect(name, block.Shape, block.Knots, values, missing);
    }

    internal static void AddPenalty(BandPenalty penalty, LogisticDesign design, LogisticOptions options)
    {
        foreach (var block in design.Blocks)
        {
            var isSpline = block.Shape == EffectShape.Lines && !block.IsSlope;
            penalty.AddRidge(block.Start, block.Count, isSpline ? options.KnotL2 : options.L2);
            if (block.MissingIndex >= 0)
            {
                penalty.AddRidge(block.MissingIndex, 1, options.L2);
            }

            if (isSpline)
            {
                penalty.AddBends(block.Start, block.Count, options.Smoothness);
            }
        }
    }

    /// <summary>Evenly taken rows; the given ones when there are few enough.</summary>
    internal static (FeatureTable Table, T[] Labels, float[]? Weights, float[]? Offsets) Thin<T>(
        FeatureTable table,
        T[] labels,
        float[]? weights,
        float[]? offsets,
        int maxRows
    )
    {
        if (table.RowCount <= maxRows)
        {
            return (table, labels, weights, offsets);
        }

        var rows = new int[maxRows];
        for (var i = 0; i < maxRows; i++)
        {
            rows[i] = (int)((long)i * table.RowCount / maxRows);
        }

        return (
            table.SelectRows(rows),
            [.. rows.Select(row => labels[row])],
            weights is null ? null : [.. rows.Select(row => weights[row])],
            offsets is null ? null : [.. rows.Select(row => offsets[row])]
        );
    }
}
