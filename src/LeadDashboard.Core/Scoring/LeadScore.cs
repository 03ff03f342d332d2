namespace LeadDashboard.Core.Scoring;

/// <summary>One attribute's signed share of a score.</summary>
/// <param name="Feature">Field name as the user knows it.</param>
/// <param name="Value">The lead's value, invariant text; "" = missing.</param>
/// <param name="LogOdds">Signed share on the log-odds scale.</param>
public sealed record LeadReason(string Feature, string Value, double LogOdds);

/// <summary>
/// A lead's score with its range and reasons. Invariant: BaseLogOdds + sum of Reasons = log(p / (1-p)) of Probability,
/// within 1e-6.
/// </summary>
public sealed record LeadScore(
    double Probability,
    double Low,
    double High,
    double BaseLogOdds,
    IReadOnlyList<LeadReason> Reasons
)
{
    /// <summary>0..100.</summary>
    public double Score => Probability * 100;

    /// <summary>0..1.</summary>
    public static double ProbabilityOf(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>
    /// What a probability would lose without one share of its log-odds, -1..1. Such parts do not add up exactly: the
    /// scale is bent.
    /// </summary>
    public static double PointsOf(double logOdds, double share) =>
        ProbabilityOf(logOdds) - ProbabilityOf(logOdds - share);
}

/// <summary>A past score of a lead: written when a score moves, so that history and receipts can be shown.</summary>
public sealed class ScoreReceipt
{
    public int Id { get; set; }
    public int LeadId { get; set; }
    public int ModelVersionId { get; set; }
    public DateTime ScoredUtc { get; set; }
    public double Probability { get; set; }
    public string ReasonsJson { get; set; } = "[]";
}
