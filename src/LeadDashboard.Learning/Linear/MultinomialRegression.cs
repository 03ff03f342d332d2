using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Softmax regression for several classes (high, mid, low): P(class k) = exp(raw k) / sum of exp(raw), by L-BFGS.
/// Minimises sum of weight * -log P(class) + Penalty * (L1Share * sum |b| + (1 - L1Share) / 2 * sum b^2); intercepts
/// are free and add up to 0.
/// Columns are read as by <see cref="LogisticRegression"/>: one-hot categories, standardised or piecewise-linear
/// numbers, a coefficient for missing values.
/// </summary>
public static class MultinomialRegression
{
    /// <param name="table">rowCount x columnCount, at least one row; numbers finite or NaN.</param>
    /// <param name="labels">int[rowCount], 0 .. classes.Count - 1.</param>
    /// <param name="classes">Distinct names of at least two classes; one that no row holds gets the chance of half a
    /// row.</param>
    /// <param name="weights">float[rowCount], at least 0 each; null = all 1.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked once per step.</param>
    /// <exception cref="ArgumentException">Rows, labels or weights do not fit together, a value is not finite, or a
    /// setting is out of range.</exception>
    public static MultinomialModel Fit(
        FeatureTable table,
        int[] labels,
        IReadOnlyList<string> classes,
        float[]? weights,
        MultinomialOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        ClassLabels.Check(table.RowCount, labels, classes, weights);
        foreach (var column in table.Columns)
        {
            DenseColumns.RequireFinite(column);
        }

        (table, labels, weights, _) = LogisticRegression.Thin(table, labels, weights, null, options.MaxRows);
        var totals = ClassLabels.Totals(labels, weights, classes.Count);
        var seen = Enumerable.Range(0, classes.Count).Where(k => totals[k] > 0).ToArray();
        var design = LogisticDesign.Build(
            table,
            weights,
            new LogisticOptions { KnotCount = options.KnotCount, IgnoredColumns = options.IgnoredColumns }
        );
        var coefficients = Coefficients(design, labels, weights, totals, seen, options, cancellationToken);

        var models = new AdditiveModel[classes.Count];
        var size = design.CoefficientCount;
        for (var s = 0; s < seen.Length; s++)
        {
            var own = coefficients.AsSpan(s * size, size).ToArray();
            var effects = table
                .Columns.Select((column, c) => LogisticRegression.Effect(column.Name, design.Blocks[c], own))
                .ToArray();
            models[seen[s]] = AdditiveModel.Centred(MultinomialModel.KindName, own[0], effects, table, weights);
        }

        var floor = seen.Max(k => models[k].Intercept) + Math.Log(0.5 / (totals.Sum() + 0.5));
        for (var k = 0; k < models.Length; k++)
        {
            models[k] ??= new AdditiveModel(
                MultinomialModel.KindName,
                floor,
                [.. table.Columns.Select(column => new ColumnEffect(column.Name, EffectShape.Levels, [], [], 0))]
            );
        }

        return new MultinomialModel([.. classes], models);
    }

    /// <summary>
    /// double[seenClassCount * coefficientCount], intercepts first, of the classes that occur; one class alone needs
    /// none.
    /// </summary>
    internal static double[] Coefficients(
        LogisticDesign design,
        int[] labels,
        float[]? weights,
        double[] totals,
        int[] seen,
        MultinomialOptions options,
        CancellationToken cancellationToken
    )
    {
        var size = design.CoefficientCount;
        var start = new double[seen.Length * size];
        if (seen.Length == 1)
        {
            return start;
        }

        var total = totals.Sum();
        var rowWeights = new double[labels.Length];
        var own = new int[labels.Length];
        for (var row = 0; row < own.Length; row++)
        {
            // A row of weight 0 may hold a class that no weighted row holds: it counts nothing, wherever it is put.
            own[row] = Math.Max(0, Array.IndexOf(seen, labels[row]));
            rowWeights[row] =
                (weights?[row] ?? 1)
                * (options.IsBalanced && totals[labels[row]] > 0 ? total / (seen.Length * totals[labels[row]]) : 1);
        }

        var objective = new SoftmaxObjective(
            design,
            own,
            rowWeights,
            seen.Length,
            options.Penalty * (1 - options.L1Share),
            options.MaxThreads
        );
        var lasso = new double[start.Length];
        for (var i = seen.Length; i < lasso.Length; i++)
        {
            lasso[i] = options.Penalty * options.L1Share * objective.Scales[i / seen.Length];
        }

        var scaled = new QuasiNewton(objective.Evaluate, lasso, objective.Preconditioner()).Minimise(
            start,
            options.Tolerance * Math.Sqrt(Math.Max(1, total)),
            options.MaxIterations,
            cancellationToken
        );
        var solution = new double[scaled.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            solution[i % seen.Length * size + i / seen.Length] = scaled[i] * objective.Scales[i / seen.Length];
        }

        // Intercepts are known up to a common number only.
        var middle = Enumerable.Range(0, seen.Length).Average(s => solution[s * size]);
        for (var s = 0; s < seen.Length; s++)
        {
            solution[s * size] -= middle;
        }

        return solution;
    }
}
