using LeadDashboard.Core.Importing;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>Another import whose rows keep leads where they are.</summary>
/// <param name="LeadCount">Leads that have activities from it.</param>
public sealed record KeepingImport(int BatchId, string FileName, int LeadCount);

/// <summary>What an undo would have to leave, said before it runs.</summary>
/// <param name="StayingLeadCount">Leads that the import created and that got activities from another import.</param>
/// <param name="KeptBy">Those imports, oldest first; undone first, they keep no lead any more.</param>
public sealed record UndoPreview(int StayingLeadCount, IReadOnlyList<KeepingImport> KeptBy)
{
    public static UndoPreview Nothing { get; } = new(0, []);

    internal static async Task<UndoPreview> ReadAsync(
        LeadContext database,
        int batchId,
        CancellationToken cancellationToken
    )
    {
        var kept =
            from activity in database.Activities
            join lead in database.Leads on activity.LeadId equals lead.Id
            join batch in database.ImportBatches on activity.ImportBatchId equals batch.Id
            where
                lead.ImportBatchId == batchId
                && batch.Id != batchId
                && (
                    batch.Status == ImportStatus.Done
                    || batch.Status == ImportStatus.Failed
                    || batch.Status == ImportStatus.Canceled
                )
            select new
            {
                BatchId = batch.Id,
                batch.FileName,
                activity.LeadId,
            };
        var imports = await kept.GroupBy(row => new { row.BatchId, row.FileName })
            .Select(group => new
            {
                group.Key.BatchId,
                group.Key.FileName,
                LeadCount = group.Select(row => row.LeadId).Distinct().Count(),
            })
            .OrderBy(group => group.BatchId)
            .ToListAsync(cancellationToken);
        return imports.Count == 0
            ? Nothing
            : new UndoPreview(
                await kept.Select(row => row.LeadId).Distinct().CountAsync(cancellationToken),
                [.. imports.Select(group => new KeepingImport(group.BatchId, group.FileName, group.LeadCount))]
            );
    }
}
