using LeadDashboard.Core.Importing;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// What records were before an import changed them. An undo goes from the newest change to the oldest, and forgets
/// those it has taken back.
/// </summary>
internal static class ImportImages
{
    public static Task<List<ImportChange>> NewestAsync(
        LeadContext database,
        int batchId,
        ImportChangeKind kind,
        int count,
        CancellationToken cancellationToken
    ) =>
        database
            .ImportChanges.AsNoTracking()
            .Where(change => change.ImportBatchId == batchId && change.Kind == kind)
            .OrderByDescending(change => change.Id)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <param name="fromId">This one and all newer ones.</param>
    public static Task ForgetAsync(
        LeadContext database,
        int batchId,
        ImportChangeKind kind,
        int fromId,
        CancellationToken cancellationToken
    ) =>
        database
            .ImportChanges.Where(change =>
                change.ImportBatchId == batchId && change.Kind == kind && change.Id >= fromId
            )
            .ExecuteDeleteAsync(cancellationToken);
}
