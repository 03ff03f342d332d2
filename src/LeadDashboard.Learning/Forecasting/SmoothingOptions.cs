namespace LeadDashboard.Learning.Forecasting;

/// <summary>Settings of <see cref="ExponentialSmoothing"/>.</summary>
public sealed record SmoothingOptions
{
    public static SmoothingOptions Default { get; } = new();

    /// <summary>
    /// Periods of a season: 52 for weeks, 12 for months, 7 for days; 1 = no season. Seasons are tried from two full
    /// ones on.
    /// </summary>
    public int SeasonLength { get; init; } = 1;

    /// <summary>Null = the shape with the lowest AICc is chosen.</summary>
    public SmoothingShape? Shape { get; init; }

    /// <summary>Wanted share of values inside the interval, in (0, 1).</summary>
    public double Coverage { get; init; } = 0.9;

    /// <summary>Counts and sales cannot be negative: forecasts and limits are cut at 0.</summary>
    public bool IsNonNegative { get; init; }

    /// <summary>Simulated futures of a multiplicative season; the other shapes have a formula.</summary>
    public int PathCount { get; init; } = 4000;

    public int Seed { get; init; } = 1;

    internal void Require()
    {
        if (SeasonLength < 1 || Coverage is not (> 0 and < 1) || PathCount < 100)
        {
            throw new ArgumentException(
                $"A season of {SeasonLength} periods, coverage {Coverage} or {PathCount} paths is impossible. Give a "
                    + $"season >= 1, a coverage between 0 and 1 and at least 100 paths."
            );
        }
    }
}
