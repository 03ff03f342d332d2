namespace LeadDashboard.Learning.Losses;

/// <summary>Between probabilities 0..1 and log-odds, safe at both ends.</summary>
public static class LogOdds
{
    /// <summary>Probabilities are kept this far from 0 and 1, so that every log-odds is finite.</summary>
    public const double Edge = 1e-9;

    public static double ToProbability(double raw) =>
        raw >= 0 ? 1 / (1 + Math.Exp(-raw)) : Math.Exp(raw) / (1 + Math.Exp(raw));

    public static double FromProbability(double probability)
    {
        var inside = Math.Clamp(probability, Edge, 1 - Edge);
        return Math.Log(inside / (1 - inside));
    }

    /// <summary>-log P(label) in nats; label 0 or 1.</summary>
    public static double Loss(double raw, double label) =>
        Math.Max(raw, 0) - raw * label + Math.Log(1 + Math.Exp(-Math.Abs(raw)));
}
