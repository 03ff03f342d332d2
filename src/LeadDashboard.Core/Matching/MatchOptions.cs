namespace LeadDashboard.Core.Matching;

/// <summary>How duplicates are searched. The defaults hold for every file: nothing is tuned per data set.</summary>
public sealed record MatchOptions
{
    public static MatchOptions Default { get; } = new();

    /// <summary>Budget of candidate pairs per row over all blocking keys; 1 to 1000.</summary>
    public int PairsPerRow { get; init; } = 60;

    /// <summary>
    /// Candidate pairs over all rows at most, whatever <see cref="PairsPerRow"/> says: a pair needs two bytes, and
    /// time; 100,000 to 1,000,000,000.
    /// </summary>
    public int MaxPairs { get; init; } = 12_000_000;

    /// <summary>Blocks with more rows are searched by sorted neighbourhood; 2 to 10,000.</summary>
    public int MaxBlockSize { get; init; } = 200;

    /// <summary>Rows behind each row that a sorted neighbourhood compares; 1 to 100.</summary>
    public int Neighbours { get; init; } = 10;

    /// <summary>Random pairs that tell how often strangers agree; 10,000 to 10,000,000.</summary>
    public int RandomPairs { get; init; } = 400_000;

    /// <summary>Pairs drawn among those that agree in a field, per field; 1,000 to 1,000,000.</summary>
    public int PairsPerKey { get; init; } = 40_000;

    /// <summary>Pairs at or above this probability are joined; 0.5 to 1.</summary>
    public double MatchProbability { get; init; } = 0.95;

    /// <summary>Pairs at or above this probability are reported; 0 to <see cref="MatchProbability"/>.</summary>
    public double ReviewProbability { get; init; } = 0.5;

    /// <summary>
    /// Each record of one source has at most one partner in the other one; only for linking two sources without
    /// duplicates of their own.
    /// </summary>
    public bool IsOneToOne { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>The result does not depend on it.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public void Validate()
    {
        Check(PairsPerRow, 1, 1000, nameof(PairsPerRow));
        Check(MaxPairs, 100_000, 1_000_000_000, nameof(MaxPairs));
        Check(MaxBlockSize, 2, 10_000, nameof(MaxBlockSize));
        Check(Neighbours, 1, 100, nameof(Neighbours));
        Check(RandomPairs, 10_000, 10_000_000, nameof(RandomPairs));
        Check(PairsPerKey, 1000, 1_000_000, nameof(PairsPerKey));
        Check(MatchProbability, 0.5, 1, nameof(MatchProbability));
        Check(ReviewProbability, 0, MatchProbability, nameof(ReviewProbability));
        Check(MaxThreads, 1, 1024, nameof(MaxThreads));
    }

    private static void Check(double value, double from, double to, string name)
    {
        if (!(value >= from && value <= to))
        {
            throw new ArgumentException($"{name} is {value}; {from} to {to} is expected.");
        }
    }
}
