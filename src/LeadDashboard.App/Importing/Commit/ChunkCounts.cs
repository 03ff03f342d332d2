using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Data.History;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>What became of a chunk of rows: Imported + Updated + Skipped + Rejected = rows.</summary>
/// <param name="cells">What became of the cells of the rows taken.</param>
internal sealed class ChunkCounts(CellTally cells)
{
    public int Imported { get; set; }

    public int Updated { get; set; }

    /// <summary>Of the updated ones, those that say nothing new.</summary>
    public int Unchanged { get; set; }

    public int Skipped { get; set; }

    /// <summary>Of the rejected ones, those that fit more than one lead.</summary>
    public int Conflicts { get; set; }

    /// <summary>Of the rejected ones, those of which a part was taken all the same.</summary>
    public int PartlyTaken { get; set; }

    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>What leads that were there before were, and became.</summary>
    public List<LeadImage> LeadImages { get; } = [];

    /// <summary>Values of rows that were taken, left out or doubtful.</summary>
    public List<RejectedRow> Kept { get; } = [];

    public CellReport Cells => cells.Report();

    /// <summary>Counts the cells of a row that will be taken, as far as the row alone says.</summary>
    public void Expect(FileRow row, IReadOnlyList<RowError>? warnings) => cells.Count(row, warnings);

    /// <summary>An expected row creates or changes no record.</summary>
    public void Dismiss(FileRow row, IReadOnlyList<RowError>? warnings) => cells.Count(row, warnings, -1);

    /// <summary>An expected row creates or changes a record, with what is said of its cells.</summary>
    public void Take(FileRow row, IReadOnlyList<RowError>? warnings, int batchId)
    {
        cells.Note(warnings);
        foreach (var warning in warnings ?? [])
        {
            Kept.Add(RejectedRowsCsv.Kept(row, warning, batchId));
        }
    }

    public void Reject(FileRow row, RowError error, int batchId, bool isConflict = false)
    {
        var rejected = RejectedRowsCsv.From(row, error, batchId);
        rejected.IsConflict = isConflict;
        Conflicts += isConflict ? 1 : 0;
        Rejected.Add(rejected);
    }
}

/// <summary>A sound row with what it says.</summary>
/// <param name="Warnings">What is said of its cells; null = nothing.</param>
internal sealed record ParsedRow<T>(FileRow Row, T Item, IReadOnlyList<RowError>? Warnings);

/// <summary>Rows of a file, read and judged one by one; what they mean for the database is still open.</summary>
/// <param name="Rows">In the order of the file.</param>
/// <param name="Items">What the parser made of the sound ones, for the writer that parsed them.</param>
/// <param name="Counts">Rows rejected and skipped so far; the writer adds the rest.</param>
internal sealed record ParsedChunk(IReadOnlyList<FileRow> Rows, object Items, ChunkCounts Counts)
{
    /// <summary>
    /// The items are a list of <see cref="ParsedRow{T}"/>. Blank rows are skipped, those that are not sound rejected.
    /// </summary>
    public static ParsedChunk Parse<T>(
        IReadOnlyList<FileRow> rows,
        Func<FileRow, RowResult<T>> parse,
        ColumnMap map,
        int? batchId
    )
        where T : class
    {
        var counts = new ChunkCounts(new CellTally(map));
        var parsed = new List<ParsedRow<T>>(rows.Count);
        foreach (var row in rows)
        {
            var result = parse(row);
            if (result.Value is { } item)
            {
                parsed.Add(new ParsedRow<T>(row, item, result.Warnings));
                counts.Expect(row, result.Warnings);
            }
            else if (result.Error is { } error)
            {
                counts.Reject(row, error, batchId!.Value);
            }
            else
            {
                counts.Skipped++;
            }
        }

        return new ParsedChunk(rows, parsed, counts);
    }
}

/// <summary>
/// Takes one kind of rows. Parsing needs no database, so that the next chunk is parsed while one is written.
/// </summary>
internal interface IChunkWriter
{
    /// <summary>Not for several threads at once, but beside <see cref="WriteAsync"/>.</summary>
    ParsedChunk Parse(IReadOnlyList<FileRow> rows);

    /// <summary>Stores the chunk inside the transaction of the given context; a trial only decides.</summary>
    Task WriteAsync(LeadContext database, ParsedChunk chunk, CancellationToken cancellationToken);
}

internal static class ChunkWriters
{
    public static IChunkWriter For(
        ImportKind kind,
        BulkWriter writer,
        ColumnMap map,
        ParseContext parse,
        bool isTrial = false
    )
    {
        var work = new RowWork(writer, map, parse, isTrial);
        return kind switch
        {
            ImportKind.Activities => new ActivityRowHandler(work),
            ImportKind.Spend => new SpendRowHandler(work),
            ImportKind.Products => new ProductRowHandler(work),
            ImportKind.Deals => new DealRowHandler(work),
            ImportKind.Campaigns => new CampaignRowHandler(work),
            ImportKind.Stages => new StageRowHandler(work),
            ImportKind.Purchases => new PurchaseRowHandler(work),
            ImportKind.Costs => new CostRowHandler(work),
            ImportKind.LeadsAndActivities => new MixedRowHandler(work),
            _ => new LeadRowHandler(work),
        };
    }
}
