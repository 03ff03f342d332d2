using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Results;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Segments;

/// <summary>Moves the limits and every open lead with them.</summary>
public sealed class SegmentService(IDbContextFactory<LeadContext> contexts, SettingStore settings)
{
    public static readonly SegmentLimitsRules Rules = new();

    public async Task<Result<SegmentLimits>> SaveAsync(
        SegmentLimits limits,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.EditSegments);
        if (Rules.Refusal(limits) is { } refusal)
        {
            return refusal;
        }

        await settings.WriteAsync(limits, actor, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (hot, warm) = (limits.HotFrom, limits.WarmFrom);
        await context
            .Leads.Where(lead => lead.Status == LeadStatus.Open && lead.Probability != null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                        lead => lead.Segment,
                        lead =>
                            lead.Probability >= hot ? Segment.Hot
                            : lead.Probability >= warm ? Segment.Warm
                            : Segment.Cold
                    ),
                cancellationToken
            );
        return limits;
    }
}

/// <summary>Expected refusals.</summary>
public static class SegmentErrors
{
    internal const string LimitsKey = "segments.limits";
}
