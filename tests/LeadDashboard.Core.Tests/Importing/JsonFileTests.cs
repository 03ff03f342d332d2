using System.Text;
using LeadDashboard.Core.Files;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class JsonFileTests
{
    [Theory]
    [InlineData(
        "[{\"name\":\"Ann\",\"email\":\"ann@x.com\",\"won\":true},{\"name\":\"Bob\",\"email\":\"bob@x.com\","
            + "\"won\":false}]"
    )]
    [InlineData(
        "{\"total\":2,\"paging\":{\"next\":[1,2]},\"results\":[{\"name\":\"Ann\",\"email\":\"ann@x.com\",\"won\":true},"
            + "{\"name\":\"Bob\",\"email\":\"bob@x.com\",\"won\":false}],\"more\":[{\"x\":1}]}"
    )]
    [InlineData(
        "{\"data\":{\"leads\":[\n  {\"name\":\"Ann\",\"email\":\"ann@x.com\",\"won\":true},\n  "
            + "{\"name\":\"Bob\",\"email\":\"bob@x.com\",\"won\":false}\n]}}"
    )]
    [InlineData(
        "{\"name\":\"Ann\",\"email\":\"ann@x.com\",\"won\":true}\n"
            + "{\"name\":\"Bob\",\"email\":\"bob@x.com\",\"won\":false}\n"
    )]
    [InlineData(
        "\uFEFF{\"name\":\"Ann\",\"email\":\"ann@x.com\",\"won\":true}\r\n"
            + "{\"name\":\"Bob\",\"email\":\"bob@x.com\",\"won\":false}"
    )]
    public async Task Import_EachShape_GivesTheSameTwoLeads(string text)
    {
        var outcome = await TableText.ImportAsync(TableText.Utf8(text));

        Assert.Null(outcome.Message);
        Assert.Equal(FileKind.Json, outcome.Format!.Kind);
        Assert.Equal(["name", "email", "won"], outcome.Header);
        Assert.Equal(["Ann", "Bob"], outcome.Leads.Select(l => l.Lead.Name));
        Assert.Equal([Core.Leads.LeadStatus.Won, Core.Leads.LeadStatus.Lost], outcome.Leads.Select(l => l.Lead.Status));
        Assert.Equal((2, 0), (outcome.RowCount, outcome.Errors.Count));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Import_Utf16_IsTranscoded(string encoding)
    {
        var outcome = await TableText.ImportAsync(
            TableText.In(encoding, "[{\"name\":\"王芳\",\"email\":\"wang@x.com\"}]", withMark: true)
        );

        Assert.Equal("王芳", Assert.Single(outcome.Leads).Lead.Name);
    }

    [Fact]
    public async Task Import_NestedAndUneven_FlattensWithDotsAndJoinsArrays()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8(
                "[{\"name\":\"Ann\",\"company\":{\"name\":\"Acme\",\"size\":12},\"tags\":[\"a\",\"b\",null]},"
                    + "{\"name\":\"Bob\",\"email\":null,\"visits\":1.5,\"links\":[{\"u\":1}]}]"
            )
        );

        Assert.Equal(["name", "company.name", "company.size", "tags", "email", "visits", "links"], outcome.Header);
        var attributes = outcome.Leads.Select(l => Core.Leads.LeadAttributes.Parse(l.Lead.AttributesJson)).ToList();
        Assert.Equal("a; b", attributes[0]["tags"]);
        Assert.Equal(("1.5", "{\"u\":1}"), (attributes[1]["visits"], attributes[1]["links"]));
    }

    [Fact]
    public async Task Import_BrokenLine_CostsThatLineOnly()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8("{\"name\":\"Ann\"}\n{\"name\":\"Bo\n\n[1]\n{\"name\":\"Cid\"}\n")
        );

        Assert.Equal(["Ann", "Cid"], outcome.Leads.Select(l => l.Lead.Name));
        Assert.Equal([2, 4], outcome.Errors.Select(e => e.LineNumber));
        Assert.Equal((5, 1), (outcome.RowCount, outcome.SkippedCount));
    }

    [Fact]
    public async Task Import_ArrayBreaksOff_KeepsWhatCameBeforeAndSaysWhere()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8("[\n{\"name\":\"Ann\"},\n{\"name\":\"Bob\"},\n{\"name\":")
        );

        Assert.Equal(2, outcome.Leads.Count);
        Assert.Contains("line 4", Assert.Single(outcome.Errors).Reason.English(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "import.empty")]
    [InlineData("{\"name\":\n\"Ann\"}", "import.no-records")]
    [InlineData("{\"a\":{\"b\":[1,2,3]},\n\"c\":1}", "import.no-records")]
    [InlineData("[{\"a\" 1}]", "import.broken-header")]
    public async Task Import_NoRecords_IsRefusedWithASentence(string text, string code)
    {
        var outcome = await TableText.ImportAsync(TableText.Utf8(text));

        Assert.Equal(code, outcome.Refusal);
        Assert.True(outcome.Message!.Length > 20, outcome.Message);
    }

    [Fact]
    public void Detect_MoreNamesThanColumnsAllowed_IsRefused()
    {
        var text = new StringBuilder("[{");
        text.AppendJoin(',', Enumerable.Range(0, 3_000).Select(i => $"\"c{i}\":1")).Append("}]");

        Assert.Equal("import.too-many-columns", FileFormat.Detect(TableText.Utf8(text.ToString())).Error?.Code);
    }

    [Fact]
    public async Task Read_ObjectLongerThanTheLimit_IsRejectedAndMemoryStaysBounded()
    {
        var text = "{\"name\":\"Ann\"}\n{\"name\":\"" + new string('x', 400_000) + "\"}\n{\"name\":\"Cid\"}\n";

        var outcome = await TableText.ImportAsync(TableText.Utf8(text), new ReadLimits { MaxRowLength = 100_000 });

        Assert.Equal(["Ann", "Cid"], outcome.Leads.Select(l => l.Lead.Name));
        Assert.Contains("100,000", Assert.Single(outcome.Errors).Reason.English(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_RoundTrip_ReadsTheSame()
    {
        var stream = TableText.Utf8("{\"rows\":[{\"b\":\"2\",\"a\":\"1\"}]}");
        var format = FileFormat.FromJson(FileFormat.Detect(stream).Value!.ToJson());

        var preview = await FilePreview.ReadAsync(stream, format, 5);

        Assert.Equal(["b", "a"], preview.Value!.Header);
        Assert.Equal(["2", "1"], Assert.Single(preview.Value!.Rows).Cells);
    }
}
