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
/// Brings a staged file into the database. A chunk of rows, the counts and the place to go on are one transaction,
/// so that after a kill at any instant no row is there twice and none is missing.
/// </summary>
internal sealed class ImportCommitter(
    IDbContextFactory<LeadContext> contexts,
    BulkWriter writer,
    BotMarks bots,
    DuplicateRows duplicates,
    DataFolder folder,
    ImportOptions options,
    TimeProvider time
)
{
    /// <summary>A guess, to tell large files from small ones.</summary>
    private const int BytesPerRow = 250;
    private const int ManyRows = 50_000;

    /// <summary>Where to go on: the first row that is not stored yet.</summary>
    private sealed record Position(int BatchId, int NextRowIndex, DateTime ImportedUtc, bool IsSearched = false);

    /// <param name="batchId">A mapped batch.</param>
    /// <param name="context">Told how far it is, from <paramref name="from"/> to <paramref name="to"/>.</param>
    public async Task CommitAsync(
        int batchId,
        JobContext context,
        double from,
        double to,
        CancellationToken cancellationToken
    )
    {
        var batch = await StartAsync(batchId, cancellationToken);
        var map = ColumnMap.FromJson(batch.MapJson!);
        var format = FileFormat.FromJson(batch.FormatJson);
        var saved = context.Checkpoint is { } json ? JsonSerializer.Deserialize<Position>(json) : null;
        var position =
            saved is not null && saved.BatchId == batchId
                ? saved
                : new Position(batchId, 0, time.GetUtcNow().UtcDateTime);
        var importedUtc = position.ImportedUtc;
        var parse = await ParseContexts.ReadAsync(contexts, batch, format, importedUtc, null, cancellationToken);
        var cells = CellReport.FromJson(batch.CellsJson);
        var chunks = ChunkWriters.For(batch.Kind, writer, map, parse);
        var clock = time.GetTimestamp();
        var isLeftOut = await LeaveOutIndexesAsync(batch, map, cancellationToken);
        var end = map.SettlesDuplicates ? from + (0.5 * (to - from)) : to;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tally = batch.Kind == ImportKind.Leads ? new QualityTally(map, format) : null;
        var reader = new ChunkReader(
            Path.Combine(folder.Uploads, batch.StoredPath),
            format,
            map,
            position.NextRowIndex,
            options.ChunkRows,
            tally
        );
        var stored = position;

        // One connection for all chunks: it keeps the pages of the indexes that every chunk writes to.
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken);
        await LeadIndexes.WidenAsync(database, cancellationToken);
        try
        {
            await foreach (var (chunk, done) in reader.ReadAsync(chunks, stop.Token))
            {
                var rows = chunk.Rows[^1].RowIndex + 1;
                stored = position with { NextRowIndex = rows };
                cells = await StoreAsync(database, batch, chunks, chunk, cells, context, stored, cancellationToken);
                database.ChangeTracker.Clear();
                Report(
                    context,
                    from,
                    end,
                    done,
                    rows,
                    (rows - position.NextRowIndex) / time.GetElapsedTime(clock).TotalSeconds
                );
            }
        }
        catch (UnreadableFileException unreadable)
        {
            throw new JobFailedException(unreadable.Error.Message);
        }
        finally
        {
            await stop.CancelAsync();
        }

        if (isLeftOut)
        {
            await RestoreIndexesAsync(cancellationToken);
        }

        if (map.SettlesDuplicates)
        {
            var work = new DuplicateRows.Work(batch, format, map, context, end, to);
            if (!stored.IsSearched)
            {
                await duplicates.SearchAsync(
                    work,
                    searched =>
                        context.SaveCheckpointAsync(
                            searched,
                            JsonSerializer.Serialize(stored with { IsSearched = true }),
                            cancellationToken
                        ),
                    cancellationToken
                );
            }

            await duplicates.SettleAsync(work, cancellationToken);
        }

        if (batch.Kind.BringsActivities())
        {
            await bots.MarkAsync(batch.Id, afterId: 0, cancellationToken);
        }

        var parser = new LeadParser(map, parse);
        await FinishAsync(
            batch,
            tally?.Report(row => parser.Parse(row).Value?.Lead.LeadKey)?.ToJson(),
            cancellationToken
        );
    }

    /// <summary>Also after an import that was stopped half-way.</summary>
    public async Task RestoreIndexesAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await LeadIndexes.RestoreAsync(database, cancellationToken);
    }

    /// <summary>
    /// True when the file brings many times the leads that are there, and nothing is looked up by what the indexes
    /// hold.
    /// </summary>
    private async Task<bool> LeaveOutIndexesAsync(ImportBatch batch, ColumnMap map, CancellationToken cancellationToken)
    {
        var expected = batch.SizeBytes / BytesPerRow;
        if (batch.Kind != ImportKind.Leads || map.Keys.Count > 0 || expected < ManyRows)
        {
            return false;
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var before =
            await database
                .Leads.Where(lead => lead.ImportBatchId != batch.Id)
                .MaxAsync(lead => (int?)lead.Id, cancellationToken)
            ?? 0;
        if (before > expected / 2)
        {
            return false;
        }

        await LeadIndexes.DropAsync(database, cancellationToken);
        return true;
    }

    private async Task<ImportBatch> StartAsync(int batchId, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var batch = await database.ImportBatches.SingleAsync(candidate => candidate.Id == batchId, cancellationToken);
        if (batch.MapJson is null)
        {
            throw new JobFailedException(ImportJobMessages.NotMapped);
        }

        batch.Status = ImportStatus.Running;
        batch.Error = null;
        await database.SaveChangesAsync(cancellationToken);
        return batch;
    }

    /// <returns>The cells so far, those of the chunk among them.</returns>
    private async Task<CellReport> StoreAsync(
        LeadContext database,
        ImportBatch batch,
        IChunkWriter chunks,
        ParsedChunk chunk,
        CellReport cells,
        JobContext context,
        Position stored,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await chunks.WriteAsync(database, chunk, cancellationToken);
        var (rows, counts) = (chunk.Rows, chunk.Counts);
        await ChunkLog.WriteAsync(database, batch, counts, time.GetUtcNow().UtcDateTime, cancellationToken);
        await writer.InsertAsync(database, counts.Rejected.Concat(counts.Kept), cancellationToken);
        cells = cells.Plus(counts.Cells);
        var cellsJson = cells.ToJson();
        await database
            .ImportBatches.Where(candidate => candidate.Id == batch.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(candidate => candidate.RowCount, candidate => candidate.RowCount + rows.Count)
                        .SetProperty(
                            candidate => candidate.ImportedCount,
                            candidate => candidate.ImportedCount + counts.Imported
                        )
                        .SetProperty(
                            candidate => candidate.UpdatedCount,
                            candidate => candidate.UpdatedCount + counts.Updated
                        )
                        .SetProperty(
                            candidate => candidate.RejectedCount,
                            candidate => candidate.RejectedCount + counts.Rejected.Count
                        )
                        .SetProperty(
                            candidate => candidate.SkippedCount,
                            candidate => candidate.SkippedCount + counts.Skipped
                        )
                        .SetProperty(
                            candidate => candidate.ConflictCount,
                            candidate => candidate.ConflictCount + counts.Conflicts
                        )
                        .SetProperty(
                            candidate => candidate.WarningCount,
                            candidate => candidate.WarningCount + counts.Kept.Count
                        )
                        .SetProperty(candidate => candidate.CellsJson, cellsJson),
                cancellationToken
            );
        await context.SaveCheckpointAsync(database, JsonSerializer.Serialize(stored), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return cells;
    }

    private static void Report(JobContext context, double from, double to, double done, int rows, double rowsPerSecond)
    {
        var perSecond = (int)Math.Min(rowsPerSecond, 10_000_000);

        // No time left here: the bar of the job tells it, and two estimates never agree.
        if (done <= 0.02 || perSecond == 0)
        {
            context.Report(from + ((to - from) * done), ImportJobMessages.Imported, rows);
        }
        else
        {
            context.Report(from + ((to - from) * done), ImportJobMessages.ImportedAtSpeed, rows, perSecond);
        }
    }

    private async Task FinishAsync(ImportBatch batch, string? quality, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (batch.Kind.BringsActivities())
        {
            await ActivityCounts.UpdateAsync(database, ActivityCounts.LeadsOf(database, batch.Id), cancellationToken);
        }

        var nowUtc = time.GetUtcNow().UtcDateTime;
        await database
            .ImportBatches.Where(candidate => candidate.Id == batch.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(candidate => candidate.Status, ImportStatus.Done)
                        .SetProperty(candidate => candidate.QualityJson, quality)
                        .SetProperty(candidate => candidate.FinishedUtc, nowUtc),
                cancellationToken
            );
    }
}
