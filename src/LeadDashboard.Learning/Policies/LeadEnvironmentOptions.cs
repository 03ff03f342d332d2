namespace LeadDashboard.Learning.Policies;

/// <summary>The company's own figures behind a <see cref="LeadEnvironment"/>.</summary>
public sealed record LeadEnvironmentOptions
{
    /// <summary>Calibrated probabilities (0..1) of past leads; each simulated lead is drawn from them.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>
    /// Mean number of new leads in each week of the episode, &gt;= 0; its length is the length of the episode.
    /// </summary>
    public required IReadOnlyList<double> WeeklyLeads { get; init; }

    /// <summary>
    /// Hot and warm limits to choose from; hot leads are called first, then warm ones, cold ones never.
    /// </summary>
    public required IReadOnlyList<SegmentThresholds> Actions { get; init; }

    /// <summary>Calls in the whole episode.</summary>
    public int EpisodeCapacity { get; init; } = 500;

    /// <summary>Calls a team can make in a week.</summary>
    public int WeeklyCapacity { get; init; } = 60;

    public double ValuePerWin { get; init; } = 1000;

    public double CostPerCall { get; init; } = 20;

    /// <summary>Chance that an uncalled hot or warm lead is still interested a week later, 0..1.</summary>
    public double KeptShare { get; init; } = 0.6;

    /// <summary>
    /// Standard deviation of the weekly market on the log-odds of every lead; the base rate drifts by it as a walk that
    /// returns to 0.
    /// </summary>
    public double MarketSpread { get; init; } = 0.3;
}
