using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>Settings that the library's tree learners share. Every range is checked before fitting.</summary>
public sealed record LibraryTreesOptions
{
    public static LibraryTreesOptions Default { get; } = new();

    /// <summary>1..100000.</summary>
    public int TreeCount { get; init; } = 100;

    /// <summary>2..65536 leaves per tree.</summary>
    public int LeafCount { get; init; } = 31;

    /// <summary>Above 0, at most 1: share of each tree's answer that is kept. A forest has no use for it.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>At least 1.</summary>
    public int MinRowsPerLeaf { get; init; } = 20;

    /// <summary>Above 0, at most 1: share of rows a tree sees.</summary>
    public double RowSampling { get; init; } = 1;

    /// <summary>Above 0, at most 1: share of columns a tree sees.</summary>
    public double ColumnSampling { get; init; } = 1;

    /// <summary>At least 0: added to the hessian sum of a leaf. LightGBM only.</summary>
    public double L2 { get; init; }

    /// <summary>At least 0: smallest sum of hessians of a leaf. LightGBM only.</summary>
    public double MinHessian { get; init; }

    /// <summary>1..64 questions on the way to a leaf. LightGBM only.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>2..255 bins per column.</summary>
    public int BinCount { get; init; } = 255;

    /// <summary>
    /// At least 0: a category of more levels than this becomes the rank of its level by win rate, any other one flag
    /// per level. Ranks alone were measured best on seven tables.
    /// </summary>
    public int MaxFlags { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>The same trees, as far as the library knows the settings of ours.</summary>
    public static LibraryTreesOptions From(BoostedTreesOptions ours) =>
        new()
        {
            TreeCount = Math.Max(1, ours.TreeCount),
            LeafCount = ours.LeafCount,
            LearningRate = ours.LearningRate,
            MinRowsPerLeaf = ours.MinRowsPerLeaf,
            RowSampling = ours.RowSampling,
            ColumnSampling = ours.ColumnSampling,
            L2 = ours.L2,
            MinHessian = ours.MinHessian,
            MaxDepth = ours.MaxDepth,
            Seed = ours.Seed,
        };

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        Check(TreeCount is >= 1 and <= 100_000, nameof(TreeCount), TreeCount, "1..100000");
        Check(LeafCount is >= 2 and <= 65_536, nameof(LeafCount), LeafCount, "2..65536");
        Check(LearningRate is > 0 and <= 1, nameof(LearningRate), LearningRate, "above 0, at most 1");
        Check(MinRowsPerLeaf >= 1, nameof(MinRowsPerLeaf), MinRowsPerLeaf, "at least 1");
        Check(RowSampling is > 0 and <= 1, nameof(RowSampling), RowSampling, "above 0, at most 1");
        Check(ColumnSampling is > 0 and <= 1, nameof(ColumnSampling), ColumnSampling, "above 0, at most 1");
        Check(L2 >= 0, nameof(L2), L2, "at least 0");
        Check(MinHessian >= 0, nameof(MinHessian), MinHessian, "at least 0");
        Check(MaxDepth is >= 1 and <= 64, nameof(MaxDepth), MaxDepth, "1..64");
        Check(BinCount is >= 2 and <= 255, nameof(BinCount), BinCount, "2..255");
        Check(MaxFlags >= 0, nameof(MaxFlags), MaxFlags, "at least 0");
        Check(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "at least 1");
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
