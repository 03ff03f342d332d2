using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>What a row means for the records that are there.</summary>
/// <param name="Record">The known record, or the new one that is not stored yet; null = neither.</param>
/// <param name="Reason">Why the row is rejected; null = it is not.</param>
internal readonly record struct RowMatch<T>(RowMeaning Meaning, T? Record, string Value = "", Message? Reason = null)
    where T : class
{
    public static RowMatch<T> Known(T record) => new(RowMeaning.Known, record);

    public static RowMatch<T> New(T record) => new(RowMeaning.New, record);

    /// <summary>Only in a trial: an earlier row would have created the record, nobody has it at hand.</summary>
    public static RowMatch<T> Imagined { get; } = new(RowMeaning.Imagined, null);

    public static RowMatch<T> Skipped { get; } = new(RowMeaning.Skipped, null);

    public static RowMatch<T> Rejected(string value, Message reason) => new(RowMeaning.Rejected, null, value, reason);

    /// <summary>Rejected because the row fits more than one record.</summary>
    public static RowMatch<T> Conflict(string value, Message reason) => new(RowMeaning.Conflict, null, value, reason);
}

internal enum RowMeaning
{
    Known,
    New,
    Imagined,
    Skipped,
    Rejected,
    Conflict,
}

/// <summary>What every kind of rows is handled with.</summary>
/// <param name="IsTrial">Decides the same and writes nothing.</param>
internal sealed record RowWork(BulkWriter Writer, ColumnMap Map, ParseContext Parse, bool IsTrial)
{
    public int? BatchId => Parse.ImportBatchId;
}

/// <summary>
/// The walk over a chunk of rows, the same for every kind: parse, find the records that are there, decide row by row
/// whether one is created or changed, count, and store all of it with what the changed ones were before.
/// </summary>
/// <typeparam name="TRow">What the parser makes of a row.</typeparam>
/// <typeparam name="T">The record that a row creates or changes.</typeparam>
internal abstract class ImportRowHandler<TRow, T>(RowWork work, Func<FileRow, RowResult<TRow>> parse) : IChunkWriter
    where TRow : class
    where T : class
{
    protected RowWork Work { get; } = work;

    /// <summary>Told what each row meant, and whether it changed something; null = nobody asks.</summary>
    public Action<FileRow, RowMeaning, bool>? Decided { get; init; }

    /// <summary>What the rows of the present chunk did so far.</summary>
    protected RecordChanges<T> Changes { get; private set; } = null!;

    public ParsedChunk Parse(IReadOnlyList<FileRow> rows) =>
        ParsedChunk.Parse(rows, parse, Work.Map, Work.BatchId);

    public async Task WriteAsync(LeadContext database, ParsedChunk chunk, CancellationToken cancellationToken)
    {
        var parsed = (List<ParsedRow<TRow>>)chunk.Items;
        Changes = new RecordChanges<T>(Read);
        await LoadAsync(database, parsed.ConvertAll(item => item.Item), cancellationToken);
        foreach (var row in parsed)
        {
            Take(row, Find(row.Row, row.Item), chunk.Counts);
        }

        if (!Work.IsTrial)
        {
            await StoreAsync(database, chunk.Counts, cancellationToken);
        }
    }

    /// <summary>The fields that a change is told from.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Read(T record) => new Dictionary<string, string?>();

    /// <summary>Reads the records that the rows may mean, and forgets those of the chunk before.</summary>
    protected abstract Task LoadAsync(
        LeadContext database,
        IReadOnlyList<TRow> items,
        CancellationToken cancellationToken
    );

    protected abstract RowMatch<T> Find(FileRow row, TRow item);

    /// <summary>Writes what the row says to a known record.</summary>
    protected virtual void Write(T known, TRow item) { }

    /// <summary>Later rows of the chunk may mean this record.</summary>
    protected virtual void Remember(T record) { }

    protected virtual void Create(FileRow row, T created) => Changes.Create(created);

    /// <returns>False when the row says nothing new.</returns>
    protected virtual bool Update(FileRow row, T known, TRow item) =>
        Changes.Update(known, record => Write(record, item));

    /// <summary>Part of the chunk's transaction.</summary>
    protected virtual Task StoreAsync(LeadContext database, ChunkCounts counts, CancellationToken cancellationToken) =>
        Work.Writer.InsertAsync(database, Changes.Created, cancellationToken);

    private void Take(ParsedRow<TRow> parsed, RowMatch<T> match, ChunkCounts counts)
    {
        var (row, item, warnings) = parsed;
        var isChanged = match.Meaning == RowMeaning.New;
        if (match.Meaning is RowMeaning.Known or RowMeaning.New or RowMeaning.Imagined)
        {
            counts.Take(row, warnings, Work.BatchId!.Value);
        }
        else
        {
            counts.Dismiss(row, warnings);
        }

        switch (match.Meaning)
        {
            case RowMeaning.Known:
                counts.Updated++;
                isChanged = Update(row, match.Record!, item);
                counts.Unchanged += isChanged ? 0 : 1;
                Remember(match.Record!);
                break;
            case RowMeaning.New:
                counts.Imported++;
                Create(row, match.Record!);
                Remember(match.Record!);
                break;
            case RowMeaning.Imagined:
                counts.Updated++;
                break;
            case RowMeaning.Skipped:
                counts.Skipped++;
                break;
            default:
                counts.Reject(
                    row,
                    new RowError(row.LineNumber, "", CellText.Shorten(match.Value), match.Reason!),
                    Work.BatchId!.Value,
                    isConflict: match.Meaning == RowMeaning.Conflict
                );
                break;
        }

        Decided?.Invoke(row, match.Meaning, isChanged);
    }
}

/// <summary>Rows of kinds whose changes are kept as <see cref="RecordChange"/>.</summary>
/// <param name="kind">How the changes are called.</param>
/// <param name="fields">What an import may write.</param>
/// <param name="alsoWritten">Properties that are written beside them.</param>
internal abstract class RecordRowHandler<TRow, T>(
    RowWork work,
    Func<FileRow, RowResult<TRow>> parse,
    RecordChangeKind kind,
    FieldTexts<T> fields,
    params string[] alsoWritten
) : ImportRowHandler<TRow, T>(work, parse)
    where TRow : class
    where T : class, IImported
{
    private readonly string[] _written = [.. fields.Properties, .. alsoWritten];

    /// <summary>Records of the chunk to write.</summary>
    protected virtual IEnumerable<T> Written => Changes.Updated;

    protected override IReadOnlyDictionary<string, string?> Read(T record) => fields.Read(record);

    protected override async Task StoreAsync(
        LeadContext database,
        ChunkCounts counts,
        CancellationToken cancellationToken
    )
    {
        await base.StoreAsync(database, counts, cancellationToken);
        await Work.Writer.UpdateAsync(database, Written, _written, cancellationToken);
        var batchId = Work.BatchId!.Value;
        var rows = Changes
            .Images(batchId, record => record.ImportBatchId)
            .Select(image => new RecordChange
            {
                ImportBatchId = batchId,
                Kind = kind,
                EntityId = image.Record.Id,
                ChangeJson = LeadSnapshot.ToJson(image.Fields),
            });
        await Work.Writer.InsertAsync(database, rows, cancellationToken);
    }
}
