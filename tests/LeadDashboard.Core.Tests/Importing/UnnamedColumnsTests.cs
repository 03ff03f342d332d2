using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class UnnamedColumnsTests
{
    [Fact]
    public async Task Import_LastHeaderCellEmptyButFilledBelow_NamesTheColumn()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8(
                "name,email,city,won,\nAnn,ann@x.com,Oslo,yes,blue\nBob,bob@x.com,Rome,no,\nCid,cid@x.com,Bonn,no\n"
            )
        );

        Assert.Empty(outcome.Errors);
        Assert.Equal(["name", "email", "city", "won", "Column 5"], outcome.Header);
        Assert.Equal(3, outcome.Leads.Count);
        Assert.Equal("blue", Core.Leads.LeadAttributes.Parse(outcome.Leads[0].Lead.AttributesJson)["Column 5"]);
    }

    [Fact]
    public async Task Import_LastHeaderCellsEmptyAndEmptyBelow_AreLeftOut()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8("name,email,won,,\nAnn,ann@x.com,yes,,\nBob,bob@x.com,no,,\n")
        );

        Assert.Equal(["name", "email", "won"], outcome.Header);
        Assert.Equal((2, 0), (outcome.Leads.Count, outcome.Errors.Count));
    }

    [Fact]
    public async Task Import_ValueUnderAnUnnamedColumnThatNobodyKnew_SaysSo()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8("name,email,won,\nAnn,ann@x.com,yes,\nBob,bob@x.com,no,late\n"),
            correct: format => format with { UnnamedColumnCount = 0 }
        );

        var error = Assert.Single(outcome.Errors);
        Assert.Contains("column 4, which has no name", error.Reason.English(), StringComparison.Ordinal);
        Assert.Single(outcome.Leads);
    }

    [Fact]
    public async Task Import_WorkbookWithAnUnnamedLastColumn_NamesIt()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Workbook(
                (
                    "Leads",
                    [
                        ["name", "email", "won", ""],
                        ["Ann", "ann@x.com", "yes", "blue"],
                        ["Bob", "bob@x.com", "no", ""],
                    ]
                )
            )
        );

        Assert.Equal("Column 4", outcome.Header[^1]);
        Assert.Equal((2, 0), (outcome.Leads.Count, outcome.Errors.Count));
    }
}
