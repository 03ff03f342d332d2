using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>Activities of an import; what their leads count of them follows.</summary>
internal sealed class ActivityHistory(UndoWork work)
    : ImportedHistory<Activity>(work, RecordChangeKind.ActivityUpdated, ActivitySnapshot.Fields)
{
    protected override (int? LeadId, string Name) Label(Activity record) => (record.LeadId, record.Detail ?? "");

    /// <summary>A campaign or product that has gone since is left out.</summary>
    protected override async Task StoreAsync(IReadOnlyList<Activity> records, CancellationToken cancellationToken)
    {
        int[] named = [.. records.Select(activity => activity.CampaignId).OfType<int>()];
        int[] about = [.. records.Select(activity => activity.ProductId).OfType<int>()];
        var campaigns = await Database
            .Campaigns.Where(row => EF.Parameter(named).Contains(row.Id))
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        var products = await Database
            .Products.Where(row => EF.Parameter(about).Contains(row.Id))
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        foreach (var activity in records)
        {
            activity.CampaignId = activity.CampaignId is { } id && campaigns.Contains(id) ? id : null;
            activity.ProductId = activity.ProductId is { } product && products.Contains(product) ? product : null;
        }

        var properties = ActivitySnapshot.Fields.Properties.ToArray();
        await Work.Writer.UpdateAsync(Database, records, properties, cancellationToken);
        await CountAsync(records, cancellationToken);
    }

    protected override async Task DeleteAsync(IReadOnlyList<Activity> gone, CancellationToken cancellationToken)
    {
        await base.DeleteAsync(gone, cancellationToken);
        await CountAsync(gone, cancellationToken);
    }

    private Task CountAsync(IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        int[] ids = [.. activities.Select(activity => activity.LeadId).Distinct()];
        return ActivityCounts.UpdateAsync(
            Database,
            Database.Leads.Where(lead => EF.Parameter(ids).Contains(lead.Id)),
            cancellationToken
        );
    }
}
