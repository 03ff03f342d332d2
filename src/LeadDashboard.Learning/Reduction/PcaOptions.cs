namespace LeadDashboard.Learning.Reduction;

/// <summary>Settings of <see cref="Pca"/>.</summary>
public sealed record PcaOptions
{
    public const double DefaultVarianceShare = 1;
    public const int DefaultMaxExactColumns = 500;
    public const int DefaultPowerPasses = 6;

    public static PcaOptions Default { get; } = new();

    /// <summary>
    /// At least 0 directions; 0 = as many as <see cref="VarianceShare"/> asks. Never more than rows or columns.
    /// </summary>
    public int ComponentCount { get; init; }

    /// <summary>
    /// Above 0, at most 1: with ComponentCount 0, the fewest directions that together hold this share of the variance;
    /// 1 = all.
    /// </summary>
    public double VarianceShare { get; init; } = DefaultVarianceShare;

    /// <summary>
    /// At least 1: with more columns and a given ComponentCount, directions are found by random projection instead of
    /// exactly.
    /// </summary>
    public int MaxExactColumns { get; init; } = DefaultMaxExactColumns;

    /// <summary>At least 0 passes that sharpen a random projection.</summary>
    public int PowerPasses { get; init; } = DefaultPowerPasses;

    public int Seed { get; init; } = 1;

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        Require(ComponentCount >= 0, nameof(ComponentCount), ComponentCount, "at least 0");
        Require(VarianceShare is > 0 and <= 1, nameof(VarianceShare), VarianceShare, "above 0, at most 1");
        Require(MaxExactColumns >= 1, nameof(MaxExactColumns), MaxExactColumns, "at least 1");
        Require(PowerPasses >= 0, nameof(PowerPasses), PowerPasses, "at least 0");
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
