namespace LeadDashboard.Learning.Explaining;

/// <summary>One feature's signed share of a raw score.</summary>
/// <param name="Feature">Name of the feature column.</param>
/// <param name="LogOdds">Signed share on the log-odds scale; all shares and the base value add up to the raw
/// score.</param>
public sealed record Contribution(string Feature, double LogOdds);
