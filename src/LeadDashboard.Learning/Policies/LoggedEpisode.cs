namespace LeadDashboard.Learning.Policies;

/// <summary>One decision as it was taken.</summary>
/// <param name="State">0 .. stateCount - 1.</param>
/// <param name="Action">0 .. actionCount - 1.</param>
/// <param name="Probability">With which the deciding rule chose this action in this state, (0..1]. A rule that never
/// varies has 1 and can judge no other rule.</param>
/// <param name="Reward">What it brought before the next decision; finite.</param>
public sealed record LoggedDecision(int State, int Action, double Probability, double Reward);

/// <summary>The decisions of one episode in order.</summary>
public sealed record LoggedEpisode(IReadOnlyList<LoggedDecision> Decisions)
{
    internal static void Require(IReadOnlyList<LoggedEpisode> episodes, int stateCount, int actionCount)
    {
        if (episodes.Sum(episode => episode.Decisions.Count) == 0)
        {
            throw new ArgumentException(
                "No decision is logged. Let the fixed thresholds run with some exploration first.",
                nameof(episodes)
            );
        }

        for (var s = 0; s < episodes.Count; s++)
        {
            for (var t = 0; t < episodes[s].Decisions.Count; t++)
            {
                var decision = episodes[s].Decisions[t];
                if ((uint)decision.State >= (uint)stateCount || (uint)decision.Action >= (uint)actionCount)
                {
                    throw new ArgumentException(
                        $"Decision {t} of episode {s} has state {decision.State} and action {decision.Action}; there "
                            + $"are {stateCount} states and {actionCount} actions.",
                        nameof(episodes)
                    );
                }

                if (decision.Probability is not (> 0 and <= 1) || !double.IsFinite(decision.Reward))
                {
                    throw new ArgumentException(
                        $"Decision {t} of episode {s} has probability {decision.Probability} and reward "
                            + $"{decision.Reward}; a probability in (0..1] and a finite reward are expected. Log "
                            + $"the probability with which the action was chosen.",
                        nameof(episodes)
                    );
                }
            }
        }
    }
}
