using System.Globalization;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Files;

/// <summary>The header and the first rows of a file, as the chosen format reads them.</summary>
/// <param name="Header">Unique, never empty.</param>
/// <param name="Rows">At most as many as asked for, broken ones included.</param>
/// <param name="Notes">What was changed in the header to make it usable.</param>
public sealed record FilePreview(string[] Header, IReadOnlyList<FileRow> Rows, IReadOnlyList<Message> Notes)
{
    public static async Task<Result<FilePreview>> ReadAsync(
        Stream stream,
        FileFormat format,
        int rowCount,
        ReadLimits? limits = null,
        CancellationToken ct = default
    )
    {
        limits ??= ReadLimits.Default;
        var width = new TabularFile.RowWidth(format);
        var rows = new List<FileRow>();
        string[]? header = null;
        var notes = new List<Message>();
        stream.Position = 0;
        try
        {
            await foreach (var row in TabularFile.ReadAllAsync(stream, format, limits, width, null, ct))
            {
                if (header is null)
                {
                    if (row.Problem is not null && row.RowIndex < 0)
                    {
                        return ImportErrors.BrokenHeader(row.Problem);
                    }

                    header = HeaderNames.MakeUnique(
                        row.RowIndex < 0 ? row.Cells : new string[width.Expected],
                        width.Expected,
                        notes
                    );
                }

                if (row.RowIndex >= 0 && rows.Count < rowCount)
                {
                    rows.Add(row);
                }

                if (rows.Count >= rowCount)
                {
                    break;
                }
            }
        }
        catch (UnreadableFileException broken)
        {
            return broken.Error;
        }
        finally
        {
            stream.Position = 0;
        }

        return header is null ? ImportErrors.Empty() : new FilePreview(header, rows, notes);
    }
}

/// <summary>Makes each column nameable.</summary>
internal static class HeaderNames
{
    /// <summary>Twice "phone" becomes "phone" and "phone (2)"; an empty name becomes "Column 3".</summary>
    public static string[] MakeUnique(string?[] cells, int count, List<Message> notes)
    {
        var names = new string[count];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < count; i++)
        {
            var given = CellText.Clean(i < cells.Length ? cells[i] ?? "" : "").Replace('\n', ' ').Replace('\r', ' ');
            var name =
                given.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"Column {i + 1}")
                : given.Length > 200 ? given[..200]
                : given;
            var unique = name;
            for (var n = 2; !taken.Add(unique); n++)
            {
                unique = string.Create(CultureInfo.InvariantCulture, $"{name} ({n})");
            }

            names[i] = unique;
            if (given.Length > 0 && !string.Equals(unique, name, StringComparison.Ordinal))
            {
                notes.Add(new Message(ImportMessages.NameTwice, name, unique));
            }
            else if (given.Length == 0 && cells.Length > i && cells[i] is not null)
            {
                notes.Add(new Message(ImportMessages.NameMissing, i + 1, unique));
            }
        }

        return names;
    }
}
