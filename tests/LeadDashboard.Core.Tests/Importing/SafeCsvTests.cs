using System.Text;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class SafeCsvTests
{
    [Theory]
    [InlineData("=CMD|' /C calc'!A0", "'=CMD|' /C calc'!A0")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1+1", "'＋1+1")]
    [InlineData("－1+1", "'－1+1")]
    [InlineData("＠SUM(1)", "'＠SUM(1)")]
    [InlineData("\u3000=1", "'\u3000=1")]
    [InlineData("\uFEFF=1", "'\uFEFF=1")]
    [InlineData("\u200B=1", "'\u200B=1")]
    [InlineData("-5.2", "-5.2")]
    [InlineData("+49301234567", "+49301234567")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void Neutralize_Text_NeverBeginsAFormula(string cell, string expected) =>
        Assert.Equal(expected, SafeCsv.Neutralize(cell));

    [Fact]
    public async Task WriteRow_AwkwardCells_ComeBackAsTheyWere()
    {
        string[][] table =
        [
            ["name", "notes", "more"],
            ["Ann, \"the boss\"", "two\r\nlines", " blanks "],
            ["=1+1", "-1+x", "@home"],
            ["王芳", "Zoë", "\tTab"],
            ["", ";|", "'quoted'"],
            ["＝1+1", "＋49", "－x"],
            ["＠home", "=x", "'＝y"],
        ];
        var stream = new MemoryStream();
        await using (var csv = new SafeCsv(stream))
        {
            foreach (var row in table)
            {
                await csv.WriteRowAsync(row);
            }
        }

        var rows = new List<string[]>();
        await foreach (var row in TabularFile.ReadRowsAsync(stream, new FileFormat { HasHeader = false }))
        {
            Assert.Null(row.Problem);
            rows.Add([.. row.Cells.Select(CellText.Clean)]);
        }

        Assert.Equal(table.Select(row => row.Select(cell => cell.Trim()).ToArray()), rows);
        Assert.Equal([0xEF, 0xBB, 0xBF], stream.ToArray()[..3]);
    }

    [Fact]
    public async Task WriteRejectedRows_RaggedAndDangerousRows_KeepEveryCellAndTheReason()
    {
        var rows = new[]
        {
            RejectedRowsCsv.From(
                new FileRow(0, 2, ["=1+1", "b"], null),
                new RowError(2, "score", "x", Message.Verbatim("'x' is not a number.")),
                3
            ),
            RejectedRowsCsv.From(
                new FileRow(1, 3, ["a", "b", "c"], Message.Verbatim("too long")),
                new RowError(3, "", "a | b | c", Message.Verbatim("Line 3 has 3 cells.")),
                3
            ),
            RejectedRowsCsv.From(
                new FileRow(2, 4, ["a"], Message.Verbatim("too short")),
                new RowError(4, "", "a", Message.Verbatim("Line 4 has 1 cell.")),
                3
            ),
        };
        var stream = new MemoryStream();

        await RejectedRowsCsv.WriteAsync(stream, ["name", "score"], rows.ToAsyncEnumerable(), said => said.English());

        Assert.Equal(
            "\uFEFFname,score,Rejected line,Rejected column,Rejected value,Rejected reason\r\n"
                + "'=1+1,b,2,score,x,'x' is not a number.\r\n"
                + "a,\"b,c\",3,,a | b | c,Line 3 has 3 cells.\r\n"
                + "a,,4,,a,Line 4 has 1 cell.\r\n",
            Encoding.UTF8.GetString(stream.ToArray())
        );
        Assert.All(rows, row => Assert.Equal(3, row.ImportBatchId));
    }

    /// <summary>Quotes doubled by hand are a second CSV writer, which would not know what a spreadsheet runs.</summary>
    [Fact]
    public void Source_QuotesForCsv_AreDoubledByTheTwoWritersOnly()
    {
        var writers = SourceTree
            .Files("src", ".cs")
            .Concat(SourceTree.Files("src", ".razor"))
            .Concat(SourceTree.Files("wwwroot-assets", ".js"))
            .Where(path =>
            {
                var text = SourceTree.Read(path);
                return text.Contains("Replace(\"\\\"\", \"\\\"\\\"\"", StringComparison.Ordinal)
                    || text.Contains("replace(/\"/g", StringComparison.Ordinal);
            })
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal);

        Assert.Equal(["SafeCsv.cs", "SampleCsv.cs"], writers);
    }
}
