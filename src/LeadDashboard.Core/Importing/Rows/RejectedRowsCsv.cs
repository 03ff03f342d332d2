using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>
/// The rows that were not taken, as a file to correct and upload again: the original columns first, then line, column,
/// value and reason.
/// </summary>
public static class RejectedRowsCsv
{
    private const string Line = ImportMessages.RejectedLine;
    private const string Column = ImportMessages.RejectedColumn;
    private const string Value = ImportMessages.RejectedValue;
    private const string Reason = ImportMessages.RejectedReason;

    /// <param name="say">Words a message in the language of the reader.</param>
    public static async Task WriteAsync(
        Stream stream,
        IReadOnlyList<string> header,
        IAsyncEnumerable<RejectedRow> rows,
        Func<Message, string> say,
        CancellationToken ct = default
    )
    {
        await using var csv = new SafeCsv(stream);
        await csv.WriteRowAsync(
            [.. header, .. new[] { Line, Column, Value, Reason }.Select(key => say(new Message(key)))],
            ct
        );
        await foreach (var row in rows.WithCancellation(ct))
        {
            var cells = Cells(row, header.Count);
            var reason = Message.FromStored(row.Reason) is { } said ? say(said) : "";
            await csv.WriteRowAsync(
                [.. cells, row.LineNumber.ToString(CultureInfo.InvariantCulture), row.Column, row.Value, reason],
                ct
            );
        }
    }

    /// <summary>A rejected row ready to be stored.</summary>
    public static RejectedRow From(FileRow row, RowError error, int importBatchId) =>
        new()
        {
            ImportBatchId = importBatchId,
            RowIndex = row.RowIndex,
            LineNumber = error.LineNumber,
            Column = error.Column,
            Value = error.Value,
            Reason = error.Reason.ToJson(),
            CellsJson = JsonSerializer.Serialize(row.Cells),
        };

    /// <summary>A value left out of a row that was taken, ready to be stored.</summary>
    public static RejectedRow Kept(FileRow row, RowError warning, int importBatchId) =>
        new()
        {
            ImportBatchId = importBatchId,
            RowIndex = row.RowIndex,
            IsKept = true,
            LineNumber = warning.LineNumber,
            Column = warning.Column,
            Value = warning.Value,
            Reason = warning.Reason.ToJson(),
        };

    /// <summary>The row as it is now, corrected or not, to be run again.</summary>
    public static FileRow ToFileRow(RejectedRow row, int columnCount)
    {
        var cells = JsonSerializer.Deserialize<string[]>(row.CorrectedJson ?? row.CellsJson) ?? [];
        var filled = Array.FindLastIndex(cells, cell => !string.IsNullOrWhiteSpace(cell)) + 1;
        var isWhole = cells.Length == columnCount || (row.CorrectedJson is not null && filled <= columnCount);
        return isWhole
            ? new FileRow(
                row.RowIndex,
                row.LineNumber,
                [.. cells.Take(columnCount), .. Enumerable.Repeat("", Math.Max(0, columnCount - cells.Length))],
                null
            )
            : new FileRow(
                row.RowIndex,
                row.LineNumber,
                cells,
                new Message(ImportMessages.Ragged, row.LineNumber, cells.Length, columnCount)
            );
    }

    /// <summary>As many cells as the header; a surplus is kept in the last one, so that nothing is lost.</summary>
    private static string[] Cells(RejectedRow row, int count)
    {
        var cells = JsonSerializer.Deserialize<string[]>(row.CellsJson) ?? [];
        if (cells.Length > count && count > 0)
        {
            cells = [.. cells[..(count - 1)], string.Join(',', cells[(count - 1)..])];
        }

        return [.. cells, .. Enumerable.Repeat("", Math.Max(0, count - cells.Length))];
    }
}
