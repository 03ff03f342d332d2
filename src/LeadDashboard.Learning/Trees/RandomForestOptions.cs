using System.Globalization;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Settings of <see cref="RandomForest"/>. Every default is named; every range is checked before fitting.
/// </summary>
public sealed record RandomForestOptions
{
    public const int DefaultTreeCount = 200;
    public const int DefaultLeafCount = 256;
    public const int DefaultMaxDepth = 32;
    public const int DefaultMinRowsPerLeaf = 2;
    public const double DefaultRowSampling = 0.632;
    public const double DefaultSmoothing = 2;
    public const double DefaultCategorySmoothing = 10;

    /// <summary>1..100000.</summary>
    public int TreeCount { get; init; } = DefaultTreeCount;

    /// <summary>2..65536 leaves per tree.</summary>
    public int LeafCount { get; init; } = DefaultLeafCount;

    /// <summary>1..64 questions on the way to a leaf.</summary>
    public int MaxDepth { get; init; } = DefaultMaxDepth;

    /// <summary>At least 1.</summary>
    public int MinRowsPerLeaf { get; init; } = DefaultMinRowsPerLeaf;

    /// <summary>
    /// Above 0, at most 1: share of rows a tree sees, drawn without replacement; 0.632 is what a bootstrap sample
    /// holds.
    /// </summary>
    public double RowSampling { get; init; } = DefaultRowSampling;

    /// <summary>At least 0: columns a node may choose from; 0 = the square root of their number.</summary>
    public int ColumnsPerNode { get; init; }

    /// <summary>
    /// Above 0: so many rows of the parent's rate are mixed into each node's rate, from the root down.
    /// </summary>
    public double Smoothing { get; init; } = DefaultSmoothing;

    /// <summary>At least 0: rows added to a category before categories are put in order.</summary>
    public double CategorySmoothing { get; init; } = DefaultCategorySmoothing;

    public int Seed { get; init; } = 1;

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        if (TreeCount == 0)
        {
            wrong.Add("TreeCount is 0; expected 1..100000.");
        }

        if (Smoothing is not > 0)
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"Smoothing is {Smoothing}; expected above 0."));
        }

        if (ColumnsPerNode < 0)
        {
            wrong.Add(
                string.Create(CultureInfo.InvariantCulture, $"ColumnsPerNode is {ColumnsPerNode}; expected at least 0.")
            );
        }

        return [.. wrong, .. Growing().Problems()];
    }

    /// <summary>
    /// The same settings in the words of the grower; a thread grows a whole tree, so a tree is grown by one thread.
    /// </summary>
    internal BoostedTreesOptions Growing() =>
        new()
        {
            Loss = Losses.LossKind.Squared,
            TreeCount = TreeCount,
            LearningRate = 1,
            LeafCount = LeafCount,
            MaxDepth = MaxDepth,
            MinHessian = 0,
            MinRowsPerLeaf = MinRowsPerLeaf,
            L2 = 0,
            RowSampling = RowSampling,
            CategorySmoothing = CategorySmoothing,
            Seed = Seed,
            MaxThreads = Math.Min(1, MaxThreads),
        };
}
