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
using Radzen;
using Radzen.Blazor.Rendering;

namespace LeadDashboard.Web.Tests.Models;

public sealed class ModelsComponentTests : IDisposable
{
    private readonly BunitContext _bunit = new();
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public ModelsComponentTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.JSInterop.Setup<Rect>("Radzen.createChart", _ => true).SetResult(new Rect { Width = 600, Height = 300 });
        _bunit.Services.AddLocalization();
        _bunit.Services.AddRadzenComponents();
    }

    public void Dispose()
    {
        _bunit.Dispose();
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
        Assert.Contains("Thin evidence.", page.Find(".ld-alert.warn").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("button"), button => button.TextContent.Trim() == "Promote");
        Assert.Contains(
            page.FindAll("button"),
            button => button.TextContent.Contains("Train now", StringComparison.Ordinal)
        );
        page.WaitForAssertion(() => Assert.True(page.FindAll("svg path").Count > 5, "The charts drew nothing."));
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
    public void ConfusionMatrix_SliderMoved_RedrawsAtOnce()
    {
        Confusion[] rows =
        [
            .. Enumerable.Range(0, 101).Select(i => new Confusion(i / 100.0, 100 - i, 2 * (100 - i), 2 * i, i)),
        ];
        var matrix = _bunit.Render<ConfusionMatrix>(parameters =>
            parameters.Add(m => m.Rows, rows).Add(m => m.RecommendedThreshold, 0.25)
        );
        Assert.StartsWith("225 of 300 leads are called; 75.0%", matrix.Find("p").TextContent, StringComparison.Ordinal);

        matrix.Find("input[type=range]").Input("60");

        Assert.StartsWith("120 of 300 leads are called; 40.0%", matrix.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Equal("53.3%", matrix.FindAll("table")[1].QuerySelectorAll("td")[0].TextContent);
        matrix.Find("button").Click();
        Assert.Equal("25", matrix.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void GainsChart_SeriesSwitchedOff_DrawsOneLess()
    {
        GainsPoint[] points = [new(0, 0), new(0.2, 0.6), new(1, 1)];
        var chart = _bunit.Render<GainsChart>(parameters =>
            parameters.Add(c => c.Points, points).Add(c => c.WinRate, 0.1)
        );
        var before = chart.FindAll("svg path").Count;
        Assert.Equal("60.0%", chart.FindAll("tbody tr")[1].QuerySelectorAll("td")[1].TextContent);

        chart.FindAll(".ld-legend button")[1].Click();

        Assert.True(chart.FindAll("svg path").Count < before, "The chart still draws the perfect line.");
        Assert.Equal("false", chart.FindAll(".ld-legend button")[1].GetAttribute("aria-pressed"));
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.1, 0.3)]
    [InlineData(0.2, 0.6)]
    [InlineData(0.6, 0.8)]
    [InlineData(1.0, 1.0)]
    public void GainsAt_BetweenPoints_Interpolates(double share, double expected) =>
        Assert.Equal(expected, GainsChart.At([new(0, 0), new(0.2, 0.6), new(1, 1)], share), 9);

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
