using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Settles the rows of an import that look like leads already there, as its map says: skipped and listed, or merged.
/// All rows are in the database by then, so the search is the
/// usual one. What is to be done is stored as a whole first and then done some pairs at a time: a kill costs at most
/// one step.
/// </summary>
internal sealed class DuplicateRows(
    IDbContextFactory<LeadContext> contexts,
    BulkWriter writer,
    ImportPairs pairs,
    DataFolder folder,
    TimeProvider time
)
{
    private const int ChunkSize = 500;

    /// <summary>Merges of one transaction: people who save something meanwhile wait for it.</summary>
    private const int MergesAtOnce = 200;

    /// <summary>What was searched, how long it is, where it stands.</summary>
    internal sealed record Work(
        ImportBatch Batch,
        FileFormat Format,
        ColumnMap Map,
        JobContext Job,
        double From,
        double To
    )
    {
        public void Report(double done, string message, params object[] values) =>
            Job.Report(From + ((To - From) * done), message, values);
    }

    /// <summary>Stores what to settle.</summary>
    /// <param name="saveCheckpoint">Called inside the transaction.</param>
    public async Task SearchAsync(
        Work work,
        Func<LeadContext, Task> saveCheckpoint,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await ImportPairs.FindAsync(
            database,
            work.Batch.Id,
            work.Map.DuplicateCertainty,
            time.GetUtcNow().UtcDateTime,
            (count, done) => work.Report(0.6 * done, ImportJobMessages.Comparing, count),
            cancellationToken
        );
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await pairs.StoreAsync(database, work.Batch.Id, found, cancellationToken);
        await saveCheckpoint(database);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task SettleAsync(Work work, CancellationToken cancellationToken) =>
        work.Map.Duplicates == DuplicateRule.Skip
            ? SkipAsync(work, cancellationToken)
            : MergeAsync(work, cancellationToken);

    private async Task MergeAsync(Work work, CancellationToken cancellationToken)
    {
        var rules = new FieldRules(work.Map);
        var (batchId, done) = (work.Batch.Id, 0);
        var total = await CountAsync(batchId, cancellationToken);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var waiting = await pairs.WaitingAsync(database, batchId, 0, MergesAtOnce, cancellationToken);
            if (waiting.Count == 0 && !database.ChangeTracker.HasChanges())
            {
                return;
            }

            // Pairs of which one lead is not there any more are let go with it.
            await pairs.MergeAsync(
                database,
                batchId,
                waiting,
                rules.Choices,
                work.Job.ActorId,
                time.GetUtcNow().UtcDateTime,
                cancellationToken
            );
            await database
                .ImportBatches.Where(batch => batch.Id == batchId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(batch => batch.ImportedCount, batch => batch.ImportedCount - waiting.Count)
                            .SetProperty(batch => batch.UpdatedCount, batch => batch.UpdatedCount + waiting.Count),
                    cancellationToken
                );
            await transaction.CommitAsync(cancellationToken);
            done += waiting.Count;
            work.Report(0.6 + (0.4 * done / Math.Max(1, total)), ImportJobMessages.Merged, done, total);
        }
    }

    private async Task SkipAsync(Work work, CancellationToken cancellationToken)
    {
        var (batchId, done) = (work.Batch.Id, 0);
        var total = await CountAsync(batchId, cancellationToken);
        await using var file = new StagedRows(Path.Combine(folder.Uploads, work.Batch.StoredPath), work.Format);
        for (var last = 0; ;)
        {
            var rows = await file.ReadAsync(await RowIndexesAsync(batchId, last, cancellationToken), cancellationToken);
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var waiting = await pairs.WaitingAsync(database, batchId, last, ChunkSize, cancellationToken);
            if (waiting.Count == 0 && !database.ChangeTracker.HasChanges())
            {
                return;
            }

            last = waiting.Count == 0 ? last : waiting[^1].Pair.Id;
            var kept = await CreatedLeads.KeptAsync(
                database,
                batchId,
                [.. waiting.Select(pair => pair.New)],
                cancellationToken
            );
            foreach (var pair in waiting)
            {
                // A lead that somebody has worked on since it came in stays, and people judge the pair.
                pair.Pair.ImportBatchId = kept.ContainsKey(pair.New.Id) ? null : batchId;
            }

            await database.SaveChangesAsync(cancellationToken);
            var gone = waiting.Where(pair => !kept.ContainsKey(pair.New.Id)).ToList();
            await writer.InsertAsync(
                database,
                gone.Select(pair => SkippedOf(pair, rows[pair.New.ImportRowIndex], batchId)),
                cancellationToken
            );
            await CreatedLeads.DeleteAsync(database, [.. gone.Select(pair => pair.New.Id)], cancellationToken);
            await database
                .ImportBatches.Where(batch => batch.Id == batchId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(batch => batch.ImportedCount, batch => batch.ImportedCount - gone.Count)
                            .SetProperty(batch => batch.SkippedCount, batch => batch.SkippedCount + gone.Count),
                    cancellationToken
                );
            await transaction.CommitAsync(cancellationToken);
            done += waiting.Count;
            work.Report(0.6 + (0.4 * done / Math.Max(1, total)), ImportJobMessages.SkippedDuplicates, done, total);
        }
    }

    private async Task<int> CountAsync(int batchId, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await pairs.CountWaitingAsync(database, batchId, cancellationToken);
    }

    /// <summary>
    /// The rows behind the next leads that are to go: read from the file before the transaction, so that nobody waits
    /// for it.
    /// </summary>
    private async Task<IReadOnlyList<int>> RowIndexesAsync(
        int batchId,
        int afterPairId,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await pairs.WaitingRowsAsync(database, batchId, afterPairId, ChunkSize, cancellationToken);
    }

    private static RejectedRow SkippedOf(ImportPair pair, FileRow row, int batchId)
    {
        var fields = PairEvidence
            .Parse(pair.Pair.EvidenceJson)
            .Where(field => field.Bits > 0)
            .OrderByDescending(field => field.Bits)
            .Select(field => NameOf(field.Field))
            .DefaultIfEmpty(ImportWords.WordFor(TargetField.Name))
            .ToList();
        var name = pair.Kept.Name.Length > 0 ? pair.Kept.Name : pair.Kept.Company ?? pair.Kept.LeadKey;
        var skipped = RejectedRowsCsv.From(
            row,
            new RowError(
                row.LineNumber,
                "",
                CellText.Shorten(pair.New.Name),
                ImportReasons.LooksLike(name, pair.Pair.Probability, fields)
            ),
            batchId
        );
        skipped.ResembledLeadId = pair.Kept.Id;
        return skipped;
    }

    /// <summary>A standard field in the reader's language, a custom one as it is called.</summary>
    private static Message NameOf(string field) =>
        field switch
        {
            LeadMatchTable.Name => ImportWords.WordFor(TargetField.Name),
            LeadMatchTable.Email => ImportWords.WordFor(TargetField.Email),
            LeadMatchTable.Phone => ImportWords.WordFor(TargetField.Phone),
            LeadMatchTable.Company => ImportWords.WordFor(TargetField.Company),
            LeadMatchTable.City => ImportWords.WordFor(TargetField.City),
            LeadMatchTable.Country => ImportWords.WordFor(TargetField.Country),
            _ => Message.Verbatim(field),
        };
}
