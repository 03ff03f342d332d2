using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Activities, joined to their leads by id, e-mail or phone. The same activity a second time is skipped; one without a
/// lead is rejected.
/// </summary>
internal sealed class ActivityRowHandler(RowWork work)
    : ImportRowHandler<ParsedActivity, Activity>(work, new ActivityParser(work.Map, work.Parse).Parse)
{
    /// <summary>Only for a trial: what the chunks before would have stored.</summary>
    private readonly HashSet<int> _imagined = [];

    private Dictionary<string, List<int>> _leads = [];
    private HashSet<(int LeadId, ActivityKind Kind, DateTime OccurredUtc, string? Detail)> _present = [];

    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedActivity> items,
        CancellationToken cancellationToken
    )
    {
        _leads = await LeadLookup.FindAsync(database, items.SelectMany(item => item.LeadKeys), cancellationToken);
        var leadIds = _leads.Values.SelectMany(ids => ids).Distinct().ToArray();
        var present = await database
            .Activities.Where(activity => EF.Parameter(leadIds).Contains(activity.LeadId))
            .Select(activity => new
            {
                activity.LeadId,
                activity.Kind,
                activity.OccurredUtc,
                activity.Detail,
            })
            .ToListAsync(cancellationToken);
        _present = present.Select(row => (row.LeadId, row.Kind, row.OccurredUtc, row.Detail)).ToHashSet();
    }

    protected override RowMatch<Activity> Find(FileRow row, ParsedActivity item)
    {
        var found = LeadLookup.Find(_leads, item.LeadKeys);
        if (found is not [var leadId])
        {
            return found is null
                ? RowMatch<Activity>.Rejected(item.LeadText, ImportReasons.NoSuchLead())
                : RowMatch<Activity>.Conflict(
                    item.LeadText,
                    ImportReasons.SeveralLeads(MatchKey.Email, item.LeadText, found.Count)
                );
        }

        var activity = item.Activity;
        activity.LeadId = leadId;
        activity.ImportBatchId = Work.BatchId;
        var identity = (activity.LeadId, activity.Kind, activity.OccurredUtc, activity.Detail);
        return !_present.Add(identity) || (Work.IsTrial && !_imagined.Add(identity.GetHashCode()))
            ? RowMatch<Activity>.Skipped
            : RowMatch<Activity>.New(activity);
    }
}
