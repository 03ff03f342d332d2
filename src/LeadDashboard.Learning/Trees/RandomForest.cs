using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Random forest (Breiman 2001) whose trees answer in log-odds: rows are drawn per tree and columns per node, splits
/// lower the squared error of the 0/1 label
/// (the Gini criterion), and a leaf answers with the log-odds of its rate, smoothed towards its parent's rate from the
/// root down. The forest is the mean of these answers.
/// A mean of log-odds instead of a mean of probabilities keeps the model a sum of trees, so that its reasons are exact
/// and add up like those of boosted trees.
/// </summary>
public static class RandomForest
{
    /// <param name="table">rowCount rows, at least 1.</param>
    /// <param name="labels">float[rowCount], 0 lost .. 1 won.</param>
    /// <param name="weights">float[rowCount], at least 0 each; null = all 1.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="progress">Receives 0..1.</param>
    /// <param name="ct">Checked before every tree.</param>
    /// <exception cref="ArgumentException">Rows, labels or weights do not fit together, or a value is not a finite
    /// number.</exception>
    public static RandomForestModel Fit(
        FeatureTable table,
        float[] labels,
        float[]? weights,
        RandomForestOptions options,
        IProgress<double>? progress = null,
        CancellationToken ct = default
    )
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        var logLoss = Loss.For(LossKind.Log);
        TrainingInput.Check(table, labels, weights, logLoss);
        var (mean, total) = TrainingInput.WeightedMean(labels, weights);
        var baseRate = Rate(logLoss.BestConstant(mean, total));
        var mapper = BinMapper.Fit(table, options.MaxThreads);
        var bins = mapper.Map(table, options.MaxThreads);
        var gradients = LabelGradients(labels, weights, (float)mean, options.MaxThreads);
        var isCategory = table.Columns.Select(column => column.Kind == FeatureKind.Category).ToArray();
        var growing = options.Growing();
        var sampler = new Sampler(options.Seed, options.RowSampling, 1);
        var allColumns = Enumerable.Range(0, table.ColumnCount).ToArray();
        var pickCount = Math.Min(
            table.ColumnCount,
            options.ColumnsPerNode > 0 ? options.ColumnsPerNode : (int)Math.Ceiling(Math.Sqrt(table.ColumnCount))
        );
        var trees = new Tree[options.TreeCount];
        var done = 0;
        Parallel.For(
            0,
            trees.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads, CancellationToken = ct },
            () => new TreeGrower(bins, gradients, growing, isCategory, new int[table.ColumnCount]),
            (t, _, grower) =>
            {
                var rowCount = sampler.PickRows(t, table.RowCount, grower.Rows);
                var root = grower.Grow(
                    rowCount,
                    allColumns,
                    1,
                    node => sampler.PickColumns(t, node, table.ColumnCount, pickCount)
                );
                SetAnswers(root, baseRate, gradients, (float)mean, options);
                trees[t] = TreeCompactor.Compact(root, mapper, BoostedTrees.Cover(weights, grower.Rows));
                progress?.Report((double)Interlocked.Increment(ref done) / trees.Length);
                return grower;
            },
            _ => { }
        );
        return new RandomForestModel(TreeEnsemble.Over(table, 0, trees));
    }

    /// <summary>
    /// Squared loss at the mean: gradient = weight * (mean - label), hessian = weight, so that the sums of a node give
    /// its rate.
    /// </summary>
    private static GradientBuffer LabelGradients(float[] labels, float[]? weights, float mean, int maxThreads)
    {
        var raw = new float[labels.Length];
        Array.Fill(raw, mean);
        var derivatives = new Derivatives(labels.Length);
        derivatives.Compute(Loss.For(LossKind.Squared), labels, weights, raw, maxThreads);
        var buffer = new GradientBuffer(labels.Length);
        buffer.Fill(derivatives, maxThreads);
        return buffer;
    }

    private static void SetAnswers(
        GrowingNode node,
        double parentRate,
        GradientBuffer gradients,
        double mean,
        RandomForestOptions options
    )
    {
        var weight = gradients.Hessian(node.Sums.HessianAndCount);
        var wins = (mean * weight) - gradients.Gradient(node.Sums.Gradient);
        var rate = Math.Clamp((wins + (options.Smoothing * parentRate)) / (weight + options.Smoothing), 1e-9, 1 - 1e-9);
        if (node.IsLeaf)
        {
            node.Value = (float)(LogOdds(rate) / options.TreeCount);
            return;
        }

        SetAnswers(node.Left!, rate, gradients, mean, options);
        SetAnswers(node.Right!, rate, gradients, mean, options);
    }

    private static double LogOdds(double rate) => Math.Log(rate / (1 - rate));

    private static double Rate(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
