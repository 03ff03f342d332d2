using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Tells the audit and the outbox of a chunk of rows: one entry and one event for all of them.</summary>
internal static class ChunkLog
{
    /// <summary>Part of the chunk's transaction.</summary>
    public static async Task WriteAsync(
        LeadContext database,
        ImportBatch batch,
        ChunkCounts counts,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var count = counts.Imported + counts.Updated - counts.Unchanged + counts.PartlyTaken;
        if (count == 0)
        {
            return;
        }

        foreach (var kind in KindsOf(batch.Kind))
        {
            Outbox.Add(database, kind, nowUtc, importBatchId: batch.Id, count: count);
        }

        var stamp = new ChangeStamp(batch.ActorId, ChangeSource.Import, "import.chunk", nowUtc, count)
        {
            ImportBatchId = batch.Id,
        };
        await ChangeLog.WriteAsync(database, stamp, counts.LeadImages, cancellationToken);
    }

    private static string[] KindsOf(ImportKind kind) =>
        kind switch
        {
            ImportKind.Leads => [EventKinds.LeadsImported],
            ImportKind.Activities => [EventKinds.ActivitiesImported],
            ImportKind.LeadsAndActivities => [EventKinds.LeadsImported, EventKinds.ActivitiesImported],
            ImportKind.Spend => [EventKinds.SpendImported],
            ImportKind.Products => [EventKinds.ProductsImported],
            ImportKind.Campaigns => [EventKinds.CampaignsImported],
            ImportKind.Stages => [EventKinds.StagesImported],
            ImportKind.Purchases => [EventKinds.PurchasesImported],
            ImportKind.Costs => [EventKinds.CostsImported],
            _ => [EventKinds.DealsImported],
        };
}
