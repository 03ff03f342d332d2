using System.Text;
using LeadDashboard.Core.Files.Encodings;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>
/// One case per kind of trouble: each file is imported rightly or refused with a sentence, and every row is accounted
/// for.
/// </summary>
public sealed class MessyFileTests
{
    private const string Rows = "name,email,score\nAnn,ann@x.com,5\nBob,bob@x.com,7\n";

    public static TheoryData<string, byte[], int, int, int> Imported { get; } =
        new()
        {
            { "plain", Bytes(Rows), 2, 0, 0 },
            { "byte order mark", [0xEF, 0xBB, 0xBF, .. Bytes(Rows)], 2, 0, 0 },
            { "CRLF", Bytes(Rows.Replace("\n", "\r\n", StringComparison.Ordinal)), 2, 0, 0 },
            { "lone CR", Bytes(Rows.Replace("\n", "\r", StringComparison.Ordinal)), 2, 0, 0 },
            { "mixed line ends", Bytes("name,email\r\nAnn,ann@x.com\nBob,bob@x.com\rCid,cid@x.com"), 3, 0, 0 },
            { "no line end at the end", Bytes(Rows.TrimEnd()), 2, 0, 0 },
            { "many line ends at the end", Bytes(Rows + "\n\n\n"), 2, 0, 3 },
            { "blank line between", Bytes("name,email\nAnn,ann@x.com\n\nBob,bob@x.com\n"), 2, 0, 1 },
            { "row of only delimiters", Bytes(Rows + ",,\n"), 2, 0, 1 },
            { "blank lines above the header", Bytes("\n\n" + Rows), 2, 0, 0 },
            { "old end-of-file mark", Bytes(Rows + "\u001A"), 2, 0, 1 },
            { "semicolon", Bytes(Rows.Replace(',', ';')), 2, 0, 0 },
            { "tab", Bytes(Rows.Replace(',', '\t')), 2, 0, 0 },
            { "bar", Bytes(Rows.Replace(',', '|')), 2, 0, 0 },
            { "sep line", Bytes("sep=;\r\n" + Rows.Replace(',', ';')), 2, 0, 0 },
            { "semicolon with decimal commas", Bytes("a;b;c\n1,5;2,5;3,5\n1,25;2,5;3,5\n"), 2, 0, 0 },
            { "delimiter in quotes", Bytes("name,company\nAnn,\"Acme, Inc.\"\nBob,\"B, C, D\"\n"), 2, 0, 0 },
            { "line break in quotes", Bytes("name,notes\nAnn,\"one\ntwo\nthree\"\nBob,x\n"), 2, 0, 0 },
            { "doubled quotes", Bytes("name,notes\nAnn,\"said \"\"hi\"\" to me\"\nBob,x\n"), 2, 0, 0 },
            { "quote inside plain text", Bytes("name,size\nAnn,5\" pipe\nBob,6\" pipe\n"), 2, 0, 0 },
            { "blank before a quote", Bytes("name, company\nAnn, \"Acme, Inc.\"\nBob, x\n"), 2, 0, 0 },
            { "blank after a quote", Bytes("name,company\n\"Ann\" ,x\n\"Bob\" ,y\n"), 2, 0, 0 },
            { "empty quoted cells", Bytes("name,company\n\"\",\"x\"\n\"Bob\",\"\"\n"), 2, 0, 0 },
            { "delimiter at each line end", Bytes("name,email,\nAnn,ann@x.com,\nBob,bob@x.com,\n"), 2, 0, 0 },
            { "surplus empty cells", Bytes("name,email\nAnn,ann@x.com,,,\nBob,bob@x.com\n"), 2, 0, 0 },
            { "short row", Bytes("name,email,score\nAnn,ann@x.com,5\nBob\n"), 1, 1, 0 },
            { "long row", Bytes("name,email,score\nAnn,ann@x.com,5\nBob,bob@x.com,5,6\n"), 1, 1, 0 },
            { "unclosed quote at the end", Bytes("name,email\nAnn,ann@x.com\n\"Bob,bob@x.com\n"), 1, 1, 0 },
            {
                "unclosed quote in the middle",
                Bytes("name,email\nAnn,ann@x.com\n\"Bob,bob@x.com\nCid,cid@x.com\nDan,dan@x.com\n"),
                3,
                1,
                0
            },
            {
                "unclosed quote before quoted rows",
                Bytes("\"name\",\"email\"\n\"Ann\",\"ann@x.com\n\"Bob\",\"bob@x.com\"\n\"Cid\",\"cid@x.com\"\n"),
                2,
                1,
                0
            },
            {
                "stray quote that closes rows later",
                Bytes("name,size,city\nAnn,\"5,Rome\nBob,6,Oslo\nCid,7,Bonn\"\nDan,8,Bern\n"),
                3,
                1,
                0
            },
            { "text after a closing quote", Bytes("name,email\n\"Ann\"x,ann@x.com\nBob,bob@x.com\n"), 1, 1, 0 },
            { "UTF-16 little endian with mark", Sixteen("utf-16", withMark: true), 2, 0, 0 },
            { "UTF-16 little endian without mark", Sixteen("utf-16", withMark: false), 2, 0, 0 },
            { "UTF-16 big endian with mark", Sixteen("utf-16BE", withMark: true), 2, 0, 0 },
            { "UTF-16 big endian without mark", Sixteen("utf-16BE", withMark: false), 2, 0, 0 },
            {
                "bytes that are no UTF-8 behind a mark",
                [
                    0xEF,
                    0xBB,
                    0xBF,
                    .. Bytes("name,email\nAnn,ann@x.com\n"),
                    (byte)'B',
                    0xFF,
                    .. Bytes(",bob@x.com\nCid,cid@x.com\n"),
                ],
                2,
                1,
                0
            },
            { "duplicate header", Bytes("name,phone,phone\nAnn,+49 30 1234567,+49 30 7654321\n"), 1, 0, 0 },
            { "header without a name", Bytes("name,,email\nAnn,x,ann@x.com\n"), 1, 0, 0 },
            { "header with line break", Bytes("name,\"e-mail\naddress\"\nAnn,ann@x.com\nBob,bob@x.com\n"), 2, 0, 0 },
            { "no header", Bytes("Ann,ann@x.com,5\nBob,bob@x.com,7\nCid,cid@x.com,8\n"), 3, 0, 0 },
            { "one column", Bytes("email\nann@x.com\nbob@x.com\n"), 2, 0, 0 },
            { "formula cells", Bytes("name,email\n=CMD|' /C calc'!A0,ann@x.com\n@SUM(1+1),bob@x.com\n"), 2, 0, 0 },
            {
                "number in words among numbers",
                Bytes(
                    "name,score\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"n{i},{i}\n")) + "Bob,many\n"
                ),
                61,
                0,
                0
            },
            {
                "impossible date",
                Bytes(
                    "name,created\n"
                        + string.Concat(Enumerable.Range(1, 60).Select(i => $"n{i},2026-01-{1 + (i % 28):00}\n"))
                        + "Bob,2026-02-30\n"
                ),
                61,
                0,
                0
            },
            { "words for not known among numbers", Bytes("name,score\nAnn,5\nBob,n/a\nCid,-\nDan,NULL\n"), 4, 0, 0 },
            {
                "control characters in text",
                Bytes(
                    "name,notes\n"
                        + string.Concat(Enumerable.Repeat("Ann,all is well here and nothing odd\n", 20))
                        + "Bob,be\u0007ll\n"
                ),
                21,
                0,
                0
            },
            { "surrogate pairs and joined emoji", Bytes("name,notes\nAnn,👩‍👩‍👧 𝒳\nBob,x\n"), 2, 0, 0 },
            { "right-to-left text", Bytes("name,notes\nمحمد,שלום\nBob,x\n"), 2, 0, 0 },
            {
                "1,500 columns",
                Bytes(
                    string.Join(',', Enumerable.Range(1, 1_500).Select(i => $"c{i}"))
                        + "\n"
                        + string.Join(',', Enumerable.Repeat("x", 1_500))
                        + "\n"
                ),
                1,
                0,
                0
            },
            { "title above the header", Bytes("Report of March\n\n" + Rows), 2, 0, 0 },
            { "titles padded with delimiters", Bytes("Report,,\nMade by Ann,,\n" + Rows), 2, 0, 0 },
            { "short header", Bytes("name,email\nAnn,ann@x.com,5\nBob,bob@x.com,7\n"), 0, 2, 0 },
            { "footer below the rows", Bytes(Rows + "Total: 2\n"), 2, 1, 0 },
            { "value below an unnamed last column", Bytes("name,email,\nAnn,ann@x.com,\nBob,bob@x.com,5\n"), 2, 0, 0 },
            { "JSON array", Bytes("[{\"name\":\"Ann\"},{\"name\":\"Bob\"}]"), 2, 0, 0 },
            { "JSON array with other values", Bytes("\n[{\"name\":\"Ann\"},5,null,{\"name\":\"Bob\"},[{}]]"), 2, 3, 0 },
            { "JSON array that breaks off", Bytes("\n[{\"name\":\"Ann\"},{\"name\":\"Bo"), 1, 1, 0 },
            { "JSON with an empty object", Bytes("[{\"name\":\"Ann\"},{}]"), 1, 0, 1 },
            { "JSON lines with blank ones", Bytes("{\"name\":\"Ann\"}\r\n\r\n{\"name\":\"Bob\"}\r\n"), 2, 0, 1 },
            {
                "JSON lines with a broken one",
                Bytes("{\"name\":\"Ann\"}\n{\"name\":Bob}\n{\"name\":\"Cid\"}"),
                2,
                1,
                0
            },
            { "JSON with half a surrogate pair", Bytes("\n[{\"name\":\"Ann\"},{\"name\":\"\\ud800\"}]"), 1, 1, 0 },
            {
                "comma as delimiter and in numbers with quotes",
                Bytes("name,value\nAnn,\"1,250.50\"\nBob,\"12,250.50\"\n"),
                2,
                0,
                0
            },
        };

    public static TheoryData<string, byte[], string> Refused { get; } =
        new()
        {
            { "empty", [], "import.empty" },
            { "only blanks", Bytes(" \n\t\n  \n"), "import.empty" },
            { "only a byte order mark", [0xEF, 0xBB, 0xBF], "import.empty" },
            { "header only", Bytes("name,email,phone\n"), "import.header-only" },
            { "header and blank lines", Bytes("name,email,phone\n\n"), "import.header-only" },
            { "NUL bytes", [.. Bytes("name,email\n"), 0, 1, 2, 0, 3, .. Bytes("\nAnn,x\n")], "import.not-a-table" },
            { "PDF", [.. Bytes("%PDF-1.7\n"), 0x80, 0x81], "import.not-a-table" },
            { "PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "import.not-a-table" },
            { "JPEG", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], "import.not-a-table" },
            { "gzip", [0x1F, 0x8B, 8, 0, 0, 0], "import.not-a-table" },
            {
                "web page",
                Bytes("<!DOCTYPE html>\n<html><table><tr><td>name</td></tr></table></html>"),
                "import.not-a-table"
            },
            { "JSON without records", Bytes("{\"a\":[1,2],\n\"b\":{}}"), "import.no-records" },
            { "empty JSON array", Bytes(" [ ] "), "import.empty" },
            { "JSON broken in its first object", Bytes("[{\"a\":}]"), "import.broken-header" },
            { "XML", Bytes("<?xml version=\"1.0\"?><leads/>"), "import.not-a-table" },
            { "ZIP without a workbook", ZipOf("notes.txt"), "import.not-a-table" },
            { "broken ZIP", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3, 4, 5, 6, 7, 8, 9], "import.broken-workbook" },
            {
                "broken old workbook",
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]],
                "import.broken-workbook"
            },
            { "workbook without its parts", ZipOf("xl/workbook.xml"), "import.broken-workbook" },
            {
                "5,000 columns",
                Bytes(string.Join(',', Enumerable.Range(1, 5_000).Select(i => $"c{i}")) + "\nx\n"),
                "import.too-many-columns"
            },
            {
                "unclosed quote in the header",
                Bytes("name,\"email\nAnn,ann@x.com\nBob,bob@x.com\n"),
                "import.broken-header"
            },
        };

    [Theory]
    [MemberData(nameof(Imported), DisableDiscoveryEnumeration = true)]
    public async Task Import_MessyFile_EveryRowIsAccountedFor(
        string kind,
        byte[] bytes,
        int imported,
        int rejected,
        int skipped
    )
    {
        var outcome = await TableText.ImportAsync(new MemoryStream(bytes));

        Assert.True(outcome.Refusal is null, $"{kind}: {outcome.Message}");
        Assert.Equal((imported, rejected, skipped), (outcome.Leads.Count, outcome.Errors.Count, outcome.SkippedCount));
        Assert.Equal(outcome.RowCount, imported + rejected + skipped);
        Assert.All(
            outcome.Errors,
            error => Assert.True(error.LineNumber > 1 && error.Reason.English().Length > 20, error.Reason.English())
        );
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task Import_NoTable_IsRefusedWithASentence(string kind, byte[] bytes, string code)
    {
        var outcome = await TableText.ImportAsync(new MemoryStream(bytes));

        Assert.True(outcome.Refusal == code, $"{kind}: {outcome.Refusal} {outcome.Message}");
        Assert.EndsWith(".", outcome.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Facts, not cases of the theory above: the test runner copies the data of a theory many times over.
    /// </summary>
    [Fact]
    public async Task Import_HeaderOfMegabytes_IsRefused()
    {
        var big = new string('x', 10 * 1024 * 1024);

        Assert.Equal("import.broken-header", (await TableText.ImportAsync(TableText.Utf8(big))).Refusal);
        Assert.Equal("import.broken-header", (await TableText.ImportAsync(TableText.Utf8("\"" + big))).Refusal);
        Assert.Equal(
            "import.too-many-columns",
            (await TableText.ImportAsync(TableText.Utf8(new string(',', 1_000_000) + "\nx\n"))).Refusal
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Import_TenMegabytesInOneCell_CostsOnlyThatRow(bool isQuoted)
    {
        var big = new string('x', 10 * 1024 * 1024);
        var cell = isQuoted ? $"\"{big}\"" : big;

        var outcome = await TableText.ImportAsync(TableText.Utf8($"name,notes\nAnn,short\nBob,{cell}\nCid,short\n"));

        Assert.Equal(["Ann", "Cid"], outcome.Leads.Select(l => l.Lead.Name));
        var error = Assert.Single(outcome.Errors);
        Assert.Equal(3, error.LineNumber);
        Assert.Contains("more than 1,048,576 characters", error.Reason.English(), StringComparison.Ordinal);
        Assert.True(error.Value.Length < 100);
    }

    [Fact]
    public async Task Import_TenMegabytesOverManyLinesInQuotes_LosesNothingBehindIt()
    {
        var big = string.Concat(Enumerable.Repeat("a line of notes\n", 700_000));

        var outcome = await TableText.ImportAsync(TableText.Utf8($"name,notes\nAnn,short\nBob,\"{big}\"\nCid,short\n"));

        Assert.Contains(outcome.Leads, l => l.Lead.Name == "Cid");
        Assert.Equal(3, outcome.Errors[0].LineNumber);
        Assert.Equal(outcome.RowCount, outcome.Leads.Count + outcome.Errors.Count + outcome.SkippedCount);
    }

    [Fact]
    public async Task Import_DuplicateHeader_GetsANumberAndANote()
    {
        var outcome = await TableText.ImportAsync(TableText.Utf8("name,tag,Tag,tag\nAnn,a,b,c\n"));

        Assert.Equal(["name", "tag", "Tag (2)", "tag (3)"], outcome.Header);
        Assert.Contains("'Tag (2)'", outcome.Notes[0].English(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Windows1252_ReadsAccents()
    {
        var outcome = await TableText.ImportAsync(
            TableText.In("windows-1252", "name,city\nJosé,Zürich\nZoë,Málaga\nRené,Orléans\n")
        );

        Assert.Equal("windows-1252", outcome.Format!.EncodingName);
        Assert.Equal(["José", "Zoë", "René"], outcome.Leads.Select(l => l.Lead.Name));
    }

    [Fact]
    public async Task Import_Gb18030_ReadsChineseAndItsHeaders()
    {
        var outcome = await TableText.ImportAsync(
            TableText.In(
                "gb18030",
                "姓名,公司,手机,是否成交\n王芳,北京科技有限公司,13800138000,成交\n李强,上海贸易公司,13900139000,丢单\n"
            )
        );

        Assert.Equal("gb18030", outcome.Format!.EncodingName);
        Assert.Equal(["王芳", "李强"], outcome.Leads.Select(l => l.Lead.Name));
        Assert.Equal([Core.Leads.LeadStatus.Won, Core.Leads.LeadStatus.Lost], outcome.Leads.Select(l => l.Lead.Status));
        Assert.Equal("13800138000", outcome.Leads[0].Lead.Phone);
    }

    [Fact]
    public async Task Import_WrongEncodingChosen_RejectsTheRowsItCannotRead()
    {
        var file = TableText.In("windows-1252", "name,city\nAnn,Rome\nJosé,Málaga\n");

        var outcome = await TableText.ImportAsync(
            file,
            correct: format => format with { EncodingName = TextEncodings.Utf8 }
        );

        Assert.Equal("Ann", Assert.Single(outcome.Leads).Lead.Name);
        var error = Assert.Single(outcome.Errors);
        Assert.Equal(3, error.LineNumber);
        Assert.Contains("not utf-8", error.Reason.English(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_LateAccentBeyondTheFirstMegabyte_IsNotTakenForUtf8()
    {
        var text =
            "name,city\n" + string.Concat(Enumerable.Repeat("Ann,somewhere in Rome\n", 60_000)) + "José,Málaga\n";

        var outcome = await TableText.ImportAsync(TableText.In("windows-1252", text));

        Assert.Equal("windows-1252", outcome.Format!.EncodingName);
        Assert.Equal("José", outcome.Leads[^1].Lead.Name);
        Assert.Empty(outcome.Errors);
    }

    [Fact]
    public async Task Import_Utf8CharactersAcrossEveryReadBoundary_StayWhole()
    {
        var text = "name,city\n" + string.Concat(Enumerable.Range(0, 90_000).Select(i => $"王{i},広島é\n"));

        var outcome = await TableText.ImportAsync(TableText.Utf8(text));

        Assert.Equal("utf-8", outcome.Format!.EncodingName);
        Assert.Equal(90_000, outcome.Leads.Count);
        Assert.All(outcome.Leads, lead => Assert.Equal("広島é", lead.Lead.City));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Sixteen(string encoding, bool withMark) => TableText.In(encoding, Rows, withMark).ToArray();

    private static byte[] ZipOf(string entryName)
    {
        var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(zip.CreateEntry(entryName).Open());
            writer.Write("hello");
        }

        return stream.ToArray();
    }
}
