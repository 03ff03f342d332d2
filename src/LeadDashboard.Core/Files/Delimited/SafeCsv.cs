using System.Globalization;
using System.Text;
using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Files.Delimited;

/// <summary>
/// Writes CSV that a spreadsheet opens without running anything: text that begins like a formula gets an apostrophe in
/// front,
/// which <see cref="CellText.Clean"/> takes off again at import. UTF-8 with a byte order mark, since Excel asks for
/// one.
/// </summary>
public sealed class SafeCsv : IAsyncDisposable
{
    private readonly StreamWriter _writer;
    private readonly char _delimiter;

    public SafeCsv(Stream stream, char delimiter = ',')
    {
        _writer = new StreamWriter(
            stream,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            bufferSize: 64 * 1024,
            leaveOpen: true
        )
        {
            NewLine = "\r\n",
        };
        _delimiter = delimiter;
    }

    public async Task WriteRowAsync(IEnumerable<string?> cells, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
            {
                await _writer.WriteAsync(_delimiter);
            }

            await _writer.WriteAsync(Escape(cell ?? "", _delimiter));
            isFirst = false;
        }

        await _writer.WriteLineAsync();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    /// <summary>One line without its end, every cell as <see cref="Escape"/> makes it.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(cell => Escape(cell)));

    /// <summary>One cell, neutralised and quoted where needed.</summary>
    public static string Escape(string cell, char delimiter = ',')
    {
        var text = Neutralize(cell);
        return
            text.AsSpan().IndexOfAny(['"', '\r', '\n', delimiter]) >= 0
            || (text.Length > 0 && (text[0] == ' ' || text[^1] == ' '))
            ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : text;
    }

    /// <summary>
    /// Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers such as -5 stay numbers.
    /// </summary>
    public static string Neutralize(string cell)
    {
        var start = cell.AsSpan().TrimStart(CellText.SkippedInFront);
        if (start is ['\'', ..] && CellText.Clean(cell) != cell.Trim())
        {
            return "'" + cell; // an apostrophe of the text's own, which reading would take off
        }

        if (start.IsEmpty || !CellText.IsFormulaStart(start[0]))
        {
            return cell;
        }

        return start[0] is '-' or '+' && double.TryParse(start, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? cell
            : "'" + cell;
    }
}
