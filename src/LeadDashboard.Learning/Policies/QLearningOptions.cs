namespace LeadDashboard.Learning.Policies;

/// <summary>Settings of <see cref="QLearning"/>.</summary>
public sealed record QLearningOptions
{
    public static QLearningOptions Default { get; } = new();

    /// <summary>Episodes played, or passes over a log.</summary>
    public int EpisodeCount { get; init; } = 50_000;

    /// <summary>Worth of a reward one decision later, 0..1; 1 = an episode counts as a whole.</summary>
    public double Discount { get; init; } = 1;

    /// <summary>Share of random actions in the first episode, 0..1.</summary>
    public double ExplorationStart { get; init; } = 1;

    /// <summary>And from <see cref="ExplorationEpisodes"/> on; in between it falls on a straight line.</summary>
    public double ExplorationEnd { get; init; } = 0.1;

    /// <summary>Share of the episodes over which exploration falls, 0..1.</summary>
    public double ExplorationEpisodes { get; init; } = 0.8;

    /// <summary>
    /// Rate of the n-th visit (from 0) to a state and action = max(MinLearningRate, 1 / (1 + n)^LearningRatePower); a
    /// power in (0.5, 1] meets the
    /// conditions of Watkins and Dayan for MinLearningRate 0.
    /// </summary>
    public double LearningRatePower { get; init; } = 0.7;

    public double MinLearningRate { get; init; } = 0.001;

    /// <summary>Worth of what was never tried. High = tries everything once; low = careful.</summary>
    public double InitialValue { get; init; }

    /// <summary>A state whose best action was tried less often than this gets <see cref="FallbackAction"/>.</summary>
    public int MinVisits { get; init; } = 1;

    /// <summary>The fixed thresholds in force until the policy knows better.</summary>
    public int FallbackAction { get; init; }

    public int Seed { get; init; } = 1;

    internal void Require(int actionCount)
    {
        if (
            EpisodeCount < 1
            || Discount is not (>= 0 and <= 1)
            || ExplorationStart is not (>= 0 and <= 1)
            || ExplorationEnd is not (>= 0 and <= 1)
            || ExplorationEpisodes is not (>= 0 and <= 1)
            || LearningRatePower is not (>= 0 and <= 1)
            || MinLearningRate is not (>= 0 and <= 1)
            || !double.IsFinite(InitialValue)
        )
        {
            throw new ArgumentException(
                "A setting of Q-learning is out of range: episodes must be >= 1, and discount, exploration, learning "
                    + "rate and its power lie in 0..1. Correct the options."
            );
        }

        if ((uint)FallbackAction >= (uint)actionCount)
        {
            throw new ArgumentException(
                $"The fallback action is {FallbackAction} where the actions are 0..{actionCount - 1}. Choose one of "
                    + $"them."
            );
        }
    }
}
