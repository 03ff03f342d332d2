using System.Text.Json;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Runs rejected rows of an import again: those a person corrected, or all of them; or rows that were skipped because
/// they look like a lead, now imported all the same; or rows that waited for a lead that another import brought.
/// What is still wrong stays listed with its new reason. Rows that are no data run only when a person chose them.
/// </summary>
internal sealed class RetryRejectedJob(
    IDbContextFactory<LeadContext> contexts,
    BulkWriter writer,
    BotMarks bots,
    TimeProvider time
) : IJobHandler
{
    private const int ChunkSize = 1_000;

    /// <param name="LastActivityId">The newest activity before the rows ran.</param>
    private sealed record Position(int LastId, int EndId, DateTime ImportedUtc, int LastActivityId = 0);

    public string Kind => ImportingModule.RetryRejected.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var (batchId, all, lookAlikes, waiting) = context.Arguments(ImportingModule.RetryRejected);
        var position = context.Checkpoint is { } json
            ? JsonSerializer.Deserialize<Position>(json)!
            : await StartAsync(batchId, cancellationToken);
        ImportBatch batch;
        await using (var database = await contexts.CreateDbContextAsync(cancellationToken))
        {
            batch = await database
                .ImportBatches.AsNoTracking()
                .SingleAsync(candidate => candidate.Id == batchId, cancellationToken);
        }

        var map = ColumnMap.FromJson(batch.MapJson!);
        var format = FileFormat.FromJson(batch.FormatJson);
        var importedUtc = position.ImportedUtc;
        var parse = await ParseContexts.ReadAsync(contexts, batch, format, importedUtc, null, cancellationToken);
        var chunks = ChunkWriters.For(batch.Kind, writer, map, parse);
        var done = 0;
        while (true)
        {
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var (from, to) = (position.LastId, position.EndId);
            var rows = await database
                .RejectedRows.AsNoTracking()
                .Where(row =>
                    row.ImportBatchId == batchId
                    && !row.IsKept
                    && row.Id > from
                    && row.Id <= to
                    && (row.ResembledLeadId != null) == lookAlikes
                    && (
                        waiting
                            ? row.CorrectedJson == null && row.Reason.StartsWith(ImportReasons.WaitsForLeadPrefix)
                            : row.CorrectedJson != null
                                || (all && (lookAlikes || !row.Reason.StartsWith(NoLeadRows.StoredPrefix)))
                    )
                )
                .OrderBy(row => row.Id)
                .Take(ChunkSize)
                .ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                break;
            }

            position = position with { LastId = rows[^1].Id };
            await RunAgainAsync(database, batch, chunks, rows, map.Columns.Count, cancellationToken);
            await context.SaveCheckpointAsync(database, JsonSerializer.Serialize(position), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            context.Report(0.5, ImportJobMessages.Imported, done += rows.Count);
        }

        if (batch.Kind.BringsActivities())
        {
            await bots.MarkAsync(batchId, position.LastActivityId, cancellationToken);
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await ActivityCounts.UpdateAsync(database, ActivityCounts.LeadsOf(database, batchId), cancellationToken);
        }
    }

    private async Task<Position> StartAsync(int batchId, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var end =
            await database
                .RejectedRows.Where(row => row.ImportBatchId == batchId)
                .MaxAsync(row => (int?)row.Id, cancellationToken)
            ?? 0;
        var newest = await database.Activities.MaxAsync(row => (int?)row.Id, cancellationToken) ?? 0;
        return new Position(0, end, time.GetUtcNow().UtcDateTime, newest);
    }

    private async Task RunAgainAsync(
        LeadContext database,
        ImportBatch import,
        IChunkWriter chunks,
        List<RejectedRow> rows,
        int columnCount,
        CancellationToken cancellationToken
    )
    {
        var chunk = chunks.Parse([.. rows.Select(row => RejectedRowsCsv.ToFileRow(row, columnCount))]);
        await chunks.WriteAsync(database, chunk, cancellationToken);
        var counts = chunk.Counts;
        await ChunkLog.WriteAsync(database, import, counts, time.GetUtcNow().UtcDateTime, cancellationToken);
        var ids = rows.Select(row => row.Id).ToArray();
        await database
            .RejectedRows.Where(row => EF.Parameter(ids).Contains(row.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await writer.InsertAsync(database, counts.Rejected.Concat(counts.Kept), cancellationToken);
        var (rejectedBefore, skippedBefore) = (
            rows.Count(row => row.ResembledLeadId is null),
            rows.Count(row => row.ResembledLeadId is not null)
        );
        var conflictsBefore = rows.Count(row => row.IsConflict);
        var cellsBefore = await database
            .ImportBatches.Where(batch => batch.Id == import.Id)
            .Select(batch => batch.CellsJson)
            .SingleAsync(cancellationToken);
        var cellsJson = CellReport.FromJson(cellsBefore).Plus(counts.Cells).ToJson();
        await database
            .ImportBatches.Where(batch => batch.Id == import.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(batch => batch.ImportedCount, batch => batch.ImportedCount + counts.Imported)
                        .SetProperty(batch => batch.UpdatedCount, batch => batch.UpdatedCount + counts.Updated)
                        .SetProperty(
                            batch => batch.SkippedCount,
                            batch => batch.SkippedCount + counts.Skipped - skippedBefore
                        )
                        .SetProperty(
                            batch => batch.RejectedCount,
                            batch => batch.RejectedCount + counts.Rejected.Count - rejectedBefore
                        )
                        .SetProperty(
                            batch => batch.ConflictCount,
                            batch => batch.ConflictCount + counts.Conflicts - conflictsBefore
                        )
                        .SetProperty(batch => batch.WarningCount, batch => batch.WarningCount + counts.Kept.Count)
                        .SetProperty(batch => batch.CellsJson, cellsJson),
                cancellationToken
            );
    }
}
