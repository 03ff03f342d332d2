using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Two-class logistic regression with the elastic net penalty (Zou and Hastie 2005), by Newton steps whose inner
/// problem is solved by coordinate descent (glmnet).
/// Minimises sum of weight * log-loss + Penalty * (L1Share * sum |b| + (1 - L1Share) / 2 * sum b^2); the intercept is
/// free.
/// Categories are one-hot, numbers standardised slopes or piecewise linear, missing values have a coefficient of their
/// own. Columns that do not help get no effect at all.
/// </summary>
public static class ElasticNet
{
    public const string KindName = "elastic-net";

    /// <param name="table">rowCount x columnCount, at least one row; numbers finite or NaN.</param>
    /// <param name="labels">float[rowCount], 0 lost .. 1 won.</param>
    /// <param name="weights">float[rowCount], at least 0 each; null = all 1.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked once per Newton step.</param>
    /// <returns>Raw scores in log-odds; explained exactly, saved by Storage.ModelFile.</returns>
    /// <exception cref="ArgumentException">Rows, labels or weights do not fit together, a value is not finite, or a
    /// setting is out of range.</exception>
    public static AdditiveModel Fit(
        FeatureTable table,
        float[] labels,
        float[]? weights,
        ElasticNetOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        TrainingInput.Check(table, labels, weights, Loss.For(LossKind.Log));
        foreach (var column in table.Columns)
        {
            DenseColumns.RequireFinite(column);
        }

        (table, labels, weights, _) = LogisticRegression.Thin(table, labels, weights, null, options.MaxRows);
        var design = LogisticDesign.Build(table, weights, options.Design());
        var coefficients = Coefficients(design, labels, weights, options, cancellationToken);
        var effects = new ColumnEffect[table.ColumnCount];
        for (var c = 0; c < effects.Length; c++)
        {
            effects[c] = LogisticRegression.Effect(table.Columns[c].Name, design.Blocks[c], coefficients);
        }

        return AdditiveModel.Centred(KindName, coefficients[0], effects, table, weights);
    }

    /// <summary>double[coefficientCount], the intercept first.</summary>
    internal static double[] Coefficients(
        LogisticDesign design,
        float[] labels,
        float[]? weights,
        ElasticNetOptions options,
        CancellationToken cancellationToken
    )
    {
        var penalty = new BandPenalty(design.CoefficientCount);
        penalty.AddRidge(1, design.CoefficientCount - 1, options.Penalty * (1 - options.L1Share));
        var lasso = new double[design.CoefficientCount];
        lasso.AsSpan(1).Fill(options.Penalty * options.L1Share);
        return new LogisticSolver(
            design,
            labels,
            ClassWeights(labels, weights, options),
            null,
            penalty,
            options.Design(),
            lasso
        ).Solve(cancellationToken);
    }

    /// <summary>A label between 0 and 1 belongs to both classes by its share.</summary>
    private static float[]? ClassWeights(float[] labels, float[]? weights, ElasticNetOptions options)
    {
        if (!options.IsBalanced && options.LostWeight == 1 && options.WonWeight == 1)
        {
            return weights;
        }

        var (mean, _) = TrainingInput.WeightedMean(labels, weights);
        var isBalanced = options.IsBalanced && mean is > 0 and < 1;
        var won = options.WonWeight * (isBalanced ? 0.5 / mean : 1);
        var lost = options.LostWeight * (isBalanced ? 0.5 / (1 - mean) : 1);
        return [.. labels.Select((label, row) => (float)((weights?[row] ?? 1) * (label * won + (1 - label) * lost)))];
    }
}
