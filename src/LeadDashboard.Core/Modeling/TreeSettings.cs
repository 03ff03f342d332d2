using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling;

/// <summary>Settings of the boosted trees of a training. Small steps and many trees; how many is found on rows held back for that.</summary>
internal static class TreeSettings
{
    private const int ManyRows = 150_000;
    private const int PatienceTrees = 25;
    private const int MaxSearchFolds = 2;

    /// <summary>The serving model: middling depth, most rows, most columns.</summary>
    public static BoostedTreesOptions Main(int rowCount) => new()
    {
        LearningRate = LearningRate(rowCount),
        MaxDepth = 5,
        LeafCount = 24,
        RowSampling = 0.9,
        ColumnSampling = 0.8,
        CategorySmoothing = 100,
    };

    /// <summary>For few rows and effects that may not last: shallow, few, held back.</summary>
    public static BoostedTreesOptions Small { get; } = new()
    {
        TreeCount = 100,
        LearningRate = 0.08,
        MaxDepth = 2,
        LeafCount = 4,
        RowSampling = 0.9,
        ColumnSampling = 0.7,
        MinHessian = 5,
        L2 = 5,
        CategorySmoothing = 20,
    };

    /// <summary>The other voice of a blend, on ranked categories: deeper, but held back harder, so that its errors differ.</summary>
    public static BoostedTreesOptions Ranked(int rowCount) => new()
    {
        LearningRate = LearningRate(rowCount),
        MaxDepth = 7,
        LeafCount = 28,
        RowSampling = 0.9,
        ColumnSampling = 0.7,
        L2 = 10,
    };

    /// <summary>Mean best number of trees over some folds by early stopping; at least 10.</summary>
    public static int FindTreeCount(FeatureTable table, float[] labels, TrainingOptions options, CancellationToken cancellationToken)
    {
        var folds = StratifiedFolds.Assign(labels, 5, options.Seed);
        var counts = new int[MaxSearchFolds];
        var settings = Main(table.RowCount) with { TreeCount = table.RowCount > ManyRows ? 250 : 600, EarlyStoppingRounds = PatienceTrees, Seed = options.Seed };
        Parallel.For(0, counts.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.MaxThreads), CancellationToken = cancellationToken }, fold =>
        {
            var train = Enumerable.Range(0, labels.Length).Where(row => folds[row] != fold).ToArray();
            var held = Enumerable.Range(0, labels.Length).Where(row => folds[row] == fold).ToArray();
            var model = BoostedTrees.Fit(table.SelectRows(train), Pick(train), null, settings, null, cancellationToken, (table.SelectRows(held), Pick(held)));
            counts[fold] = model.TreeCount;
        });
        return Math.Max(10, (int)Math.Round(counts.Average()));

        float[] Pick(int[] rows) => [.. rows.Select(row => labels[row])];
    }

    // A million rows afford no thousand trees, and need small steps less.
    private static double LearningRate(int rowCount) => rowCount > ManyRows ? 0.1 : 0.04;
}
