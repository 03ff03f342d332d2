using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>What a lead keeps of its activities. Those of scanners and robots do not count.</summary>
internal static class ActivityCounts
{
    /// <summary>
    /// Leads that an import brought activities of, or changed some. Asked lead by lead ("is there one of this import?")
    /// SQLite would walk through all activities of the import for each of them.
    /// </summary>
    public static IQueryable<Lead> LeadsOf(LeadContext database, int batchId) =>
        database.Leads.Where(lead =>
            database
                .Activities.Where(activity => activity.ImportBatchId == batchId)
                .Select(activity => activity.LeadId)
                .Union(
                    database
                        .RecordChanges.Where(change =>
                            change.ImportBatchId == batchId && change.Kind == RecordChangeKind.ActivityUpdated
                        )
                        .Join(
                            database.Activities,
                            change => change.EntityId,
                            activity => activity.Id,
                            (change, activity) => activity.LeadId
                        )
                )
                .Contains(lead.Id)
        );

    public static Task UpdateAsync(LeadContext database, IQueryable<Lead> leads, CancellationToken cancellationToken) =>
        leads.ExecuteUpdateAsync(
            set =>
                set.SetProperty(
                        lead => lead.ActivityCount,
                        lead => database.Activities.Count(activity => activity.LeadId == lead.Id && !activity.IsBot)
                    )
                    .SetProperty(
                        lead => lead.LastActivityUtc,
                        lead =>
                            database
                                .Activities.Where(activity => activity.LeadId == lead.Id && !activity.IsBot)
                                .Max(activity => (DateTime?)activity.OccurredUtc)
                    ),
            cancellationToken
        );
}
