using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Learning.Policies;

/// <summary>
/// What a policy would have brought per episode, from episodes that another rule decided. Each value with a 95 %
/// interval.
/// </summary>
/// <param name="Importance">Whole-episode importance sampling: unbiased, very wide for long episodes.</param>
/// <param name="WeightedImportance">The same divided by the sum of weights: slightly biased, narrower.</param>
/// <param name="PerDecision">Each reward weighted by the decisions up to it only: unbiased.</param>
/// <param name="WeightedPerDecision">The same with normalised weights.</param>
/// <param name="DoublyRobust">A learnt model of the rewards, corrected by weighted residuals: right if either the model
/// or the logged probabilities are. The one to trust first.</param>
/// <param name="LoggedMean">What the logged rule itself brought.</param>
/// <param name="EffectiveEpisodes">(sum of weights)^2 / sum of squared weights: of how many episodes the whole-episode
/// estimate really speaks.</param>
/// <param name="EpisodeCount">Logged episodes.</param>
public sealed record OffPolicyReport(
    Estimate Importance,
    Estimate WeightedImportance,
    Estimate PerDecision,
    Estimate WeightedPerDecision,
    Estimate DoublyRobust,
    Estimate LoggedMean,
    double EffectiveEpisodes,
    int EpisodeCount
);

/// <summary>Whether a learnt policy may act.</summary>
/// <param name="Difference">Learnt minus fixed, reward per episode, doubly robust, 95 %.</param>
/// <param name="MayAct">The whole interval lies above 0.</param>
public sealed record PolicyVerdict(Estimate Difference, bool MayAct);
