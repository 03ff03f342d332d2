using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Survival;

/// <summary>
/// The hazard of one kind of event: logit h(k | x) = Features.PredictRaw(x) + IntervalEffects[k].
/// </summary>
/// <param name="Features">What the lead brings, on the log-odds scale, centred on the training rows.</param>
/// <param name="IntervalEffects">double[intervalCount], log-odds.</param>
public sealed record EventHazard(AdditiveModel Features, double[] IntervalEffects)
{
    /// <summary>P(event in interval k | nothing has happened before it), 0..1.</summary>
    public double At(double featureRaw, int interval) => LogOdds.ToProbability(featureRaw + IntervalEffects[interval]);
}
