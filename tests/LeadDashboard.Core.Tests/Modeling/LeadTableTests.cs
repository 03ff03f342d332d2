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
            [new Lead { Email = email, CreatedUtc = instant }],
            noActivities,
            new Dictionary<int, Campaign>(),
            [],
            [instant]
        );

        Assert.Equal([expected], table.Columns.Single(column => column.Name == "E-mail kind").Words);
    }
}
