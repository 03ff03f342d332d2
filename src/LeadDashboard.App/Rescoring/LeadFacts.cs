using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Rescoring;

/// <summary>What learning and scoring read of the database, loaded once without tracking.</summary>
internal sealed record LeadFacts(LeadRows Rows, IReadOnlyList<FieldDefinition> Fields)
{
    public IReadOnlyList<Lead> Leads => Rows.Leads;
}

/// <summary>Loads them, with the columns that features bring.</summary>
public sealed class LeadFactsReader(IEnumerable<LeadColumnSource> sources)
{
    /// <summary>Everything: for training.</summary>
    internal Task<LeadFacts> LoadAsync(LeadContext context, CancellationToken cancellationToken) =>
        LoadAsync(context, context.Leads, context.Activities, cancellationToken);

    /// <summary>Leads with ids from .. to, both included, with the given status when not null.</summary>
    internal Task<LeadFacts> LoadRangeAsync(
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
    internal Task<LeadFacts> LoadOpenAsync(LeadContext context, int[] leadIds, CancellationToken cancellationToken) =>
        LoadAsync(
            context,
            context.Leads.Where(lead => EF.Parameter(leadIds).Contains(lead.Id) && lead.Status == LeadStatus.Open),
            context.Activities.Where(activity => EF.Parameter(leadIds).Contains(activity.LeadId)),
            cancellationToken
        );

    private async Task<LeadFacts> LoadAsync(
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
        var columns = new List<LeadColumn>();
        foreach (var source in sources)
        {
            columns.Add(await source.LoadAsync(context, leads.AsNoTracking(), cancellationToken));
        }

        return new LeadFacts(
            new LeadRows(rows, events.ToLookup(activity => activity.LeadId), campaigns) { Columns = columns },
            fields
        );
    }
}
