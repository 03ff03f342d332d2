using System.Globalization;
using Bunit;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Testing;
using LeadDashboard.Web.Components.Charts;
using LeadDashboard.Web.Features.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests.Models;

public sealed class ModelsComponentTests : IAsyncLifetime
{
    private readonly BunitContext _bunit = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public ModelsComponentTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.JSInterop.SetupModule("./js/charts/chart.js").Mode = JSRuntimeMode.Loose;
        _bunit.JSInterop.SetupModule("./js/charts/threshold.js").Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddMudServices();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _bunit.DisposeAsync();
        CultureInfo.CurrentCulture = _culture;
    }

    [Fact]
    public async Task ModelsPage_NoModel_SaysWhatIsMissingAndWhereToGetIt()
    {
        await using var host = await HostAsync(Role.Admin);
        await host.AddLeadsAsync(won: 2, lost: 1);

        var page = _bunit.Render<ModelsPage>();

        page.WaitForElement(".ld-empty");
        Assert.StartsWith(
            "2 won and 1 lost leads are known.",
            page.Find(".ld-empty p").TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("/imports/new", page.Find(".ld-empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task ModelsPage_Admin_SeesTheChampionAndMayTrainAndPromote()
    {
        await using var host = await HostAsync(Role.Admin);
        await host.AddLeadsAsync(won: 30, lost: 60, open: 2);
        await host.TrainAsync();
        await host.TrainAsync();

        var page = _bunit.Render<ModelsPage>();

        page.WaitForElement("table a[href='/models/2']");
        Assert.StartsWith("v1 serves", page.Find(".ld-pagehead p").TextContent, StringComparison.Ordinal);
        Assert.Equal(5, page.FindAll(".ld-kpi").Count);
        Assert.Contains("Thin evidence.", page.Find("[data-thin]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("button"), button => button.TextContent.Trim() == "Promote");
        Assert.Contains(
            page.FindAll("button"),
            button => button.TextContent.Contains("Train now", StringComparison.Ordinal)
        );
        Assert.Equal(
            ["gains", "lift", "roc", "precision", "calibration", "separation", "profit", "drivers"],
            page.FindAll("[data-threshold] figure").Select(figure => figure.GetAttribute("data-chart"))
        );
        Assert.All(page.FindComponents<ChartFrame>(), chart => Assert.NotEmpty(chart.Instance.Summary));
        page.WaitForAssertion(() =>
            Assert.Equal(8, _bunit.JSInterop.Invocations.Count(call => call.Identifier == "draw"))
        );
    }

    [Fact]
    public async Task ModelsPage_TrainNow_QueuesATrainingAndShowsItsProgress()
    {
        await using var host = await HostAsync(Role.Admin);
        await host.AddLeadsAsync(won: 30, lost: 60);
        var page = _bunit.Render<ModelsPage>();
        page.WaitForElement(".ld-empty");

        page.FindAll("button")
            .Single(button => button.TextContent.Contains("Train now", StringComparison.Ordinal))
            .Click();

        page.WaitForElement(".job-progress");
        Assert.True(
            page.FindAll("button")
                .Single(button => button.TextContent.Contains("Train now", StringComparison.Ordinal))
                .HasAttribute("disabled")
        );
        Assert.Single(await host.JobsOfKindAsync("TrainModel"));
    }

    [Fact]
    public async Task ModelsPage_Manager_SeesFiguresButNoLevers()
    {
        await using var host = await HostAsync(Role.MarketingManager);
        await host.AddLeadsAsync(won: 30, lost: 60);
        await host.TrainAsync();
        await host.TrainAsync();

        var page = _bunit.Render<ModelsPage>();

        page.WaitForElement("table a[href='/models/2']");
        Assert.DoesNotContain(
            page.FindAll("button"),
            button => button.TextContent.Trim() is "Train now" or "Promote" or "Roll back"
        );
    }

    [Fact]
    public async Task ModelPage_KeptVersion_ShowsTheComparison()
    {
        await using var host = await HostAsync(Role.Admin);
        await host.AddLeadsAsync(won: 30, lost: 60);
        await host.TrainAsync();
        await host.TrainAsync();

        var page = _bunit.Render<ModelPage>(parameters => parameters.Add(p => p.Number, 2));

        page.WaitForElement("h1");
        Assert.Equal("Model v2", page.Find("h1").TextContent);
        Assert.Contains("Too few new outcomes", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void ThresholdDesk_SliderAtRest_SaysTheFiguresOfItsPlace()
    {
        Confusion[] rows =
        [
            .. Enumerable.Range(0, 101).Select(i => new Confusion(i / 100.0, 100 - i, 2 * (100 - i), 2 * i, i)),
        ];
        var matrix = _bunit.Render<ThresholdDesk>(parameters =>
            parameters
                .Add(m => m.Rows, rows)
                .Add(m => m.RecommendedThreshold, 0.25)
                .Add(m => m.Table, () => new ChartTable([], []))
        );
        Assert.StartsWith(
            "225 of 300 leads are called; 75.0%",
            matrix.Find("p[aria-live]").TextContent,
            StringComparison.Ordinal
        );

        matrix.Find("#threshold").Change("60");

        Assert.StartsWith(
            "120 of 300 leads are called; 40.0%",
            matrix.Find("p[aria-live]").TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("53.3%", matrix.FindAll("table")[1].QuerySelectorAll("td")[0].TextContent);
        matrix
            .FindAll("button")
            .Single(button => button.TextContent.Contains("Recommended", StringComparison.Ordinal))
            .Click();
        Assert.Equal("25", matrix.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void ProfitChart_OtherMoney_DrawsItsCurveAndBestPlace()
    {
        var report = SampleReport.Of(winRate: 0.3);
        var chart = _bunit.Render<ProfitChart>(parameters =>
            parameters.Add(p => p.Charts, new ModelCharts(report, Words()))
        );

        foreach (var (field, text) in new[] { ("win", "100"), ("call", "90"), ("call", "not a number") })
        {
            chart.Find("#profit-" + field).Change(text);
            chart.Find("#profit-" + field).Blur();
        }

        var spec = chart.FindComponent<ChartFrame>().Instance.Spec;
        Assert.Equal(
            report.Confusions.Select(row => 100.0 * row.TruePositives - 90 * (row.TruePositives + row.FalsePositives)),
            spec.Series[0].Points.Select(point => point[1])
        );
        var best = spec.Series[0].Points.MaxBy(point => point[1])!;
        Assert.Equal(best[0], Assert.Single(spec.XMarks).Value);
    }

    private IStringLocalizer<ChartsText> Words() =>
        _bunit.Services.GetRequiredService<IStringLocalizer<ChartsText>>();

    private async Task<ModelsHost> HostAsync(Role role)
    {
        var host = await ModelsHost.StartAsync();
        var services = host.Jobs.Services;
        _bunit.Services.AddSingleton(services.GetRequiredService<IDbContextFactory<LeadContext>>());
        _bunit.Services.AddSingleton(services.GetRequiredService<TimeProvider>());
        _bunit.Services.AddSingleton(services.GetRequiredService<SettingStore>());
        _bunit.Services.AddSingleton(services.GetRequiredService<JobBoard>());
        _bunit.Services.AddSingleton(services.GetRequiredService<JobQueries>());
        _bunit.Services.AddSingleton(host.Queries);
        _bunit.Services.AddSingleton(host.Service);
        _bunit.Services.AddHttpContextAccessor();
        _bunit.AddPages(role);
        return host;
    }
}
