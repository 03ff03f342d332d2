using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Settings of <see cref="BoostedTrees"/>. Every default is named; every range is checked before fitting.
/// </summary>
public sealed record BoostedTreesOptions
{
    public const int DefaultTreeCount = 100;
    public const double DefaultLearningRate = 0.1;
    public const int DefaultLeafCount = 31;
    public const int DefaultMaxDepth = 12;
    public const double DefaultMinHessian = 1;
    public const int DefaultMinRowsPerLeaf = 20;
    public const double DefaultL2 = 1;
    public const double DefaultCategorySmoothing = 10;

    public LossKind Loss { get; init; } = LossKind.Log;

    /// <summary>0..100000 trees; 0 gives the best constant.</summary>
    public int TreeCount { get; init; } = DefaultTreeCount;

    /// <summary>
    /// True: the first tree corrects the best constant. False: it starts from raw 0, as XGBoost before version 2 does
    /// for log-loss.
    /// </summary>
    public bool StartsFromMean { get; init; } = true;

    /// <summary>Above 0, at most 1: share of each tree's answer that is kept.</summary>
    public double LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>2..65536 leaves per tree, grown best leaf first.</summary>
    public int LeafCount { get; init; } = DefaultLeafCount;

    /// <summary>1..64 questions on the way to a leaf.</summary>
    public int MaxDepth { get; init; } = DefaultMaxDepth;

    /// <summary>At least 0: smallest sum of hessians of a leaf.</summary>
    public double MinHessian { get; init; } = DefaultMinHessian;

    /// <summary>At least 1.</summary>
    public int MinRowsPerLeaf { get; init; } = DefaultMinRowsPerLeaf;

    /// <summary>At least 0: pulls leaf gradients towards zero by this much.</summary>
    public double L1 { get; init; }

    /// <summary>At least 0: added to the hessian sum of a leaf.</summary>
    public double L2 { get; init; } = DefaultL2;

    /// <summary>Above 0, at most 1: share of rows a tree sees.</summary>
    public double RowSampling { get; init; } = 1;

    /// <summary>Above 0, at most 1: share of columns a tree sees.</summary>
    public double ColumnSampling { get; init; } = 1;

    /// <summary>Number column name -> +1 (the score never falls when the value rises) or -1 (never rises).</summary>
    public IReadOnlyDictionary<string, int> MonotoneConstraints { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>
    /// Stop when the validation loss has not improved for this many trees; 0 = never. Needs validation rows.
    /// </summary>
    public int EarlyStoppingRounds { get; init; }

    /// <summary>
    /// True: the validation loss is that of the best line through the scores (<see cref="RescaledLoss"/>),
    /// for a model that is calibrated or blended afterwards. Log-loss only.
    /// </summary>
    public bool StopsByRescaledLoss { get; init; }

    /// <summary>
    /// At least 0: hessian added to a category before categories are put in order, and to both sides of a split among
    /// more than four.
    /// </summary>
    public double CategorySmoothing { get; init; } = DefaultCategorySmoothing;

    public int Seed { get; init; } = 1;

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        Check(TreeCount is >= 0 and <= 100_000, nameof(TreeCount), TreeCount, "0..100000");
        Check(LearningRate is > 0 and <= 1, nameof(LearningRate), LearningRate, "above 0, at most 1");
        Check(LeafCount is >= 2 and <= 65_536, nameof(LeafCount), LeafCount, "2..65536");
        Check(MaxDepth is >= 1 and <= 64, nameof(MaxDepth), MaxDepth, "1..64");
        Check(MinHessian >= 0, nameof(MinHessian), MinHessian, "at least 0");
        Check(MinRowsPerLeaf >= 1, nameof(MinRowsPerLeaf), MinRowsPerLeaf, "at least 1");
        Check(L1 >= 0, nameof(L1), L1, "at least 0");
        Check(L2 >= 0, nameof(L2), L2, "at least 0");
        Check(RowSampling is > 0 and <= 1, nameof(RowSampling), RowSampling, "above 0, at most 1");
        Check(ColumnSampling is > 0 and <= 1, nameof(ColumnSampling), ColumnSampling, "above 0, at most 1");
        Check(EarlyStoppingRounds >= 0, nameof(EarlyStoppingRounds), EarlyStoppingRounds, "at least 0");
        if (StopsByRescaledLoss && Loss != LossKind.Log)
        {
            wrong.Add(
                $"{nameof(StopsByRescaledLoss)} is on with the loss {Loss}; expected the loss {LossKind.Log}, since "
                    + $"a line through amounts means nothing."
            );
        }

        Check(CategorySmoothing >= 0, nameof(CategorySmoothing), CategorySmoothing, "at least 0");
        Check(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "at least 1");
        foreach (var (column, direction) in MonotoneConstraints)
        {
            Check(direction is -1 or 1, $"{nameof(MonotoneConstraints)}[{column}]", direction, "-1 or 1");
        }

        return wrong;

        void Check(bool good, string name, IFormattable value, string range)
        {
            if (!good)
            {
                wrong.Add(
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"{name} is {value}; expected {range}."
                    )
                );
            }
        }
    }
}
