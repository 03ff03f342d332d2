using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace LeadDashboard.Core.Files.Workbooks;

/// <summary>
/// The errors that formulas of a sheet show, such as #N/A and #REF!. The workbook reader gives empty cells for them; so
/// they are read beside it, row by row, and only where the sheet has any.
/// </summary>
internal sealed class ErrorCells : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
    };

    private readonly ZipArchive _archive;
    private readonly XmlReader _sheet;
    private int _row;
    private int _column = -1;
    private string? _text;

    private ErrorCells(ZipArchive archive, ZipArchiveEntry sheet)
    {
        _archive = archive;
        _sheet = XmlReader.Create(sheet.Open(), Settings);
        Advance();
    }

    /// <param name="sheetName">null = the first one.</param>
    /// <returns>null = the sheet shows no error, or is of the old binary format.</returns>
    public static ErrorCells? Open(Stream stream, string? sheetName)
    {
        stream.Position = 0;
        if (stream.ReadByte() != 0x50)
        {
            return null;
        }

        var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (FindSheet(archive, sheetName) is { } sheet && HasErrors(sheet))
        {
            return new ErrorCells(archive, sheet);
        }

        archive.Dispose();
        return null;
    }

    /// <summary>Writes the errors of a row to its cells.</summary>
    /// <param name="line">1-based; each later than the one before.</param>
    public void Fill(int line, string[] cells)
    {
        while (_text is not null && _row <= line)
        {
            if (_row == line && _column < cells.Length)
            {
                cells[_column] = _text;
            }

            Advance();
        }
    }

    public void Dispose()
    {
        _sheet.Dispose();
        _archive.Dispose();
    }

    /// <summary>Goes on to the next cell with an error.</summary>
    private void Advance()
    {
        _text = null;
        var isError = false;
        while (_text is null && _sheet.Read())
        {
            if (_sheet.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (_sheet.LocalName)
            {
                case "row":
                    _row = int.TryParse(_sheet.GetAttribute("r"), CultureInfo.InvariantCulture, out var number)
                        ? number
                        : _row + 1;
                    _column = -1;
                    break;
                case "c":
                    _column = ColumnIndex(_sheet.GetAttribute("r")) ?? _column + 1;
                    isError = _sheet.GetAttribute("t") == "e";
                    break;
                case "v" when isError:
                    _text = _sheet.ReadElementContentAsString();
                    break;
            }
        }
    }

    /// <summary>27 in "AB7": 0-based; null where there is no address.</summary>
    private static int? ColumnIndex(string? address)
    {
        var column = 0;
        foreach (var letter in address ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter) || column > 20_000)
            {
                break;
            }

            column = (column * 26) + (letter - 'A' + 1);
        }

        return column == 0 ? null : column - 1;
    }

    private static ZipArchiveEntry? FindSheet(ZipArchive archive, string? sheetName)
    {
        var id = Elements(archive, "xl/workbook.xml", "sheet")
            .Where(sheet =>
                sheetName is null
                || string.Equals(sheet.GetValueOrDefault("name"), sheetName, StringComparison.OrdinalIgnoreCase)
            )
            .Select(sheet => sheet.GetValueOrDefault("id"))
            .FirstOrDefault();
        var target = Elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
            .Where(link => link.GetValueOrDefault("Id") == id)
            .Select(link => link.GetValueOrDefault("Target"))
            .FirstOrDefault();
        return id is null || target is null ? null
            : target.StartsWith('/') ? archive.GetEntry(target[1..])
            : archive.GetEntry("xl/" + target);
    }

    /// <summary>The attributes of the elements of this name, by their local names.</summary>
    private static List<Dictionary<string, string>> Elements(ZipArchive archive, string part, string element)
    {
        var found = new List<Dictionary<string, string>>();
        if (archive.GetEntry(part) is not { } entry)
        {
            return found;
        }

        using var xml = XmlReader.Create(entry.Open(), Settings);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element)
            {
                var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
                while (xml.MoveToNextAttribute())
                {
                    attributes[xml.LocalName] = xml.Value;
                }

                found.Add(attributes);
            }
        }

        return found;
    }

    /// <summary>Looks at the bytes alone: much faster than reading the sheet.</summary>
    private static bool HasErrors(ZipArchiveEntry sheet)
    {
        using var part = sheet.Open();
        var buffer = new byte[81920];
        var kept = 0;
        int read;
        while ((read = part.Read(buffer.AsSpan(kept))) > 0)
        {
            var bytes = buffer.AsSpan(0, kept + read);
            if (bytes.IndexOf(" t=\"e\""u8) >= 0 || bytes.IndexOf(" t='e'"u8) >= 0)
            {
                return true;
            }

            kept = Math.Min(bytes.Length, 5);
            bytes[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
