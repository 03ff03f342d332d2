using LeadDashboard.Core.Importing;
using LeadDashboard.Data;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>What became of a chunk of rows: Imported + Updated + Skipped + Rejected = rows.</summary>
internal sealed class ChunkCounts
{
    public int Imported { get; set; }

    public int Updated { get; set; }

    /// <summary>Of the updated ones, those that say nothing new.</summary>
    public int Unchanged { get; set; }

    public int Skipped { get; set; }

    /// <summary>Of the rejected ones, those that fit more than one lead.</summary>
    public int Conflicts { get; set; }

    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>Values left out of rows that were taken.</summary>
    public List<RejectedRow> Kept { get; } = [];

    public void Reject(FileRow row, RowError error, int batchId, bool isConflict = false)
    {
        var rejected = RejectedRowsCsv.From(row, error, batchId);
        rejected.IsConflict = isConflict;
        Conflicts += isConflict ? 1 : 0;
        Rejected.Add(rejected);
    }
}

/// <summary>Stores one kind of rows, inside the transaction of the given context; a trial only decides.</summary>
internal interface IChunkWriter
{
    Task WriteAsync(LeadContext database, IReadOnlyList<FileRow> rows, ChunkCounts counts, CancellationToken cancellationToken);
}

internal static class ChunkWriters
{
    public static IChunkWriter For(ImportKind kind, BulkWriter writer, ColumnMap map, ParseContext parse, bool isTrial = false) => kind switch
    {
        ImportKind.Activities => new ActivityChunkWriter(writer, map, parse, isTrial),
        ImportKind.Spend => new SpendChunkWriter(writer, map, parse, isTrial),
        _ => new LeadChunkWriter(writer, map, parse, isTrial),
    };
}
