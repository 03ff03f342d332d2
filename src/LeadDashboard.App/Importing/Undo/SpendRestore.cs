using System.Globalization;
using System.Text.Json;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Values;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>
/// Takes away the spend of a file and brings back what it had replaced, unless another file has said something newer of
/// the same day.
/// </summary>
internal static class SpendRestore
{
    /// <returns>How many rows were touched; 0 = none is left.</returns>
    public static async Task<int> RunAsync(UndoWork work, CancellationToken cancellationToken)
    {
        var database = work.Database;
        var deleted = await database
            .CampaignSpends.Where(spend => spend.ImportBatchId == work.BatchId)
            .ExecuteDeleteAsync(cancellationToken);
        var replaced = database.RecordChanges.Where(change =>
            change.ImportBatchId == work.BatchId && change.Kind == RecordChangeKind.SpendReplaced
        );
        var images = await replaced.AsNoTracking().ToListAsync(cancellationToken);
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
            foreach (var spend in group.Select(image => JsonSerializer.Deserialize<ReplacedSpend>(image.ChangeJson)!))
            {
                if (campaign is null || taken.Contains(spend.DayUtc))
                {
                    var amount = spend.SpendAmount.ToString(CultureInfo.InvariantCulture);
                    work.Conflicts.Add(
                        null,
                        campaign?.Name ?? "",
                        DateText.Format(spend.DayUtc),
                        ImportReasons.ChangedLater("", amount)
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

        await work.Writer.InsertAsync(database, back, cancellationToken);
        await replaced.ExecuteDeleteAsync(cancellationToken);
        return deleted + images.Count;
    }
}
