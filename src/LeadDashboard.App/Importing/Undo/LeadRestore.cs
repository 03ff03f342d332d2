using System.Text.Json;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>
/// Gives fields of leads their values from before an import, where they still hold what the import wrote.
/// </summary>
internal static class LeadRestore
{
    /// <param name="images">Newest first.</param>
    public static async Task RunAsync(
        LeadContext database,
        BulkWriter writer,
        int batchId,
        IReadOnlyList<LeadChange> images,
        UndoConflicts conflicts,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var ids = images.Select(image => image.LeadId).Distinct().ToArray();
        var leads = await database
            .Leads.AsNoTracking()
            .Where(lead => EF.Parameter(ids).Contains(lead.Id))
            .ToDictionaryAsync(lead => lead.Id, cancellationToken);
        var reopened = new HashSet<int>();
        foreach (var image in images)
        {
            if (!leads.TryGetValue(image.LeadId, out var lead))
            {
                conflicts.Add(null, "", "", ImportReasons.LeadGone());
                continue;
            }

            if (Restore(lead, ChangeMap.Parse(image.FieldsJson), conflicts))
            {
                reopened.Add(lead.Id);
            }
        }

        await LeadReferences.ClearGoneAsync(database, leads.Values, cancellationToken);
        await writer.UpdateAsync(database, leads.Values, LeadSnapshot.Properties.ToArray(), cancellationToken);
        var part = reopened.ToArray();
        await database
            .Outcomes.Where(outcome =>
                outcome.ImportBatchId == batchId
                && outcome.UndoneUtc == null
                && EF.Parameter(part).Contains(outcome.LeadId)
            )
            .ExecuteUpdateAsync(set => set.SetProperty(outcome => outcome.UndoneUtc, nowUtc), cancellationToken);
    }

    /// <returns>True when the outcome was taken back.</returns>
    private static bool Restore(Lead lead, IReadOnlyList<FieldChange> changes, UndoConflicts conflicts)
    {
        var (name, status) = (lead.Name, lead.Status);
        foreach (var (change, found) in LeadSnapshot.Restore(lead, changes))
        {
            conflicts.Add(lead.Id, name, change.Field, ImportReasons.ChangedLater(found, change.After));
        }

        return lead.Status != status;
    }
}

/// <summary>
/// Brings back the spend that a file had replaced, unless another file has said something newer of the same day.
/// </summary>
internal static class SpendRestore
{
    public static async Task RunAsync(
        LeadContext database,
        BulkWriter writer,
        IReadOnlyList<RecordChange> images,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        var back = new List<CampaignSpend>();
        foreach (var group in images.GroupBy(image => image.EntityId))
        {
            var campaign = await database
                .Campaigns.AsNoTracking()
                .FirstOrDefaultAsync(candidate => candidate.Id == group.Key, cancellationToken);
            var taken = (
                await database
                    .CampaignSpends.Where(spend => spend.CampaignId == group.Key)
                    .Select(spend => spend.DayUtc)
                    .ToListAsync(cancellationToken)
            ).ToHashSet();
            foreach (var image in group)
            {
                var spend = JsonSerializer.Deserialize<ReplacedSpend>(image.ChangeJson)!;
                if (campaign is null || taken.Contains(spend.DayUtc))
                {
                    conflicts.Add(
                        null,
                        campaign?.Name ?? "",
                        DateText.Format(spend.DayUtc),
                        ImportReasons.ChangedLater(
                            "",
                            spend.SpendAmount.ToString(System.Globalization.CultureInfo.InvariantCulture)
                        )
                    );
                }
                else
                {
                    back.Add(
                        new CampaignSpend
                        {
                            CampaignId = group.Key,
                            DayUtc = spend.DayUtc,
                            SpendAmount = spend.SpendAmount,
                            ImportBatchId = spend.ImportBatchId,
                        }
                    );
                }
            }
        }

        await writer.InsertAsync(database, back, cancellationToken);
    }
}
