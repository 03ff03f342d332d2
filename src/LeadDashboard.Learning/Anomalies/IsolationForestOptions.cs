namespace LeadDashboard.Learning.Anomalies;

/// <summary>Settings of <see cref="IsolationForest"/>.</summary>
public sealed record IsolationForestOptions
{
    public const int DefaultTreeCount = 200;
    public const int DefaultSampleRows = 256;
    public const double DefaultContamination = 0.02;

    public static IsolationForestOptions Default { get; } = new();

    /// <summary>1..100000.</summary>
    public int TreeCount { get; init; } = DefaultTreeCount;

    /// <summary>2..65536 rows that a tree sees, drawn without repetition; all rows when there are fewer.</summary>
    public int SampleRows { get; init; } = DefaultSampleRows;

    /// <summary>
    /// 0..0.5: share of the fitted rows that lie above the threshold; 0 = the fixed threshold 0.5, the score of a row
    /// like any other.
    /// </summary>
    public double Contamination { get; init; } = DefaultContamination;

    public int Seed { get; init; } = 1;

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        Require(TreeCount is >= 1 and <= 100_000, nameof(TreeCount), TreeCount, "1..100000");
        Require(SampleRows is >= 2 and <= 65_536, nameof(SampleRows), SampleRows, "2..65536");
        Require(Contamination is >= 0 and <= 0.5, nameof(Contamination), Contamination, "0..0.5");
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
