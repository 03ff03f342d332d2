using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>How a quote within a quoted cell is written is found out from the file.</summary>
public sealed class QuoteTests
{
    [Fact]
    public async Task Import_QuotesEscapedByBackslash_AreRead()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8(
                "Name,Email,Notes\n"
                    + "\"Bs L0\",\"l0@x.example\",\"he said \\\"call me\\\", then 0\"\n"
                    + "\"Bs L1\",\"l1@x.example\",\"path C:\\\\tmp and \\\"x\\\"\"\n"
            )
        );

        Assert.True(outcome.Format!.HasBackslashQuotes);
        Assert.Equal(
            ["he said \"call me\", then 0", "path C:\\tmp and \"x\""],
            outcome.Leads.Select(lead => lead.Lead.Notes)
        );
        Assert.Contains(outcome.Format.Evidence, said => said.Key == ImportMessages.BackslashQuotes);
    }

    /// <summary>By RFC 4180 a backslash is a letter: a folder may end with one.</summary>
    [Fact]
    public async Task Import_CellThatEndsWithABackslash_StaysAsItIs()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8("Name,Email,Notes\n\"Ann\",\"a@x.example\",\"C:\\tmp\\\"\n\"Bob\",\"b@x.example\",\"x\"\n")
        );

        Assert.False(outcome.Format!.HasBackslashQuotes);
        Assert.Equal(["C:\\tmp\\", "x"], outcome.Leads.Select(lead => lead.Lead.Notes));
        Assert.Equal(LeadStatus.Open, outcome.Leads[0].Lead.Status);
    }
}
