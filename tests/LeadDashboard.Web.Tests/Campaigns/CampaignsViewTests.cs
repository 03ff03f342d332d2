using LeadDashboard.App.Campaigns;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Web.Features.Campaigns;

namespace LeadDashboard.Web.Tests.Campaigns;

public class CampaignsViewTests
{
    [Fact]
    public void Href_Default_HasNoQuery() =>
        Assert.Equal("campaigns", CampaignsView.Parse(null, null, null, null, null, null).Href);

    [Theory]
    [InlineData("channel", "quarter", "expected", null, "roi", "asc")]
    [InlineData("month", "12-months", "margin", "0.25", "name", "asc")]
    [InlineData("campaign", "year", "multiple", null, "win-cost", "desc")]
    public void Parse_OfItsOwnHref_GivesTheSameView(
        string by,
        string period,
        string roi,
        string? margin,
        string sort,
        string dir
    )
    {
        var view = CampaignsView.Parse(by, period, roi, margin, sort, dir);

        var query = view.Href[(view.Href.IndexOf('?', StringComparison.Ordinal) + 1)..]
            .Split('&')
            .Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

        Assert.Equal(
            view,
            CampaignsView.Parse(
                query.GetValueOrDefault("by"),
                query.GetValueOrDefault("period"),
                query.GetValueOrDefault("roi"),
                query.GetValueOrDefault("margin"),
                query.GetValueOrDefault("sort"),
                query.GetValueOrDefault("dir")
            )
        );
    }

    [Theory]
    [InlineData("planet", "tomorrow", "luck", "7", "colour")]
    [InlineData("", "", "99", "-1", "")]
    public void Parse_UnknownWords_GiveTheDefault(string by, string period, string roi, string margin, string sort) =>
        Assert.Equal(
            CampaignsView.Parse(null, null, null, null, null, null),
            CampaignsView.Parse(by, period, roi, margin, sort, "sideways")
        );

    [Theory]
    [InlineData("roi", true, "b,c,a,n")]
    [InlineData("roi", false, "a,c,b,n")]
    [InlineData("name", false, "a,b,c,n")]
    [InlineData("name", true, "n,c,b,a")]
    [InlineData("spend", true, "a,b,c,n")]
    public void Apply_AnyColumn_SortsWithMissingValuesLast(string column, bool isDescending, string expected)
    {
        RoiTableRow[] rows = [Row("n", 1, null), Row("c", 2, 0.5m), Row("a", 9, -1), Row("b", 2, 3)];

        Assert.Equal(
            expected,
            string.Join(',', new RoiTableOrder(column, isDescending).Apply(rows).Select(row => row.Name))
        );
    }

    [Theory]
    [InlineData(true, "b,a,n")]
    [InlineData(false, "a,b,n")]
    public void Apply_Months_PutsLeadsWithoutOneLast(bool isDescending, string expected)
    {
        RoiTableRow[] rows =
        [
            Row("n", 1, null),
            Row("a", 1, null) with
            {
                Month = new DateOnly(2026, 1, 1),
            },
            Row("b", 1, null) with
            {
                Month = new DateOnly(2026, 2, 1),
            },
        ];

        var sorted = new RoiTableOrder("name", isDescending).Apply(rows);

        Assert.Equal(expected, string.Join(',', sorted.Select(row => row.Name)));
    }

    [Theory]
    [InlineData("spend")]
    [InlineData("-name")]
    public void Order_AsAHeadingSaysIt_ComesBackTheSame(string sort) =>
        Assert.Equal(sort, RoiTableOrder.OfSort(sort).ToSort());

    [Fact]
    public void LeadSlice_ChannelAndPeriod_NameTheLeadsInTheAddress()
    {
        var slice = new LeadSlice(
            Channel: "Paid & social",
            FromDay: new DateOnly(2026, 8, 1),
            EndDay: new DateOnly(2026, 9, 1)
        );

        Assert.Equal("leads?status=Won&channel=Paid%20%26%20social&from=2026-08-01&to=2026-08-31", slice.Href("won"));
        Assert.Equal("leads?status=all&campaign=none", new LeadSlice(CampaignId: 0).Href());
    }

    private static RoiTableRow Row(string name, decimal spend, decimal? roi) =>
        new(name, "", null, new LeadSlice(), null, new RoiFigures { SpendAmount = spend }, roi);
}
