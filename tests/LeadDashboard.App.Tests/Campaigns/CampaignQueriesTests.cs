using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Campaigns;

public sealed class CampaignQueriesTests : IDisposable
{
    private readonly CampaignsDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task ReportAsync_EmptyDatabase_IsEmpty()
    {
        var report = await _database.Queries().ReportAsync(Actor.System, null, CancellationToken.None);

        Assert.True(report.IsEmpty);
        Assert.Empty(report.Campaigns);
        Assert.Empty(report.Months);
    }

    [Fact]
    public async Task ReportAsync_FilledDatabase_GivesTheFiguresDoneByHand()
    {
        var report = await _database.Fill().Queries().ReportAsync(Actor.System, "all", CancellationToken.None);

        var search = report.Campaigns.Single(row => row.Name == "Search");
        Assert.Equal("Paid search", search.Channel);
        Assert.Equal(600.10m, search.Figures.SpendAmount);
        Assert.Equal(1500.25m, search.Figures.RevenueAmount);
        Assert.Equal(250m, search.Figures.ExpectedRevenueAmount);
        Assert.Equal((2, 7, 1), (search.Figures.WinCount, search.Figures.LossCount, search.Figures.OpenCount));
        Assert.Equal(0, report.Campaigns.Single(row => row.Name == "Quiet").Figures.LeadCount);
        Assert.Equal(3, report.Campaigns.Single(row => row.Id is null).Figures.OpenCount);
        Assert.Equal(1020m, report.Channels.Single(group => group.Key == "Event").Figures.SpendAmount);
        Assert.Equal(1630.10m, report.Total.SpendAmount);
        Assert.Equal(6900.25m, report.Total.RevenueAmount);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("quarter")]
    [InlineData("last-quarter")]
    [InlineData("12-months")]
    public async Task ReportAsync_AnyPeriod_EveryCutAddsUpToTheTotal(string period)
    {
        var report = await _database.Fill().Queries().ReportAsync(Actor.System, period, CancellationToken.None);

        Assert.False(report.IsEmpty);
        Assert.Equal(report.Total, report.Campaigns.Aggregate(RoiFigures.Zero, (sum, row) => sum + row.Figures));
        Assert.Equal(report.Total, RoiRules.Total(report.Channels));
        Assert.Equal(report.Total, RoiRules.Total(report.Months));
    }

    [Fact]
    public async Task ReportAsync_Quarter_LeavesOlderLeadsAndSpendOut()
    {
        var report = await _database.Fill().Queries().ReportAsync(Actor.System, "quarter", CancellationToken.None);

        Assert.Equal(330.05m, report.Total.SpendAmount);
        Assert.Equal(6000.10m, report.Total.RevenueAmount);
        Assert.Equal(0, report.Total.LossCount);
        Assert.Equal([new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 1)], report.Months.Select(month => month.Key));
    }

    [Fact]
    public async Task ReportAsync_MonthWithoutAnything_IsThereWithZeros()
    {
        var report = await _database.Fill().Queries().ReportAsync(Actor.System, "all", CancellationToken.None);

        Assert.Equal([8, 9, 10, 11], report.Months.Select(month => month.Key.Month));
        Assert.Equal(RoiFigures.Zero, report.Months[1].Figures);
    }

    [Fact]
    public async Task DetailAsync_Campaign_ListsItsSpendNewestFirst()
    {
        var queries = _database.Fill().Queries();
        var id = (await queries.ReportAsync(Actor.System, "all", CancellationToken.None))
            .Campaigns.Single(row => row.Name == "Search")
            .Id!.Value;

        var detail = await queries.DetailAsync(Actor.System, id, "all", CancellationToken.None);

        Assert.Equal(
            [CampaignsDatabase.Day(10, 5), CampaignsDatabase.Day(8, 5)],
            detail!.SpendDays.Select(spend => spend.DayUtc)
        );
        Assert.Equal(detail.Figures.SpendAmount, detail.SpendDays.Sum(spend => spend.SpendAmount));
        Assert.Equal(10, detail.Figures.LeadCount);
    }

    [Fact]
    public async Task DetailAsync_UnknownId_IsNull() =>
        Assert.Null(await _database.Fill().Queries().DetailAsync(Actor.System, 999, "all", CancellationToken.None));

    [Fact]
    public async Task SummaryAsync_FilledDatabase_RanksOnlyCampaignsWithEnoughLeads()
    {
        var summary = await _database.Fill().Queries().SummaryAsync(Actor.System, CancellationToken.None);

        // Mail has the best return but one lead; Search has ten; Fair alone has twenty or more.
        Assert.Equal(["Fair"], summary.Best.Select(row => row.Name));
        Assert.Empty(summary.Worst);
        Assert.Equal(330.05m, summary.ThisQuarter.SpendAmount);
        Assert.Equal(1300.05m, summary.LastQuarter.SpendAmount);
    }

    [Fact]
    public async Task Report_WinsThatNoCampaignBrought_AreNotInTheReturnOfTheCampaigns()
    {
        _database.Fill();
        await using (var context = _database.CreateDbContext())
        {
            context.Add(
                new Lead
                {
                    LeadKey = "came by itself",
                    CreatedUtc = CampaignsDatabase.Day(10, 20),
                    IsCreatedKnown = true,
                    Status = LeadStatus.Won,
                    WonAmount = 100_000,
                }
            );
            await context.SaveChangesAsync();
        }

        var report = await _database.Queries().ReportAsync(Actor.System, "quarter", CancellationToken.None);
        var summary = await _database.Queries().SummaryAsync(Actor.System, CancellationToken.None);

        Assert.Equal(106_000.10m, report.Total.RevenueAmount);
        Assert.Equal((6000.10m, 330.05m), (report.OfCampaigns.RevenueAmount, report.OfCampaigns.SpendAmount));
        Assert.Equal(6000.10m, summary.OfCampaigns.RevenueAmount);
        Assert.Equal(106_000.10m, summary.ThisQuarter.RevenueAmount);
    }

    /// <summary>A file without dates: the instant of its import is no day of arrival.</summary>
    [Fact]
    public async Task Report_LeadsWithoutADay_AreInNoPeriodAndCounted()
    {
        using var plain = new CampaignsDatabase();
        var before = await plain.Fill().Queries().ReportAsync(Actor.System, "quarter", CancellationToken.None);
        await using (var context = _database.Fill().CreateDbContext())
        {
            context.AddRange(
                new Lead
                {
                    LeadKey = "undated",
                    CampaignId = 1,
                    Status = LeadStatus.Won,
                    CreatedUtc = CampaignsDatabase.Now,
                    WonAmount = 700,
                },
                new Lead { LeadKey = "undated, too", CreatedUtc = CampaignsDatabase.Now }
            );
            await context.SaveChangesAsync();
        }

        var queries = _database.Queries();
        var quarter = await queries.ReportAsync(Actor.System, "quarter", CancellationToken.None);
        var all = await queries.ReportAsync(Actor.System, "all", CancellationToken.None);
        var detail = await queries.DetailAsync(Actor.System, 1, "quarter", CancellationToken.None);
        var summary = await queries.SummaryAsync(Actor.System, CancellationToken.None);

        Assert.Equal(before.Total, quarter.Total);
        Assert.Equal((2, 1, 2), (quarter.LeftOutCount, detail!.LeftOutCount, summary.LeftOutCount));
        Assert.Equal(quarter.Total.LeadCount, summary.ThisQuarter.LeadCount);
        Assert.Equal((0, 2), (all.LeftOutCount, all.Undated.LeadCount));
    }

    [Fact]
    public async Task SummaryAsync_EmptyDatabase_IsEmpty() =>
        Assert.True((await _database.Queries().SummaryAsync(Actor.System, CancellationToken.None)).IsEmpty);
}
