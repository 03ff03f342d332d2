namespace LeadDashboard.Learning.Forecasting;

/// <summary>How a trend goes on.</summary>
public enum TrendKind
{
    None = 0,

    /// <summary>Holt's straight line.</summary>
    Linear = 1,

    /// <summary>A line that flattens out (Gardner and McKenzie 1985).</summary>
    Damped = 2,
}

/// <summary>How a season moves the level.</summary>
public enum SeasonKind
{
    None = 0,

    /// <summary>By an amount.</summary>
    Additive = 1,

    /// <summary>By a factor; needs values above 0.</summary>
    Multiplicative = 2,
}

/// <summary>
/// Which exponential smoothing: (None, None) is simple, (Linear, None) Holt, with a season Holt-Winters.
/// </summary>
public readonly record struct SmoothingShape(TrendKind Trend, SeasonKind Season)
{
    /// <summary>Smoothing weights to be found, starting level and trend included.</summary>
    internal int WeightCount =>
        2
        + (Trend == TrendKind.None ? 0 : 2)
        + (Trend == TrendKind.Damped ? 1 : 0)
        + (Season == SeasonKind.None ? 0 : 1);

    /// <summary>Everything found from the values: the weights and the m - 1 free terms of a season of m.</summary>
    internal int FoundCount(int seasonLength) => WeightCount + (Season == SeasonKind.None ? 0 : seasonLength - 1);
}
