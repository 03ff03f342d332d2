namespace LeadDashboard.Core.Segments;

/// <summary>Stored as a number, never renumbered.</summary>
public enum Segment
{
    Cold = 0,
    Warm = 1,
    Hot = 2,
}

/// <summary>Where hot and warm begin, as probabilities. 0 &lt;= WarmFrom &lt;= HotFrom &lt;= 1.</summary>
public sealed record SegmentLimits(double HotFrom, double WarmFrom)
{
    public static SegmentLimits Default { get; } = new(0.5, 0.2);
}

/// <summary>Every probability belongs to exactly one segment.</summary>
public static class SegmentRules
{
    public static Segment Assign(double probability, SegmentLimits limits) =>
        probability >= limits.HotFrom ? Segment.Hot
        : probability >= limits.WarmFrom ? Segment.Warm
        : Segment.Cold;
}
