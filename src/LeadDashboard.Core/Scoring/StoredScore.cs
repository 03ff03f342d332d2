using System.Text.Json;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Scoring;

/// <summary>The score a lead has in the database, with reasons that make exactly that score.</summary>
public static class StoredScore
{
    private const double Tolerance = 1e-9;

    /// <param name="lead">Scored: has a probability and its strongest reasons.</param>
    /// <param name="stored">Probability of the lead, 0..1.</param>
    /// <param name="again">The lead scored again by the same model as of the instant of the stored score.</param>
    public static LeadScore Restore(Lead lead, double stored, LeadScore again)
    {
        var (low, high) = (lead.ProbabilityLow ?? stored, lead.ProbabilityHigh ?? stored);
        if (Math.Abs(again.Probability - stored) < Tolerance)
        {
            return again with { Probability = stored, Low = low, High = high };
        }

        var reasons = lead.TopReasonsJson is { } json ? JsonSerializer.Deserialize<List<LeadReason>>(json) ?? [] : [];
        var logOdds = Math.Log(stored / (1 - stored));
        var rest = logOdds - again.BaseLogOdds - reasons.Sum(reason => reason.LogOdds);
        return new LeadScore(
            stored,
            low,
            high,
            again.BaseLogOdds,
            [.. reasons, new LeadReason(LeadScorer.OtherReason, "", rest)]
        );
    }
}
