namespace LeadDashboard.Learning.Policies;

/// <summary>
/// One action of the policy: leads scored at least <paramref name="HotFrom"/> are hot, at least <paramref
/// name="WarmFrom"/> warm, the others cold. 0 &lt;= WarmFrom &lt;= HotFrom &lt;= 1.
/// </summary>
public sealed record SegmentThresholds(double HotFrom, double WarmFrom);
