using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class LeadTableTests
{
    [Theory]
    [InlineData("ann@gmail.com", "free")]
    [InlineData("ann@yahoo.co.uk", "free")]
    [InlineData("ann@acme.com", "business")]
    [InlineData("n/a", "none")]
    [InlineData(null, "none")]
    public void Build_EmailKind_FollowsTheRuleOfLeadQuality(string? email, string expected)
    {
        var instant = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        var noActivities = Array.Empty<Activity>().ToLookup(activity => activity.LeadId);

        var table = LeadTable.Build(
            new LeadRows([new Lead { Email = email, CreatedUtc = instant }], noActivities, NoCampaigns),
            [],
            [instant]
        );

        Assert.Equal([expected], table.Columns.Single(column => column.Name == "E-mail kind").Words);
    }

    [Fact]
    public void Build_ColumnsOfFeatures_SeeEachLeadFromItsOwnInstantAndStandBesideTheOthers()
    {
        var created = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        var rows = new LeadRows(
            [new Lead { Id = 1, CreatedUtc = created }, new Lead { Id = 2, CreatedUtc = created }],
            Array.Empty<Activity>().ToLookup(activity => activity.LeadId),
            NoCampaigns
        );
        DateTime[] instants = [created.AddDays(2), created.AddDays(5)];

        var plain = LeadTable.Build(rows, [], instants);
        var extended = LeadTable.Build(
            rows with
            {
                Columns =
                [
                    LeadColumn.OfNumbers("goals.age", (lead, instant) => (float)(instant - lead.CreatedUtc).TotalDays),
                    LeadColumn.OfWords("goals.parity", (lead, _) => lead.Id % 2 == 0 ? "even" : null),
                ],
            },
            [],
            instants
        );

        Assert.Equal([2, 5], extended.Find("goals.age")!.Numbers);
        Assert.Equal(["", "even"], extended.Find("goals.parity")!.Words);
        Assert.Equal(
            plain.Columns.Select(column => column.Name),
            extended
                .Columns.Select(column => column.Name)
                .Where(name => !name.StartsWith("goals.", StringComparison.Ordinal))
        );
    }

    private static Dictionary<int, Campaign> NoCampaigns { get; } = [];
}
