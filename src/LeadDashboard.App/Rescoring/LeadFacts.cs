using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Rescoring;

/// <summary>What learning and scoring read of the database, loaded once without tracking.</summary>
internal sealed record LeadFacts(
    IReadOnlyList<Lead> Leads,
    ILookup<int, Activity> Activities,
    IReadOnlyDictionary<int, Campaign> Campaigns,
    IReadOnlyList<FieldDefinition> Fields
)
{
    /// <summary>Everything: for training.</summary>
    public static Task<LeadFacts> LoadAsync(LeadContext context, CancellationToken cancellationToken) =>
        LoadAsync(context, context.Leads, context.Activities, cancellationToken);

    /// <summary>Leads with ids from .. to, both included, with the given status when not null.</summary>
    public static Task<LeadFacts> LoadRangeAsync(
        LeadContext context,
        int fromId,
        int toId,
        LeadStatus? status,
        CancellationToken cancellationToken
    ) =>
        LoadAsync(
            context,
            context.Leads.Where(lead =>
                lead.Id >= fromId && lead.Id <= toId && (status == null || lead.Status == status)
            ),
            context.Activities.Where(activity => activity.LeadId >= fromId && activity.LeadId <= toId),
            cancellationToken
        );

    /// <summary>The open ones among the leads of these ids.</summary>
    public static Task<LeadFacts> LoadOpenAsync(
        LeadContext context,
        int[] leadIds,
        CancellationToken cancellationToken
    ) =>
        LoadAsync(
            context,
            context.Leads.Where(lead => EF.Parameter(leadIds).Contains(lead.Id) && lead.Status == LeadStatus.Open),
            context.Activities.Where(activity => EF.Parameter(leadIds).Contains(activity.LeadId)),
            cancellationToken
        );

    private static async Task<LeadFacts> LoadAsync(
        LeadContext context,
        IQueryable<Lead> leads,
        IQueryable<Activity> activities,
        CancellationToken cancellationToken
    )
    {
        var rows = await leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync(cancellationToken);
        var events = await activities.AsNoTracking().Where(activity => !activity.IsBot).ToListAsync(cancellationToken);
        var campaigns = await context
            .Campaigns.AsNoTracking()
            .ToDictionaryAsync(campaign => campaign.Id, cancellationToken);
        var fields = await context.FieldDefinitions.AsNoTracking().ToListAsync(cancellationToken);
        return new LeadFacts(rows, events.ToLookup(activity => activity.LeadId), campaigns, fields);
    }
}
