using LeadDashboard.Core.History;
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
    private const ChangeSource Imported = ChangeSource.Import;

    public static Task<List<LeadChange>> NewestLeadsAsync(
        LeadContext database,
        int batchId,
        int count,
        CancellationToken cancellationToken
    ) =>
        database
            .LeadChanges.AsNoTracking()
            .Where(change => change.ImportBatchId == batchId && change.UndoneUtc == null && change.Source == Imported)
            .OrderByDescending(change => change.Id)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>The changes of leads stay on record: the audit covers them.</summary>
    /// <param name="fromId">This one and all newer ones.</param>
    public static Task MarkUndoneAsync(
        LeadContext database,
        int batchId,
        int fromId,
        DateTime nowUtc,
        CancellationToken cancellationToken
    ) =>
        database
            .LeadChanges.Where(change =>
                change.ImportBatchId == batchId
                && change.UndoneUtc == null
                && change.Source == Imported
                && change.Id >= fromId
            )
            .ExecuteUpdateAsync(set => set.SetProperty(change => change.UndoneUtc, nowUtc), cancellationToken);

    public static Task<List<RecordChange>> NewestAsync(
        LeadContext database,
        int batchId,
        RecordChangeKind kind,
        int count,
        CancellationToken cancellationToken
    ) =>
        database
            .RecordChanges.AsNoTracking()
            .Where(change => change.ImportBatchId == batchId && change.Kind == kind)
            .OrderByDescending(change => change.Id)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <param name="fromId">This one and all newer ones.</param>
    public static Task ForgetAsync(
        LeadContext database,
        int batchId,
        RecordChangeKind kind,
        int fromId,
        CancellationToken cancellationToken
    ) =>
        database
            .RecordChanges.Where(change =>
                change.ImportBatchId == batchId && change.Kind == kind && change.Id >= fromId
            )
            .ExecuteDeleteAsync(cancellationToken);
}
