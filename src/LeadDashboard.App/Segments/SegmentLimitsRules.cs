using FluentValidation;
using LeadDashboard.App.Validation;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.App.Segments;

/// <summary>Warm begins at 0 or above, hot where warm does or above, and no probability is above 1.</summary>
public sealed class SegmentLimitsRules : EntryRules<SegmentLimits>
{
    public SegmentLimitsRules()
    {
        // A limit that is no number is in no range.
        RuleFor(limits => limits.WarmFrom)
            .Must((limits, warm) => warm >= 0 && warm <= limits.HotFrom)
            .Saying(SegmentErrors.LimitsKey);
        RuleFor(limits => limits.HotFrom).Must(hot => hot <= 1).Saying(SegmentErrors.LimitsKey);
    }
}
