using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Trial;

/// <summary>What an import would do. New + Updated + Rejected + Skipped = Rows.</summary>
/// <param name="Unchanged">Of the updated ones, those that say nothing new.</param>
/// <param name="Conflicts">Of the rejected ones, those that fit more than one lead.</param>
/// <param name="Warnings">Values of rows that are taken, that would be left out or are doubtful.</param>
/// <param name="Problems">The first rejected rows and such values.</param>
/// <param name="LookAlikes">New rows that look like another lead; null = not looked yet, or too many leads to look in
/// passing.</param>
/// <param name="LookedAt">New rows that were looked at: the first ones.</param>
public sealed record TrialFigures(
    int Rows,
    int New,
    int Updated,
    int Unchanged,
    int Conflicts,
    int Rejected,
    int Skipped,
    int Warnings,
    IReadOnlyList<RejectedRow> Problems,
    bool IsComplete,
    int? LookAlikes = null,
    int LookedAt = 0
)
{
    /// <summary>0..1: how much of the file is read, as the import itself measures it.</summary>
    public double Done { get; init; }

    /// <summary>What would become of the cells of the rows that are taken.</summary>
    public CellReport Cells { get; init; } = CellReport.Empty;
}

/// <summary>Runs an import up to the point of writing: the same steps decide, and nothing is stored.</summary>
public sealed class ImportTrial(
    IDbContextFactory<LeadContext> contexts,
    BulkWriter writer,
    DataFolder folder,
    TimeProvider time
)
{
    private const int ChunkSize = 4_000;
    private const int KeptProblems = 20;

    /// <summary>New rows that are compared with all leads: more would make people wait.</summary>
    private const int LookedAtRows = 5_000;

    /// <param name="progress">Told the figures so far after each chunk.</param>
    /// <param name="currency">What the company is to count in from this import on; null = as before.</param>
    /// <exception cref="UnreadableFileException">The file is damaged half-way.</exception>
    public async Task<TrialFigures> RunAsync(
        ImportBatch batch,
        FileFormat format,
        ColumnMap map,
        Actor actor,
        IProgress<TrialFigures>? progress = null,
        string? currency = null,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var parse = await ParseContexts.ReadAsync(contexts, batch, format, nowUtc, currency, cancellationToken);
        var chunks = ChunkWriters.For(batch.Kind, writer, map, parse, isTrial: true);
        if (chunks is LeadRowHandler leads)
        {
            leads.Imagine(LookedAtRows);
        }

        var figures = new TrialFigures(0, 0, 0, 0, 0, 0, 0, 0, [], false);
        await using var file = File.OpenRead(Path.Combine(folder.Uploads, batch.StoredPath));
        var chunk = new List<FileRow>(ChunkSize);
        await foreach (var row in NoLeadRows.ReadAsync(file, format, map, ct: cancellationToken))
        {
            chunk.Add(row);
            if (chunk.Count == ChunkSize)
            {
                figures = await AddAsync(figures, chunks, chunk, cancellationToken) with
                {
                    Done = Math.Min(1, (double)file.Position / Math.Max(1, file.Length)),
                };
                progress?.Report(figures);
            }
        }

        figures = await AddAsync(figures, chunks, chunk, cancellationToken) with
        {
            IsComplete = true,
            Done = 1,
        };
        progress?.Report(figures);
        if (chunks is LeadRowHandler { Imagined: { Count: > 0 } made } && map.Mode != ImportMode.UpdateOnly)
        {
            figures = await LookAsync(figures, made, map, cancellationToken);
            progress?.Report(figures);
        }

        return figures;
    }

    private async Task<TrialFigures> LookAsync(
        TrialFigures figures,
        List<Lead> made,
        ColumnMap map,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var fields = map
            .CustomColumns.Select(column => new FieldDefinition { Name = column.Header, Type = column.Type })
            .ToList();
        return figures with
        {
            LookAlikes = await LeadLookAlikes.CountAsync(
                database,
                made,
                fields,
                map.DuplicateCertainty,
                cancellationToken
            ),
            LookedAt = made.Count,
        };
    }

    private async Task<TrialFigures> AddAsync(
        TrialFigures sum,
        IChunkWriter chunks,
        List<FileRow> rows,
        CancellationToken cancellationToken
    )
    {
        var chunk = chunks.Parse(rows);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await chunks.WriteAsync(database, chunk, cancellationToken);
        var counts = chunk.Counts;
        var problems =
            sum.Problems.Count >= KeptProblems
                ? sum.Problems
                : [.. sum.Problems.Concat(counts.Rejected).Concat(counts.Kept).Take(KeptProblems)];
        sum = new TrialFigures(
            sum.Rows + rows.Count,
            sum.New + counts.Imported,
            sum.Updated + counts.Updated,
            sum.Unchanged + counts.Unchanged,
            sum.Conflicts + counts.Conflicts,
            sum.Rejected + counts.Rejected.Count,
            sum.Skipped + counts.Skipped,
            sum.Warnings + counts.Kept.Count,
            problems,
            false
        )
        {
            Cells = sum.Cells.Plus(counts.Cells),
        };
        rows.Clear();
        return sum;
    }
}
