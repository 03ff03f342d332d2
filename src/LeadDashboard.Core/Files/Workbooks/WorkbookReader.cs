using System.Globalization;
using System.IO.Compression;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Files.Encodings;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Files.Workbooks;

/// <summary>
/// Rows of a workbook sheet as text: dates as 2026-03-01, numbers with a point, formulas as their last value.
/// </summary>
internal static class WorkbookReader
{
    private const double LastExactInteger = 9_007_199_254_740_992;

    public static Result<FileFormat> Detect(Stream stream, ReadLimits limits)
    {
        if (CheckArchive(stream, limits, isUnpacked: true) is { } refusal)
        {
            return refusal;
        }

        try
        {
            using var reader = Open(stream);
            var names = new List<string>();
            var hidden = new List<string>();
            string? firstFilled = null;
            string? firstHidden = null;
            do
            {
                names.Add(reader.Name);
                if (reader.VisibleState != "visible")
                {
                    hidden.Add(reader.Name);
                    firstHidden ??= HasCells(reader) ? reader.Name : null;
                }
                else
                {
                    firstFilled ??= HasCells(reader) ? reader.Name : null;
                }
            } while (reader.NextResult());

            // Hidden sheets hold what lists and formulas need, not what the file is about.
            firstFilled ??= firstHidden;
            if (firstFilled is null)
            {
                return ImportErrors.Empty();
            }

            stream.Position = 0;
            return Judge(
                stream,
                new FileFormat
                {
                    Kind = FileKind.Workbook,
                    EncodingName = TextEncodings.Utf8,
                    SheetName = firstFilled,
                    SheetNames = names,
                    Evidence = hidden.Count > 0 ? [HiddenSheets(hidden)] : [],
                },
                limits
            );
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return ImportErrors.BrokenWorkbook(Describe(broken));
        }
        finally
        {
            stream.Position = 0;
        }
    }

    /// <summary>Rows of the chosen sheet with their 1-based sheet row; blank rows included.</summary>
    /// <exception cref="UnreadableFileException">The workbook is damaged, or has no such sheet.</exception>
    public static IEnumerable<RawRow> Read(Stream stream, string? sheetName, ReadLimits limits)
    {
        if (CheckArchive(stream, limits, isUnpacked: false) is { } refusal)
        {
            throw new UnreadableFileException(refusal);
        }

        using var errors = Guarded(() => ErrorCells.Open(stream, sheetName));
        using var reader = Guarded(() => Open(stream));
        if (sheetName is not null && !Guarded(() => MoveTo(reader, sheetName, out _)))
        {
            _ = Guarded(() => MoveToStart(reader));
            throw new UnreadableFileException(ImportErrors.UnknownSheet(sheetName, Guarded(() => Names(reader))));
        }

        var formats = new DigitFormats();
        var line = 0;
        while (Guarded(reader.Read))
        {
            line++;
            yield return Guarded(() => TakeRow(reader, line, formats, errors, limits));
        }
    }

    private static Result<FileFormat> Judge(Stream stream, FileFormat format, ReadLimits limits)
    {
        var rows = Read(stream, format.SheetName, limits)
            .Where(row => row.Problem is not null || !Array.TrueForAll(row.Cells, string.IsNullOrWhiteSpace))
            .Take(200)
            .ToList();
        if (rows.Count == 0)
        {
            return ImportErrors.Empty();
        }

        if (rows[0].Problem is not null)
        {
            return ImportErrors.TooManyColumns(limits.MaxColumnCount);
        }

        var titles = DelimiterFit.CountTitles(rows);
        var cells = rows.Skip(titles).Where(row => row.Problem is null).Select(row => row.Cells).ToList();
        var header = HeaderEvidence.Judge(cells);
        if (header.HasHeader && cells.Count == 1)
        {
            return ImportErrors.HeaderOnly(cells[0].Length);
        }

        var (dateOrder, dateEvidence) = ValueStyle.DateOrder(cells, '.');
        var sheets =
            format.SheetNames.Count == 1
                ? new Message(ImportMessages.OneSheet, format.SheetName!)
                : new Message(ImportMessages.ManySheets, format.SheetNames.Count, format.SheetName!);
        var titleEvidence = titles > 0 ? new Message(ImportMessages.TitleAbove, rows[titles].LineNumber) : null;
        return format with
        {
            UnnamedColumnCount = header.HasHeader
                ? UnnamedColumns.Count(
                    Read(stream, format.SheetName, limits)
                        .Where(row =>
                            row.Problem is not null || !Array.TrueForAll(row.Cells, string.IsNullOrWhiteSpace)
                        )
                        .Skip(titles)
                        .Take(UnnamedColumns.RowsLookedAt)
                )
                : 0,
            HasHeader = header.HasHeader,
            TitleRowCount = titles,
            DateOrder = dateOrder,
            Evidence =
            [
                sheets,
                .. format.Evidence,
                .. new Message?[] { titleEvidence, header.Evidence, dateEvidence }.OfType<Message>(),
            ],
        };
    }

    private static Message HiddenSheets(IReadOnlyList<string> names) =>
        new(ImportMessages.HiddenSheets, string.Join(", ", names.Select(name => $"'{name}'")));

    private static RawRow TakeRow(
        IExcelDataReader reader,
        int line,
        DigitFormats formats,
        ErrorCells? errors,
        ReadLimits limits
    )
    {
        if (reader.FieldCount > limits.MaxColumnCount)
        {
            return new RawRow(line, [], ImportErrors.TooManyColumns(limits.MaxColumnCount).Message);
        }

        var cells = new string[reader.FieldCount];
        for (var column = 0; column < cells.Length; column++)
        {
            var value = reader.GetValue(column);
            cells[column] = value is double number
                ? formats.Show(number, reader.GetNumberFormatString(column)) ?? NumberText(number)
                : Text(value);
        }

        errors?.Fill(line, cells);
        return new RawRow(line, cells, null);
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            string text => text,
            bool flag => flag ? "TRUE" : "FALSE",
            DateTime date => DateText.FormatFace(date),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    /// <summary>An integer in digits, as long as the workbook knows all of them: no id in exponents.</summary>
    private static string NumberText(double number) =>
        number == Math.Floor(number) && Math.Abs(number) <= LastExactInteger
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    private static IExcelDataReader Open(Stream stream)
    {
        _ = TextEncodings.Names; // registers the code pages that old workbooks need
        stream.Position = 0;
        return ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
    }

    /// <summary>
    /// A ZIP that is no workbook, or unpacks to more than a machine can hold, is refused before a cell is read.
    /// </summary>
    /// <param name="isUnpacked">The parts are unpacked to see what they hold: once, when the file is looked at
    /// first.</param>
    private static Error? CheckArchive(Stream stream, ReadLimits limits, bool isUnpacked)
    {
        stream.Position = 0;
        if (stream.ReadByte() != 0x50)
        {
            return null;
        }

        stream.Position = 0;
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var allowed = Math.Min(
                limits.MaxUnpackedBytes,
                Math.Max(limits.FreelyUnpackedBytes, stream.Length * limits.MaxUnpackRatio)
            );
            var unpacked = 0L;
            var isWorkbook = false;
            foreach (var entry in archive.Entries)
            {
                unpacked += entry.Length;
                isWorkbook |= entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase);
                long? exceeded =
                    unpacked > allowed ? allowed
                    : entry.Length > limits.MaxSharedTextBytes
                    && entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase)
                        ? limits.MaxSharedTextBytes
                    : null;
                if (exceeded is { } bytes)
                {
                    return ImportErrors.BrokenWorkbook(new Message(ImportMessages.UnpacksTooLarge, bytes));
                }
            }

            return !isWorkbook ? ImportErrors.NotATable(new Message(ImportMessages.ZipArchive))
                : isUnpacked && UnpackLimits.Check(archive, allowed, limits) is { } tooLarge
                    ? ImportErrors.BrokenWorkbook(tooLarge)
                : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            return ImportErrors.BrokenWorkbook(Describe(broken));
        }
    }

    private static bool HasCells(IExcelDataReader reader)
    {
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                if (reader.GetValue(column) is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool MoveTo(IExcelDataReader reader, string name, out string found)
    {
        do
        {
            found = reader.Name;
            if (string.Equals(found, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        } while (reader.NextResult());
        return false;
    }

    private static bool MoveToStart(IExcelDataReader reader)
    {
        reader.Reset();
        return true;
    }

    private static List<string> Names(IExcelDataReader reader)
    {
        var names = new List<string>();
        do
        {
            names.Add(reader.Name);
        } while (reader.NextResult());
        return names;
    }

    private static T Guarded<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            throw new UnreadableFileException(ImportErrors.BrokenWorkbook(Describe(broken)), broken);
        }
    }

    /// <summary>
    /// The reader meets damaged workbooks with whatever its insides throw; only our own refusals and the machine's
    /// failures pass.
    /// </summary>
    private static bool IsBroken(Exception exception) =>
        exception is not (OutOfMemoryException or UnreadableFileException or OperationCanceledException);

    private static Message Describe(Exception broken) =>
        broken switch
        {
            InvalidPasswordException => new Message(ImportMessages.HasPassword),
            HeaderException => new Message(ImportMessages.NoWorkbookInside),
            _ => new Message(ImportMessages.IsDamaged),
        };
}
