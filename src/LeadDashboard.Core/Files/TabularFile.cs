using System.Runtime.CompilerServices;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Files.Json;
using LeadDashboard.Core.Files.Workbooks;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Files;

/// <summary>The rows of a file, one after the other, in constant memory.</summary>
public static class TabularFile
{
    /// <summary>
    /// Every data row of the file, in order, blank and broken ones included, so that imported + rejected + skipped =
    /// rows.
    /// The header is not among them.
    /// </summary>
    /// <param name="bytesRead">Told how far the stream has been read, every 64 KiB; not called for a workbook.</param>
    /// <exception cref="UnreadableFileException">A workbook is damaged half-way.</exception>
    public static async IAsyncEnumerable<FileRow> ReadRowsAsync(
        Stream stream,
        FileFormat format,
        ReadLimits? limits = null,
        IProgress<long>? bytesRead = null,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        var width = new RowWidth(format);
        await foreach (var row in ReadAllAsync(stream, format, limits ?? ReadLimits.Default, width, bytesRead, ct))
        {
            if (row.RowIndex >= 0)
            {
                yield return row;
            }
        }
    }

    /// <summary>The header cells as they stand, or "Column 1", "Column 2" ... where the file has none.</summary>
    public static async Task<Result<string[]>> ReadHeaderAsync(
        Stream stream,
        FileFormat format,
        ReadLimits? limits = null,
        CancellationToken ct = default
    )
    {
        var preview = await FilePreview.ReadAsync(stream, format, 0, limits, ct);
        return preview.IsOk ? preview.Value.Header : preview.Error!;
    }

    /// <summary>All rows; the header has RowIndex -1.</summary>
    internal static async IAsyncEnumerable<FileRow> ReadAllAsync(
        Stream stream,
        FileFormat format,
        ReadLimits limits,
        RowWidth width,
        IProgress<long>? bytesRead,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        if (format.Kind == FileKind.Workbook)
        {
            foreach (var raw in WorkbookReader.Read(stream, format.SheetName, limits))
            {
                ct.ThrowIfCancellationRequested();
                if (width.Take(raw) is { } row)
                {
                    yield return row;
                }
            }

            yield break;
        }

        if (format.Kind == FileKind.Json)
        {
            foreach (var raw in JsonFile.Read(stream, format, limits))
            {
                ct.ThrowIfCancellationRequested();
                if (width.Take(raw) is { } row)
                {
                    yield return row;
                }
            }

            yield break;
        }

        if (stream.CanSeek)
        {
            stream.Position = 0;
        }

        var reader = new DelimitedReader(stream, format, limits);
        var reported = 0L;
        while (await reader.ReadAsync(ct) is { } raw)
        {
            if (width.Take(raw) is { } row)
            {
                (reader.FewestCells, reader.ExpectedCells, reader.HeaderCells) = (
                    width.Fewest,
                    width.Expected,
                    width.HeaderLength
                );
                yield return row;
            }

            if (reader.BytesRead != reported)
            {
                reported = reader.BytesRead;
                bytesRead?.Report(reported);
            }
        }

        if (reader.BytesRead != reported)
        {
            bytesRead?.Report(reader.BytesRead);
        }
    }

    /// <summary>Numbers the rows and holds them to the width of the first one.</summary>
    internal sealed class RowWidth(FileFormat format)
    {
        /// <summary>Blanks, and the mark at the begin of a file that was put behind another.</summary>
        private const string AroundNames = "\uFEFF \t";

        private int _next = format.HasHeader ? -1 : 0;
        private int _titleRows = format.TitleRowCount;
        private string[] _above = [];
        private string[] _header = [];

        /// <summary>0 = no row seen yet.</summary>
        public int Expected { get; private set; }

        /// <summary>A row may leave out the unnamed columns at its right end.</summary>
        public int Fewest { get; private set; }

        /// <summary>Cells of the header, the unnamed ones at its right end included.</summary>
        public int HeaderLength { get; private set; }

        /// <summary>null for blank lines and titles above the table, which no one counts as rows.</summary>
        public FileRow? Take(RawRow raw)
        {
            if (Expected == 0)
            {
                if (raw.Problem is null && Array.TrueForAll(raw.Cells, string.IsNullOrWhiteSpace))
                {
                    return null;
                }

                if (_titleRows > 0)
                {
                    _titleRows--;
                    _above = raw.Cells;
                    return null;
                }

                raw = raw with { Cells = NameFromAbove(raw.Cells) };
                _header = format.HasHeader ? raw.Cells : [];
                Fewest = TrimmedLength(raw.Cells);
                HeaderLength = raw.Cells.Length;
                Expected = format.HasHeader ? Math.Min(HeaderLength, Fewest + format.UnnamedColumnCount) : Fewest;
            }

            var cells = raw.Cells;
            var problem = raw.Problem;
            if (problem is null && cells.Length != Expected && cells.Length > 0)
            {
                if (cells.Length < Fewest)
                {
                    problem = new Message(ImportMessages.Ragged, raw.LineNumber, cells.Length, Expected);
                }
                else if (cells.Length < Expected)
                {
                    cells = [.. cells, .. Enumerable.Repeat("", Expected - cells.Length)];
                }
                else if (TrimmedLength(cells) is var filled && filled > Expected)
                {
                    problem =
                        filled <= HeaderLength
                            ? new Message(ImportMessages.ValueWithoutName, raw.LineNumber, filled)
                            : new Message(ImportMessages.Ragged, raw.LineNumber, cells.Length, Expected);
                }
                else
                {
                    cells = cells[..Expected];
                }
            }

            if (_next >= 0 && RepeatsHeader(cells))
            {
                problem = new Message(ImportMessages.NoLeadHeader, raw.LineNumber);
            }

            return new FileRow(_next++, raw.LineNumber, cells, problem);
        }

        /// <summary>
        /// In a header of two rows a name may stand in the upper one, in a cell that reaches down into the lower one.
        /// </summary>
        private string[] NameFromAbove(string[] cells) =>
            format.HasHeader && _above.Count(cell => !string.IsNullOrWhiteSpace(cell)) > 1
                ?
                [
                    .. cells.Select(
                        (cell, i) => string.IsNullOrWhiteSpace(cell) && i < _above.Length ? _above[i] : cell
                    ),
                ]
                : cells;

        /// <summary>
        /// Files that were put one behind the other bring their header again, with its byte order mark.
        /// </summary>
        private bool RepeatsHeader(string[] cells)
        {
            if (_header.Length == 0 || cells.Length < Fewest || cells.Length > _header.Length)
            {
                return false;
            }

            for (var i = 0; i < cells.Length; i++)
            {
                var name = _header[i].AsSpan().Trim(AroundNames);
                if (!cells[i].AsSpan().Trim(AroundNames).Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>
        /// Unnamed columns at the right end of a header mostly hold nothing: spreadsheets leave them behind.
        /// </summary>
        private int TrimmedLength(string[] cells)
        {
            var length = cells.Length;
            while (length > 1 && string.IsNullOrWhiteSpace(cells[length - 1]) && (format.HasHeader || Expected > 0))
            {
                length--;
            }

            return length;
        }
    }
}
