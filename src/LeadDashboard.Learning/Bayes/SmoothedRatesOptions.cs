namespace LeadDashboard.Learning.Bayes;

/// <summary>Settings of <see cref="SmoothedRates"/>.</summary>
public sealed record SmoothedRatesOptions
{
    public static SmoothedRatesOptions Default { get; } = new();

    /// <summary>Rows of the overall rate mixed into every value's rate: a value seen once says little.</summary>
    public double PriorRows { get; init; } = 10;

    /// <summary>Quantile bins of a number.</summary>
    public int BinCount { get; init; } = 6;
}
