using LeadDashboard.App.Duplicates;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Web.Features.Duplicates;

namespace LeadDashboard.Web.Tests.Duplicates;

public sealed class PairRowsTests
{
    [Theory]
    [InlineData("Acme Ltd", "Acme", "Acme|* Ltd")]
    [InlineData("Acme", "Acme Ltd", "Acme")]
    [InlineData("Jon Smith", "John Smith", "Jo|n Smith")]
    [InlineData("John Smith", "Jon Smith", "Jo|*h|n Smith")]
    [InlineData("same", "same", "same")]
    [InlineData("", "x", "")]
    public void Parts_TwoValues_MarksWhatDiffers(string value, string other, string expected) =>
        Assert.Equal(
            expected,
            string.Join('|', PairRows.Parts(value, other).Select(part => (part.IsDifferent ? "*" : "") + part.Text))
        );

    [Fact]
    public void Of_TwoLeads_ShowsFilledFieldsWithTheirEvidence()
    {
        var left = new Lead
        {
            Id = 1,
            Name = "Anna Berg",
            Email = "anna@acme.example",
            AttributesJson = """{"plan":"A"}""",
        };
        var right = new Lead
        {
            Id = 2,
            Name = "Berg, Anna",
            Email = "anna@acme.example",
            City = "Bonn",
        };
        var detail = new PairDetail(
            new DuplicatePair
            {
                Id = 5,
                LeftLeadId = 1,
                RightLeadId = 2,
            },
            left,
            right,
            [new PairEvidence("Name", MatchLevel.Exact, 9.5)],
            new Dictionary<int, string>(),
            ValueCounts.None
        );

        var rows = PairRows.Compare(detail);

        Assert.Equal(["Name", "E-mail", "City", "plan"], rows.Select(row => row.Name));
        Assert.Equal((9.5, MatchLevel.Exact, 1, true), (rows[0].Bits, rows[0].Level, rows[0].KeptId, rows[0].IsChoice));
        Assert.False(rows[1].IsDifferent);
        Assert.Equal((2, false), (rows[2].KeptId, rows[2].IsChoice));
        Assert.True(rows[3].IsCustom);
    }
}
