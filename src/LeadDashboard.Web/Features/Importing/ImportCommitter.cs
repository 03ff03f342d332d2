using System.Text.Json;
using LeadDashboard.Core.Importing;
using LeadDashboard.Data;
using LeadDashboard.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>
/// Brings a staged file into the database. A chunk of rows, the counts and the place to go on are one transaction,
/// so that after a kill at any instant no row is there twice and none is missing.
/// </summary>
internal sealed class ImportCommitter(IDbContextFactory<LeadContext> contexts, BulkWriter writer, DataFolder folder, TimeProvider time)
{
    private const int ChunkSize = 4000;

    /// <summary>Where to go on: the first row that is not stored yet.</summary>
    private sealed record Position(int BatchId, int NextRowIndex);

    /// <param name="batchId">A mapped batch.</param>
    /// <param name="context">Told how far it is, from <paramref name="from"/> to <paramref name="to"/>.</param>
    public async Task CommitAsync(int batchId, JobContext context, double from, double to, CancellationToken cancellationToken)
    {
        var batch = await StartAsync(batchId, cancellationToken);
        var map = ColumnMap.FromJson(batch.MapJson!);
        var format = FileFormat.FromJson(batch.FormatJson);
        var saved = context.Checkpoint is { } json ? JsonSerializer.Deserialize<Position>(json) : null;
        var next = saved is not null && saved.BatchId == batchId ? saved.NextRowIndex : 0;
        var parse = new ParseContext(format, batch.Sha256, time.GetUtcNow().UtcDateTime, batchId);
        IChunkWriter chunks = batch.Kind switch
        {
            ImportKind.Activities => new ActivityChunkWriter(writer, map, parse),
            ImportKind.Spend => new SpendChunkWriter(writer, map, parse),
            _ => new LeadChunkWriter(writer, map, parse),
        };

        await using var file = File.OpenRead(Path.Combine(folder.Uploads, batch.StoredPath));
        var chunk = new List<FileRow>(ChunkSize);
        try
        {
            await foreach (var row in TabularFile.ReadRowsAsync(file, format, ct: cancellationToken))
            {
                if (row.RowIndex < next)
                {
                    continue;
                }

                chunk.Add(row);
                if (chunk.Count == ChunkSize)
                {
                    await StoreAsync(batch, chunks, chunk, context, cancellationToken);
                    context.Report(from + ((to - from) * (batch.SizeBytes == 0 ? 1 : Math.Min(1, (double)file.Position / batch.SizeBytes))), ImportMessages.Imported, row.RowIndex + 1);
                }
            }
        }
        catch (UnreadableFileException unreadable)
        {
            throw new JobFailedException("{0}", unreadable.Error.Message);
        }

        await StoreAsync(batch, chunks, chunk, context, cancellationToken);
        await FinishAsync(batch, cancellationToken);
    }

    private async Task<ImportBatch> StartAsync(int batchId, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var batch = await database.ImportBatches.SingleAsync(candidate => candidate.Id == batchId, cancellationToken);
        if (batch.MapJson is null)
        {
            throw new JobFailedException(ImportMessages.NotMapped);
        }

        batch.Status = ImportStatus.Running;
        batch.Error = null;
        await database.SaveChangesAsync(cancellationToken);
        return batch;
    }

    private async Task StoreAsync(ImportBatch batch, IChunkWriter chunks, List<FileRow> rows, JobContext context, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var counts = new ChunkCounts();
        await chunks.WriteAsync(database, rows, counts, cancellationToken);
        await writer.InsertAsync(database, counts.Rejected, cancellationToken);
        await database.ImportBatches.Where(candidate => candidate.Id == batch.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(candidate => candidate.RowCount, candidate => candidate.RowCount + rows.Count)
                .SetProperty(candidate => candidate.ImportedCount, candidate => candidate.ImportedCount + counts.Imported)
                .SetProperty(candidate => candidate.UpdatedCount, candidate => candidate.UpdatedCount + counts.Updated)
                .SetProperty(candidate => candidate.RejectedCount, candidate => candidate.RejectedCount + counts.Rejected.Count)
                .SetProperty(candidate => candidate.SkippedCount, candidate => candidate.SkippedCount + counts.Skipped),
            cancellationToken);
        await context.SaveCheckpointAsync(database, JsonSerializer.Serialize(new Position(batch.Id, rows[^1].RowIndex + 1)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        rows.Clear();
    }

    private async Task FinishAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (batch.Kind == ImportKind.Activities)
        {
            await database.Leads.Where(lead => database.Activities.Any(activity => activity.LeadId == lead.Id && activity.ImportBatchId == batch.Id)).ExecuteUpdateAsync(
                set => set
                    .SetProperty(lead => lead.ActivityCount, lead => database.Activities.Count(activity => activity.LeadId == lead.Id))
                    .SetProperty(lead => lead.LastActivityUtc, lead => database.Activities.Where(activity => activity.LeadId == lead.Id).Max(activity => (DateTime?)activity.OccurredUtc)),
                cancellationToken);
        }

        var nowUtc = time.GetUtcNow().UtcDateTime;
        await database.ImportBatches.Where(candidate => candidate.Id == batch.Id).ExecuteUpdateAsync(
            set => set.SetProperty(candidate => candidate.Status, ImportStatus.Done).SetProperty(candidate => candidate.FinishedUtc, nowUtc), cancellationToken);
    }
}

/// <summary>What became of a chunk of rows.</summary>
internal sealed class ChunkCounts
{
    public int Imported { get; set; }

    public int Updated { get; set; }

    public int Skipped { get; set; }

    public List<RejectedRow> Rejected { get; } = [];
}

/// <summary>Stores one kind of rows, inside the transaction of the given context.</summary>
internal interface IChunkWriter
{
    Task WriteAsync(LeadContext database, IReadOnlyList<FileRow> rows, ChunkCounts counts, CancellationToken cancellationToken);
}
