using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using LeadDashboard.App;
using LeadDashboard.App.Caching;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Events;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Testing;
using LeadDashboard.Web.Components.Charts;
using LeadDashboard.Web.Features.Campaigns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace LeadDashboard.Web.Tests.Campaigns;

public sealed class CampaignsComponentTests : IAsyncLifetime
{
    private readonly BunitContext _bunit = new();
    private readonly CampaignsDatabase _database = new();
    private readonly BunitAuthorizationContext _authorization;
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public CampaignsComponentTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.JSInterop.SetupModule("./js/charts/chart.js").Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddSingleton<IDbContextFactory<LeadContext>>(_database);
        _bunit.Services.AddSingleton<TimeProvider>(new CampaignsDatabase.FixedClock());
        _bunit.Services.AddSingleton<SettingStore>();
        _bunit.Services.AddFeature<CampaignsModule>();
        _bunit.Services.AddEvents().AddCaching();
        _authorization = _bunit.AddPages(Role.Admin);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _bunit.DisposeAsync();
        _database.Dispose();
        CultureInfo.CurrentCulture = _culture;
    }

    [Fact]
    public void CampaignsPage_EmptyDatabase_SaysWhatToImport()
    {
        var page = _bunit.Render<CampaignsPage>();

        page.WaitForAssertion(() => Assert.Equal("No campaigns yet", page.Find(".ld-empty b").TextContent));
        Assert.Equal("imports", page.Find(".ld-empty a").GetAttribute("href"));
    }

    [Fact]
    public void CampaignsPage_Campaigns_ShowsFiguresAndLinksToTheirRows()
    {
        _database.Fill();

        var page = _bunit.Render<CampaignsPage>();

        page.WaitForElement("#table .ld-total");
        var row = Row(page, "Search");
        Assert.Contains("Paid search", row.TextContent, StringComparison.Ordinal);
        var cells = Figures(row);
        Assert.Equal(["600", "10", "2", "22.2%", "60.01", "300.05", "1,500", "250", "+150%"], cells);
        var links = row.QuerySelectorAll("a[data-figure]").Select(link => link.GetAttribute("href")!).ToList();
        Assert.EndsWith("#spend", links[0], StringComparison.Ordinal);
        Assert.Contains(links, link => link.StartsWith("leads?status=Won&campaign=", StringComparison.Ordinal));
        Assert.Equal(
            "(revenue 1,500.25 − spend 600.10) ÷ spend 600.10 = +150%",
            row.QuerySelector("[data-figure=roi]")!.GetAttribute("title")
        );
    }

    [Theory]
    [InlineData("campaign", "all")]
    [InlineData("campaign", "quarter")]
    [InlineData("channel", "all")]
    [InlineData("channel", "last-quarter")]
    [InlineData("month", "all")]
    public async Task CampaignsPage_EveryCountOfLeads_OpensAsManyRows(string cut, string period)
    {
        _database.Fill();
        await AddLeadOfCampaignWithoutChannelAsync();
        using var cache = new MemoryCache(new MemoryCacheOptions());
        var leads = new LeadQueries(_database, cache, _database.Settings(), new CampaignsDatabase.FixedClock());
        _bunit.Services.GetRequiredService<NavigationManager>().NavigateTo($"campaigns?by={cut}&period={period}");

        var page = _bunit.Render<CampaignsPage>();

        page.WaitForElement("#table .ld-total");
        var links = page.FindAll("#table a[data-figure=leads], #table a[data-figure=wins]");
        Assert.True(links.Count > 3);
        foreach (var link in links)
        {
            var filter = LeadFilter.Parse("http://localhost/" + link.GetAttribute("href"));
            var rows = (await leads.PageAsync(Actor.System, filter, 0, 1000)).Rows.Count;
            Assert.Equal(link.TextContent.Trim(), rows.ToString(CultureInfo.CurrentCulture));
        }
    }

    [Theory]
    [InlineData("campaigns?period=quarter", true)]
    [InlineData("campaigns?by=month", false)]
    public async Task CampaignsPage_LeadWithoutADay_IsSaidToBeInNoPeriod(string url, bool isLeftOut)
    {
        await AddUndatedAsync();
        _bunit.Services.GetRequiredService<NavigationManager>().NavigateTo(url);

        var page = _bunit.Render<CampaignsPage>();

        page.WaitForElement("#table .ld-total");
        if (isLeftOut)
        {
            Assert.Contains("date of arrival: 1.", page.Find("[data-undated]").TextContent, StringComparison.Ordinal);
            Assert.Equal("leads?status=all&undated=only", page.Find("[data-undated] a").GetAttribute("href"));
            return;
        }

        Assert.Empty(page.FindAll("[data-undated]"));
        Assert.Equal("1", Row(page, "Without a date").QuerySelector("[data-figure=leads]")!.TextContent.Trim());
    }

    /// <summary>A win that no campaign brought is no return of the spend: both are said, each by its name.</summary>
    [Fact]
    public async Task CampaignSummary_WinWithoutACampaign_SaysBothReturnsAndWhatIsLeftOut()
    {
        await AddUndatedAsync();
        await using (var context = _database.CreateDbContext())
        {
            context.Add(
                new Lead
                {
                    LeadKey = "test:own",
                    Status = LeadStatus.Won,
                    CreatedUtc = CampaignsDatabase.Day(10, 9),
                    IsCreatedKnown = true,
                    WonAmount = 9000,
                }
            );
            await context.SaveChangesAsync();
        }

        var summary = _bunit.Render<CampaignSummary>();

        summary.WaitForElement(".ld-row");
        Assert.Equal("+1,718%", summary.Find(".ld-kpi-value").TextContent);
        Assert.StartsWith("All leads: +4,445% ·", summary.Find(".ld-kpi-sub").TextContent, StringComparison.Ordinal);
        Assert.NotNull(summary.Find("[data-undated]"));
    }

    private async Task AddUndatedAsync()
    {
        await using var context = _database.Fill().CreateDbContext();
        context.Add(new Lead { LeadKey = "test:undated", CreatedUtc = CampaignsDatabase.Now });
        await context.SaveChangesAsync();
    }

    private async Task AddLeadOfCampaignWithoutChannelAsync()
    {
        await using var context = _database.CreateDbContext();
        var campaign = new Campaign { Name = "Word of mouth" };
        context.Add(campaign);
        await context.SaveChangesAsync();
        context.Add(
            new Lead
            {
                LeadKey = "test:word of mouth",
                CampaignId = campaign.Id,
                CreatedUtc = CampaignsDatabase.Day(8, 6),
            }
        );
        await context.SaveChangesAsync();
    }

    [Fact]
    public void CampaignsPage_CampaignWithoutWins_SaysNotApplicable()
    {
        _database.Fill();

        var page = _bunit.Render<CampaignsPage>();

        page.WaitForElement("#table .ld-total");
        var cells = Figures(Row(page, "Quiet"));
        Assert.Equal(["20", "0", "0", "n/a", "n/a", "n/a", "0", "0", "−100%"], cells);
    }

    [Theory]
    [InlineData("campaigns?by=channel", "Event")]
    [InlineData("campaigns?by=month", "August 2026")]
    [InlineData("campaigns", "Fair")]
    public void CampaignsPage_CutInTheUrl_DecidesTheRows(string url, string expected)
    {
        _database.Fill();
        _bunit.Services.GetRequiredService<NavigationManager>().NavigateTo(url);

        var page = _bunit.Render<CampaignsPage>();

        page.WaitForElement("#table .ld-total");
        Assert.Contains(expected, Names(page));
    }

    [Fact]
    public async Task CampaignsPage_OtherPeriodChosen_GoesToItsAddressAndShowsIt()
    {
        _database.Fill();
        var page = _bunit.Render<CampaignsPage>();
        page.WaitForElement("#table .ld-total");

        var period = page.FindComponent<MudSelect<string>>().Instance;
        await page.InvokeAsync(() => period.ValueChanged.InvokeAsync("quarter"));

        page.WaitForAssertion(() =>
            Assert.EndsWith(
                "campaigns?period=quarter",
                _bunit.Services.GetRequiredService<NavigationManager>().Uri,
                StringComparison.Ordinal
            )
        );
        page.WaitForAssertion(() =>
            Assert.DoesNotContain("Fair", Names(page))
        );
    }

    [Fact]
    public void CampaignsPage_SortInTheUrl_PutsMissingReturnsLast()
    {
        _database.Fill();
        _bunit.Services.GetRequiredService<NavigationManager>().NavigateTo("campaigns?sort=roi&dir=asc");

        var page = _bunit.Render<CampaignsPage>();

        page.WaitForElement("#table .ld-total");
        Assert.Equal(
            ["Quiet", "Fair", "Search", "Mail", "No campaign", "Campaigns together", "All leads"],
            Names(page)
        );
        Assert.Contains(
            "sorted, smallest first",
            page.Find("#table [data-sort=roi]").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void CampaignPage_KnownId_ListsSpendToTheCent()
    {
        _database.Fill();

        var page = _bunit.Render<CampaignPage>(parameters => parameters.Add(campaign => campaign.Id, 1));

        page.WaitForElement("#spend tbody tr");
        Assert.Equal("Search", page.Find("h1").TextContent);
        Assert.Equal(["300.05", "300.05"], page.FindAll("#spend tbody td").Select(cell => cell.TextContent));
        Assert.Contains("Spend 600.10 ÷ 10 leads = 60.01", page.Find("dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CampaignPage_CampaignWithFacts_TellsProgrammePeriodAndShareOfTheBudget()
    {
        _database.Fill();
        await using (var context = _database.CreateDbContext())
        {
            var campaign = await context.Campaigns.SingleAsync(row => row.Id == 1);
            campaign.Programme = "Growth";
            campaign.StartUtc = new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);
            campaign.BudgetAmount = 1_200.20m;
            campaign.Goal = "40 leads";
            context.Campaigns.Add(new Campaign { Name = "Planned", Programme = "Next", BudgetAmount = 10 });
            context.CostRates.AddRange(Rate(48, 2026), Rate(50, 2020), Rate(60, 2090));
            await context.SaveChangesAsync();
        }

        var page = _bunit.Render<CampaignPage>(parameters => parameters.Add(campaign => campaign.Id, 1));
        page.WaitForElement("#facts");

        Assert.Equal(
            ["Growth", "5 Jan 2026 to –", "€600 of €1,200 spent (50 %)", "40 leads"],
            page.FindAll("#facts dd").Select(fact => fact.TextContent.Replace("50%", "50 %", StringComparison.Ordinal))
        );

        var list = _bunit.Render<CampaignsPage>();
        list.WaitForElement("#costs tbody tr");
        Assert.Contains("Next", list.Find("#table").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["€48.00 yes", "€60.00 no", "€50.00 no"],
            list.FindAll("#costs tbody tr")
                .Select(row => row.QuerySelectorAll("td"))
                .Select(cells => $"{cells[1].TextContent} {cells[3].TextContent}")
        );

        static CostRate Rate(decimal amount, int year)
        {
            var from = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            return new CostRate
            {
                Kind = CostKind.RepHour,
                Amount = amount,
                ValidFromUtc = from,
                CostKey = CostRate.KeyOf(CostKind.RepHour, "", from),
            };
        }
    }

    [Fact]
    public void CampaignPage_UnknownId_SaysSo()
    {
        var page = _bunit.Render<CampaignPage>(parameters => parameters.Add(campaign => campaign.Id, 99));

        page.WaitForAssertion(() => Assert.Equal("There is no such campaign", page.Find("h1").TextContent));
    }

    [Fact]
    public void CampaignSummary_FilledDatabase_ShowsTheQuarterAndTheBest()
    {
        _database.Fill();

        var summary = _bunit.Render<CampaignSummary>();

        summary.WaitForElement(".ld-row");
        Assert.Equal("campaigns/2", summary.Find(".ld-row a").GetAttribute("href"));
        Assert.Contains("ROI of the campaigns this quarter", summary.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void MoneyByMonth_Months_DrawsRevenueAndExpectedStackedAgainstTheSpend()
    {
        RoiGroup<DateOnly>[] months =
        [
            new(
                new DateOnly(2026, 8, 1),
                new RoiFigures
                {
                    SpendAmount = 1.5m,
                    RevenueAmount = 7,
                    ExpectedRevenueAmount = 2,
                }
            ),
            new(new DateOnly(2026, 9, 1), new RoiFigures { SpendAmount = 3 }),
        ];

        var chart = _bunit.Render<MoneyByMonth>(parameters => parameters.Add(part => part.Months, months));

        var spec = chart.FindComponent<ChartFrame>().Instance.Spec;
        Assert.Equal(["Aug 26", "Sep 26"], spec.Labels);
        Assert.True(spec.IsStacked);
        Assert.Equal(
            [("Revenue", ChartShape.Column), ("Expected", ChartShape.Column), ("Spend", ChartShape.Dots)],
            spec.Series.Select(series => (series.Name, series.Shape))
        );
        Assert.Equal([[0, 7], [1, 0]], spec.Series[0].Points);
        Assert.Equal([[0, 2], [1, 0]], spec.Series[1].Points);
        Assert.Equal([[0, 1.5], [1, 3]], spec.Series[2].Points);
        chart.Find("details.ld-twin").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(
            ["1.50", "7.00", "2.00"],
            chart.FindAll("tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent)
        );
        Assert.Equal(3, chart.FindAll(".ld-legend button[aria-pressed=true]").Count);
    }

    [Theory]
    [InlineData("revenue", ChartFormat.SignedPercent, 0.0)]
    [InlineData("multiple", ChartFormat.Ratio, 1.0)]
    public void RoiBars_Rows_StandAgainstTheLineWhereTheMoneyComesBack(string roi, ChartFormat format, double line)
    {
        var figures = new RoiFigures { SpendAmount = 10, RevenueAmount = 25 };
        RoiTableRow[] rows =
        [
            new("Search", "Paid", "campaigns/1", new LeadSlice(), null, figures, 1.5m),
            new("Fair", "Event", null, new LeadSlice(), null, figures, -0.5m),
        ];

        var bars = _bunit.Render<RoiBars>(parameters =>
            parameters
                .Add(part => part.Rows, rows)
                .Add(part => part.View, CampaignsView.Parse(null, null, roi, null, null, null))
        );

        var spec = bars.FindComponent<ChartFrame>().Instance.Spec;
        Assert.Equal(["Search", "Fair"], spec.Labels);
        Assert.Equal(["campaigns/1", null], spec.Addresses);
        Assert.Equal([[0, 1.5], [1, -0.5]], Assert.Single(spec.Series).Points);
        Assert.Equal(format, spec.YFormat);
        Assert.Equal(line, Assert.Single(spec.YMarks).Value);
    }

    [Fact]
    public void RoiBars_NothingSpent_SaysSoAndDrawsNothing()
    {
        var bars = _bunit.Render<RoiBars>(parameters =>
            parameters
                .Add(part => part.Rows, [])
                .Add(part => part.View, CampaignsView.Parse(null, null, null, null, null, null))
        );

        Assert.Equal(
            "Nothing was spent: a return on spend cannot be said.",
            bars.Find(".ld-empty b").TextContent
        );
        Assert.Empty(bars.FindAll("figure, summary"));
    }

    /// <summary>A win without an amount counts 0: every place that shows a revenue says how many there are.</summary>
    [Fact]
    public void Revenue_WinsWithoutAmount_AreSaidWithTheirCount()
    {
        var figures = new RoiFigures
        {
            SpendAmount = 10,
            RevenueAmount = 70,
            WinCount = 5,
            WinsWithoutAmountCount = 3,
        };
        const string Said = "3 wins have no amount and count 0";

        var months = _bunit.Render<MoneyByMonth>(parameters =>
            parameters.Add(part => part.Months, [new RoiGroup<DateOnly>(new DateOnly(2026, 8, 1), figures)])
        );
        var tiles = _bunit.Render<RoiTiles>(parameters =>
            parameters
                .Add(part => part.Figures, figures)
                .Add(part => part.View, CampaignsView.Parse(null, null, null, null, null, null))
                .Add(part => part.Leads, new LeadSlice())
                .Add(part => part.Currency, "EUR")
        );

        Assert.Contains(Said, months.Markup, StringComparison.Ordinal);
        Assert.Contains("open leads; " + Said, tiles.Markup, StringComparison.Ordinal);
        var words = new RoiWords(_bunit.Services.GetRequiredService<IStringLocalizer<CampaignsText>>());
        Assert.All(
            Enum.GetValues<RoiDefinition>(),
            definition => Assert.EndsWith(Said, words.RoiFormula(figures, definition, 0.5m), StringComparison.Ordinal)
        );
        Assert.Equal("", words.WithoutAmount(figures with { WinsWithoutAmountCount = 0 }));
    }

    [Fact]
    public void ImportLink_WithoutPermission_TellsWhomToAsk()
    {
        _authorization.SetPolicies();

        var page = _bunit.Render<CampaignsPage>();

        page.WaitForAssertion(() =>
            Assert.Contains("Ask an admin", page.Find(".ld-empty").TextContent, StringComparison.Ordinal)
        );
        Assert.Empty(page.FindAll("a[href=imports]"));
    }

    [Fact]
    public void Pages_Policy_IsViewCampaigns()
    {
        foreach (var page in new[] { typeof(CampaignsPage), typeof(CampaignPage) })
        {
            Assert.Contains(
                page.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true).Cast<AuthorizeAttribute>(),
                attribute => attribute.Policy == nameof(Permission.ViewCampaigns)
            );
        }
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<CampaignsPage> page, string name) =>
        page.FindAll("#table tbody tr").Single(row => row.QuerySelector("td b")?.TextContent == name);

    private static List<string> Figures(AngleSharp.Dom.IElement row) =>
        [.. row.QuerySelectorAll("[data-figure]").Select(cell => cell.TextContent.Trim())];

    private static IEnumerable<string> Names(IRenderedComponent<CampaignsPage> page) =>
        page.FindAll("#table tbody td:first-child b").Select(name => name.TextContent);
}
