using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Removes leads that an import created, unless somebody has worked on them since.</summary>
internal static class CreatedLeads
{
    /// <param name="leads">Created by the import, as they are now.</param>
    /// <returns>The reason why a lead stays, by its id; the others are gone.</returns>
    public static async Task<IReadOnlyDictionary<int, Message>> RemoveAsync(
        LeadContext database,
        int batchId,
        IReadOnlyList<Lead> leads,
        CancellationToken cancellationToken
    )
    {
        var ids = leads.Select(lead => lead.Id).ToArray();
        var closed = (
            await database
                .Outcomes.Where(outcome =>
                    EF.Parameter(ids).Contains(outcome.LeadId)
                    && (outcome.ImportBatchId == null || outcome.ImportBatchId != batchId)
                )
                .Select(outcome => outcome.LeadId)
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        var active = (
            await database
                .Activities.Where(activity =>
                    EF.Parameter(ids).Contains(activity.LeadId)
                    && (activity.ImportBatchId == null || activity.ImportBatchId != batchId)
                )
                .Select(activity => activity.LeadId)
                .Distinct()
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        var sold = (
            await database
                .Deals.Where(deal => EF.Parameter(ids).Contains(deal.LeadId))
                .Select(deal => deal.LeadId)
                .Distinct()
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        var kept = new Dictionary<int, Message>();
        foreach (var lead in leads)
        {
            var reason =
                sold.Contains(lead.Id) ? ImportReasons.HasLaterDeal()
                : closed.Contains(lead.Id) ? ImportReasons.HasLaterOutcome()
                : active.Contains(lead.Id) ? ImportReasons.HasLaterActivity()
                : lead.ImportFingerprint is { } print && print != LeadSnapshot.Fingerprint(lead)
                    ? ImportReasons.EditedSince()
                : null;
            if (reason is not null)
            {
                kept.Add(lead.Id, reason);
            }
        }

        var gone = ids.Where(id => !kept.ContainsKey(id)).ToArray();
        await database.Leads.Where(lead => EF.Parameter(gone).Contains(lead.Id)).ExecuteDeleteAsync(cancellationToken);
        return kept;
    }
}
