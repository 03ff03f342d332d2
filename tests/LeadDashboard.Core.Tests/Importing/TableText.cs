using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>Files made in memory, and the whole way from bytes to counted rows.</summary>
internal static class TableText
{
    static TableText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text));

    public static MemoryStream In(string encodingName, string text, bool withMark = false)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        return new MemoryStream([.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
    }

    /// <summary>
    /// The smallest thing a spreadsheet program calls a workbook. A cell that begins with '#' is a number, with '@' a
    /// date serial, with '=' a formula with its value after '|', with '¤' a number of format 00000, with '!' an error.
    /// A sheet whose name begins with '~' is hidden, with '~~' very hidden.
    /// </summary>
    public static MemoryStream Workbook(params (string Name, string[][] Rows)[] sheets)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(
                zip,
                "[Content_Types].xml",
                """<?xml version="1.0"?><Types """
                    + """xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"""
                    + """<Default Extension="rels" """
                    + """ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default """
                    + """Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" """
                    + """ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"""
                    + """</Types>"""
            );
            Write(
                zip,
                "_rels/.rels",
                """<?xml version="1.0"?><Relationships """
                    + """xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                    + """<Relationship Id="rId1" """
                    + """Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" """
                    + """Target="xl/workbook.xml"/></Relationships>"""
            );
            var names = string.Concat(
                sheets.Select(
                    (s, i) =>
                        $"""<sheet name="{s.Name.TrimStart('~')}" sheetId="{i + 1}" """
                        + $"""r:id="rId{i + 1}"{StateOf(s.Name)}/>"""
                )
            );
            Write(
                zip,
                "xl/workbook.xml",
                $"""<?xml version="1.0"?><workbook """
                    + $"""xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" """
                    + $"""xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"""
                    + $"""{names}</sheets></workbook>"""
            );
            var links = string.Concat(
                sheets.Select(
                    (_, i) =>
                        $"""<Relationship Id="rId{i + 1}" """
                            + """Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/wor"""
                                + """ksheet" """
                            + $"""Target="worksheets/sheet{i + 1}.xml"/>"""
                )
            );
            Write(
                zip,
                "xl/_rels/workbook.xml.rels",
                $"""<?xml version="1.0"?><Relationships """
                    + $"""xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}<Relationship """
                    + """Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationsh"""
                            + """ips/styles" """
                    + $"""Target="styles.xml"/></Relationships>"""
            );
            Write(
                zip,
                "xl/styles.xml",
                """<?xml version="1.0"?><styleSheet """
                    + """xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">"""
                    + """<numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/>"""
                    + """<xf numFmtId="14"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>"""
            );
            for (var i = 0; i < sheets.Length; i++)
            {
                Write(zip, $"xl/worksheets/sheet{i + 1}.xml", Sheet(sheets[i].Rows));
            }
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>A workbook of one sheet, one of whose cells holds the given content.</summary>
    /// <param name="cell">{0} = as many letters as <paramref name="length"/> says.</param>
    public static MemoryStream WorkbookWithCell(string cell, int length)
    {
        var stream = Workbook(
            (
                "Leads",
                [
                    ["name", "won"],
                    ["Ann", "yes"],
                ]
            )
        );
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            var letters = new string('x', length);
            Write(
                zip,
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                    + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>"
                    + cell.Replace("{0}", letters, StringComparison.Ordinal)
                    + "</is></c></row></sheetData></worksheet>"
            );
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>Detects, maps and parses a file as an import does. A refusal comes back as its code.</summary>
    public static async Task<Outcome> ImportAsync(
        Stream stream,
        ReadLimits? limits = null,
        Func<FileFormat, FileFormat>? correct = null,
        int sampleRows = 500,
        string? currency = null
    )
    {
        var format = FileFormat.Detect(stream);
        if (!format.IsOk)
        {
            return new Outcome
            {
                Refusal = format.Error.Code,
                Message = format.Error.Message.English(),
                Said = format.Error.Message,
            };
        }

        var chosen = correct?.Invoke(format.Value) ?? format.Value;
        var sample = await FileSample.ReadAsync(stream, chosen, sampleRows, limits: limits);
        if (!sample.IsOk)
        {
            return new Outcome
            {
                Refusal = sample.Error.Code,
                Message = sample.Error.Message.English(),
                Said = sample.Error.Message,
                Format = chosen,
            };
        }

        var suggestion = ColumnMap.Suggest(sample.Value.Header, sample.Value.Rows, chosen);
        var parser = new LeadParser(
            suggestion.Map,
            new ParseContext(
                chosen,
                "0123456789abcdef",
                new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                7,
                currency
            )
        );
        var tally = new CellTally(suggestion.Map);
        var outcome = new Outcome
        {
            Format = chosen,
            Map = suggestion.Map,
            Header = sample.Value.Header,
            Notes = sample.Value.Notes,
        };
        await foreach (var row in NoLeadRows.ReadAsync(stream, chosen, suggestion.Map, limits))
        {
            outcome.RowCount++;
            var result = parser.Parse(row);
            if (result.Value is { } lead)
            {
                outcome.Leads.Add(lead);
                outcome.Warnings.AddRange(result.Warnings ?? []);
                tally.Count(row, result.Warnings);
                tally.Note(result.Warnings);
            }
            else if (result.Error is { } error)
            {
                outcome.Errors.Add(error);
            }
            else
            {
                outcome.SkippedCount++;
            }
        }

        outcome.Cells = tally.Report();
        return outcome;
    }

    private static string StateOf(string sheetName) =>
        sheetName.StartsWith("~~", StringComparison.Ordinal) ? " state=\"veryHidden\""
        : sheetName.StartsWith('~') ? " state=\"hidden\""
        : "";

    private static string Sheet(string[][] rows)
    {
        var xml = new StringBuilder(
            """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"""
                + """<sheetData>"""
        );
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
            {
                var cell = rows[r][c];
                var at = $"{(char)('A' + c)}{r + 1}";
                xml.Append(
                    cell switch
                    {
                        "" => "",
                        ['#', .. var number] => $"<c r=\"{at}\"><v>{number}</v></c>",
                        ['@', .. var serial] => $"<c r=\"{at}\" s=\"1\"><v>{serial}</v></c>",
                        ['¤', .. var padded] => $"<c r=\"{at}\" s=\"2\"><v>{padded}</v></c>",
                        ['!', .. var fault] => $"<c r=\"{at}\" t=\"e\"><f>1/0</f><v>{fault}</v></c>",
                        ['=', .. var formula] =>
                            $"<c r=\"{at}\"><f>{formula.Split('|')[0]}</f><v>{formula.Split('|')[1]}</v></c>",
                        _ => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>",
                    }
                );
            }

            xml.Append("</row>");
        }

        return xml.Append("</sheetData></worksheet>").ToString();
    }

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }

    internal sealed class Outcome
    {
        public string? Refusal { get; init; }
        public string? Message { get; init; }
        public FileFormat? Format { get; init; }
        public ColumnMap? Map { get; init; }
        public string[] Header { get; init; } = [];
        public Message? Said { get; init; }
        public IReadOnlyList<Message> Notes { get; init; } = [];
        public List<ParsedLead> Leads { get; } = [];
        public List<RowError> Errors { get; } = [];

        /// <summary>What is said of cells of rows that were taken.</summary>
        public List<RowError> Warnings { get; } = [];
        public CellReport Cells { get; set; } = CellReport.Empty;
        public int RowCount { get; set; }
        public int SkippedCount { get; set; }

        public TargetField TargetOf(string header) => Map!.Columns.Single(c => c.Header == header).Target;
    }
}
