namespace LeadDashboard.Learning.Clustering;

/// <summary>Settings of <see cref="KMeans"/>.</summary>
public sealed record KMeansOptions
{
    public const int DefaultClusterCount = 3;
    public const int DefaultStarts = 10;
    public const int DefaultMaxIterations = 300;
    public const double DefaultTolerance = 1e-4;
    public const int DefaultMiniBatchAbove = 200_000;
    public const int DefaultBatchSize = 4096;
    public const int DefaultBatchCount = 60;

    public static KMeansOptions Default { get; } = new();

    /// <summary>1..10000; fewer are found when there are fewer distinct rows.</summary>
    public int ClusterCount { get; init; } = DefaultClusterCount;

    /// <summary>1..1000 beginnings, of which the best is kept.</summary>
    public int Starts { get; init; } = DefaultStarts;

    /// <summary>At least 1 passes over the rows per start.</summary>
    public int MaxIterations { get; init; } = DefaultMaxIterations;

    /// <summary>
    /// At least 0: stops when the centres together move by less than this share of the mean variance of a column.
    /// </summary>
    public double Tolerance { get; init; } = DefaultTolerance;

    /// <summary>
    /// Above so many rows each start learns from small batches, and the best one is polished on all rows.
    /// </summary>
    public int MiniBatchAbove { get; init; } = DefaultMiniBatchAbove;

    /// <summary>At least 1 rows of a batch.</summary>
    public int BatchSize { get; init; } = DefaultBatchSize;

    /// <summary>At least 1 batches per start.</summary>
    public int BatchCount { get; init; } = DefaultBatchCount;

    public int Seed { get; init; } = 1;

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        Require(ClusterCount is >= 1 and <= 10000, nameof(ClusterCount), ClusterCount, "1..10000");
        Require(Starts is >= 1 and <= 1000, nameof(Starts), Starts, "1..1000");
        Require(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "at least 1");
        Require(Tolerance >= 0, nameof(Tolerance), Tolerance, "at least 0");
        Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
        Require(BatchCount >= 1, nameof(BatchCount), BatchCount, "at least 1");
        Require(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "at least 1");
        return wrong;

        void Require(bool isGood, string name, double found, string expected)
        {
            if (!isGood)
            {
                wrong.Add(FormattableString.Invariant($"{name} is {found}; expected {expected}."));
            }
        }
    }
}
