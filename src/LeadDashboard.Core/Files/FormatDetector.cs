using System.Text.Unicode;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Files.Encodings;
using LeadDashboard.Core.Files.Json;
using LeadDashboard.Core.Files.Workbooks;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Files;

/// <summary>Finds out how a file is to be read, or why it cannot be.</summary>
internal static class FormatDetector
{
    private const int HeadBytes = 1024 * 1024;
    private const int SampleRowCount = 200;
    private const long MaxValidatedBytes = 512L * 1024 * 1024;

    /// <summary>
    /// In order of preference: where two fit equally, the rarer sign in ordinary text is the likelier delimiter.
    /// </summary>
    private static readonly char[] Delimiters = ['\t', ';', '|', ','];

    public static Result<FileFormat> Detect(Stream stream, ReadLimits limits)
    {
        stream.Position = 0;
        var head = new byte[(int)Math.Min(HeadBytes, stream.Length)];
        stream.ReadExactly(head);
        var isWhole = head.Length == stream.Length;
        if (head.Length == 0)
        {
            return ImportErrors.Empty();
        }

        if (FileSignature.Detect(head) is { } signature)
        {
            stream.Position = 0;
            return signature.Name is { } name ? ImportErrors.NotATable(name) : WorkbookReader.Detect(stream, limits);
        }

        var notUtf8 = FindNotUtf8(stream, head, isWhole);
        stream.Position = 0;
        var (encodingName, encodingEvidence) = TextEncodings.Detect(head, notUtf8);
        var text = TextEncodings.Get(encodingName).GetString(head).TrimStart('\uFEFF');
        if (LooksBinary(text))
        {
            return ImportErrors.NotATable(new Message(ImportMessages.BinaryData));
        }

        if (string.IsNullOrWhiteSpace(text.Replace("\0", "", StringComparison.Ordinal)))
        {
            return ImportErrors.Empty();
        }

        if (JsonFile.LooksLike(text))
        {
            return JsonFile.Detect(stream, text, isWhole, encodingName, encodingEvidence, limits);
        }

        if (FileSignature.OfText(text) is { } other)
        {
            return ImportErrors.NotATable(other);
        }

        var hasMark = encodingEvidence.Key == ImportMessages.Utf8ByMark;
        return
            notUtf8 is not null
            && (hasMark || encodingName is TextEncodings.Windows1252 or TextEncodings.Gb18030)
            && LineCensus.Take(stream, MaxValidatedBytes).Judge(hasMark) is { } mixed
            ? DetectTable(
                head,
                isWhole,
                new FileFormat { EncodingName = mixed.Name, OtherEncodingName = mixed.OtherName },
                mixed.Evidence,
                limits
            )
            : DetectTable(head, isWhole, new FileFormat { EncodingName = encodingName }, [encodingEvidence], limits);
    }

    private static Result<FileFormat> DetectTable(
        byte[] head,
        bool isWhole,
        FileFormat format,
        IReadOnlyList<Message> encodingEvidence,
        ReadLimits limits
    )
    {
        var text = TextEncodings.Get(format.EncodingName).GetString(head).TrimStart('\uFEFF');
        bool[] quotes = text.Contains("\\\"", StringComparison.Ordinal) ? [false, true] : [false];
        var best = Delimiters
            .SelectMany(
                _ => quotes,
                (delimiter, escaped) => format with { Delimiter = delimiter, HasBackslashQuotes = escaped }
            )
            .Select(candidate => (Format: candidate, Rows: ReadSample(head, isWhole, candidate, limits)))
            .Select(candidate => (candidate.Format, candidate.Rows, Fit: DelimiterFit.Measure(candidate.Rows)))
            .MaxBy(candidate => candidate.Fit.Score);
        var delimiter =
            DelimiterFit.Directive(text) ?? (best.Fit.ColumnCount > 1 ? best.Format.Delimiter : ',');
        var isBest = delimiter == best.Format.Delimiter;
        format = isBest ? best.Format : format with { Delimiter = delimiter };
        var rows = isBest ? best.Rows : ReadSample(head, isWhole, format, limits);
        if (rows.Count == 0)
        {
            return ImportErrors.Empty();
        }

        var fit = DelimiterFit.Measure(rows);
        if (rows[0].Problem is { } problem)
        {
            return rows[0].Cells.Length > limits.MaxColumnCount || problem.Key == ImportMessages.TooManyCells
                ? ImportErrors.TooManyColumns(limits.MaxColumnCount)
                : ImportErrors.BrokenHeader(problem);
        }

        var cells = rows.Skip(fit.TitleRowCount).Where(row => row.Problem is null).Select(row => row.Cells).ToList();
        var header = HeaderEvidence.Judge(cells);
        if (header.HasHeader && cells.Count == 1 && isWhole)
        {
            return ImportErrors.HeaderOnly(cells[0].Length);
        }

        var values = cells.Skip(header.HasHeader ? 1 : 0).ToList();
        var (decimalSeparator, decimalEvidence) = ValueStyle.DecimalSeparator(
            rows.Count < SampleRowCount
                ? values
                :
                [
                    .. ReadSample(head, isWhole, format, limits, int.MaxValue)
                        .Skip(fit.TitleRowCount + (header.HasHeader ? 1 : 0))
                        .Where(row => row.Problem is null)
                        .Select(row => row.Cells),
                ],
            delimiter
        );
        var (dateOrder, dateEvidence) = ValueStyle.DateOrder(values, decimalSeparator);
        var delimiterEvidence = new Message(
            ImportMessages.DelimiterFound,
            NameOf(delimiter),
            fit.Agreeing,
            rows.Count - fit.TitleRowCount,
            cells[0].Length
        );
        var titleEvidence =
            fit.TitleRowCount > 0 ? new Message(ImportMessages.TitleAbove, rows[fit.TitleRowCount].LineNumber) : null;
        return format with
        {
            UnnamedColumnCount = header.HasHeader
                ? UnnamedColumns.Count(ReadSample(head, isWhole, format, limits, int.MaxValue).Skip(fit.TitleRowCount))
                : 0,
            HasHeader = header.HasHeader,
            TitleRowCount = fit.TitleRowCount,
            DecimalSeparator = decimalSeparator,
            DateOrder = dateOrder,
            Evidence =
            [
                .. encodingEvidence,
                .. new Message?[]
                {
                    delimiterEvidence,
                    format.HasBackslashQuotes ? new Message(ImportMessages.BackslashQuotes) : null,
                    titleEvidence,
                    header.Evidence,
                    decimalEvidence,
                    dateEvidence,
                }.OfType<Message>(),
            ],
        };
    }

    private static List<RawRow> ReadSample(
        byte[] head,
        bool isWhole,
        FileFormat format,
        ReadLimits limits,
        int rowCount = SampleRowCount
    )
    {
        var reader = new DelimitedReader(new MemoryStream(head, writable: false), format, limits);
        var rows = new List<RawRow>();
        while (rows.Count < rowCount && reader.Read() is { } row)
        {
            if (row.Problem is not null || row.Cells.Length > 0)
            {
                rows.Add(row);
            }
        }

        // The head ends anywhere: its last row may be cut.
        if (!isWhole && rows.Count > 1 && rows.Count < rowCount)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows;
    }

    private static Message NameOf(char delimiter) =>
        delimiter switch
        {
            ',' => new Message(ImportMessages.Commas),
            ';' => new Message(ImportMessages.Semicolons),
            '\t' => new Message(ImportMessages.Tabs),
            '|' => new Message(ImportMessages.Bars),
            _ => Message.Verbatim($"'{delimiter}'"),
        };

    private static bool LooksBinary(string text)
    {
        var control = 0;
        foreach (var c in text)
        {
            if (c == '\0')
            {
                return true;
            }

            control += c < ' ' && c is not ('\t' or '\r' or '\n' or '\f' or '\u001A') ? 1 : 0;
        }

        return control > text.Length / 50;
    }

    /// <summary>
    /// The first part of the file that is no UTF-8, null where there is none. Reads on beyond the head, since the first
    /// accented letter may come late;
    /// bounded, since the answer is a hint: bytes that do not fit are reported row by row anyway.
    /// </summary>
    private static byte[]? FindNotUtf8(Stream stream, byte[] head, bool isWhole)
    {
        var length = head.Length - (isWhole ? 0 : CutTail(head));
        if (!Utf8.IsValid(head.AsSpan(0, length)))
        {
            return head;
        }

        stream.Position = length;
        var buffer = new byte[HeadBytes];
        var kept = 0;
        while (!isWhole && stream.Position < MaxValidatedBytes)
        {
            var read = stream.Read(buffer.AsSpan(kept));
            var text = buffer.AsSpan(0, kept + read);
            kept = read == 0 ? 0 : CutTail(text);
            if (!Utf8.IsValid(text[..^kept]))
            {
                return text.ToArray();
            }

            if (read == 0)
            {
                break;
            }

            text[^kept..].CopyTo(buffer);
        }

        return null;
    }

    /// <summary>Bytes at the end that begin a character which the next read completes.</summary>
    private static int CutTail(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= 3 && back <= text.Length; back++)
        {
            var value = text[^back];
            if (value < 0x80)
            {
                return 0;
            }

            if (value >= 0xC0)
            {
                var needed =
                    value >= 0xF0 ? 4
                    : value >= 0xE0 ? 3
                    : 2;
                return needed > back ? back : 0;
            }
        }

        return 0;
    }
}
