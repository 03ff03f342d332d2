using System.Globalization;
using Bunit;
using LeadDashboard.App.Segments;
using LeadDashboard.Core.Segments;
using LeadDashboard.Web.Components.Charts;
using LeadDashboard.Web.Features.Segments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests.Charts;

public sealed class ChartFrameTests : IAsyncLifetime
{
    private static readonly ChartSpec Spec = new(ChartKind.Lines, "Score", "Leads", [new("Leads", [[0, 1], [1, 2]])]);

    private readonly BunitContext _bunit = new();
    private readonly BunitJSModuleInterop _module;
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public ChartFrameTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _module = _bunit.JSInterop.SetupModule("./js/charts/chart.js");
        _module.Mode = JSRuntimeMode.Loose;
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
    public void ChartFrame_SameFiguresAgain_AreDrawnOnce()
    {
        var frame = Render(Spec);

        frame.Render(parameters => parameters.Add(f => f.Spec, Spec with { XTitle = "Score" }));
        Assert.Single(Draws());
        frame.Render(parameters => parameters.Add(f => f.Spec, Spec with { XTitle = "Other" }));

        Assert.Equal(2, Draws().Count());
        Assert.Contains("\"xTitle\":\"Other\"", (string)Draws().Last().Arguments[1]!, StringComparison.Ordinal);
    }

    [Fact]
    public void ChartFrame_Drawing_IsNamedAndReachedByKeys()
    {
        var box = Render(Spec).Find(".ld-chart");

        Assert.Equal("0", box.GetAttribute("tabindex"));
        Assert.Equal("What it says. Arrow keys read the values.", box.GetAttribute("aria-label"));
        Assert.Equal("polite", box.NextElementSibling!.GetAttribute("aria-live"));
    }

    [Fact]
    public void ChartFrame_NoPoints_SaysSoAndOffersNothingToSave()
    {
        var frame = Render(new ChartSpec(ChartKind.Lines, "", "", [new("Leads", [])]));

        Assert.Equal("Nothing to draw yet", frame.Find(".ld-empty b").TextContent);
        Assert.Empty(frame.FindAll("figure, details"));
        Assert.Empty(Draws());
    }

    [Fact]
    public void ChartFrame_TableOpened_ShowsTheFigures()
    {
        var frame = Render(Spec);
        Assert.Empty(frame.FindAll("table"));

        frame.Find("details.ld-twin").TriggerEvent("ontoggle", EventArgs.Empty);

        Assert.Equal(["0", "1"], frame.FindAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(["1", "2"], frame.FindAll("tbody td").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task ChartFrame_Saved_SendsThePictureToTheBrowserAndTheTableAsCsv()
    {
        var menus = _bunit.Render<MudPopoverProvider>();
        var frame = Render(Spec);

        foreach (var kind in new[] { "svg", "csv" })
        {
            await frame.InvokeAsync(() => frame.Find(".ld-downloads button").Click());
            await menus.InvokeAsync(() => menus.WaitForElement($"[data-save={kind}]").Click());
        }

        Assert.Equal("svg", Assert.Single(_module.Invocations, call => call.Identifier == "save").Arguments[1]);
        var csv = Assert.Single(_bunit.JSInterop.Invocations, call => call.Identifier == "leads.save");
        Assert.Equal(["Scores.csv", "\uFEFFScore,Leads\r\n0,1\r\n1,2"], csv.Arguments.Take(2));
    }

    [Fact]
    public void ChartFrame_LibraryDoesNotCome_PointsAtTheTable()
    {
        _module.SetupVoid("draw", _ => true).SetException(new JSException("The chart library did not load."));

        var frame = Render(Spec);

        frame.WaitForElement("[data-lost]");
        Assert.NotEmpty(frame.FindAll("details.ld-twin"));
    }

    [Fact]
    public async Task SegmentChart_LimitMoved_TellsBothLimitsInPoints()
    {
        (double Hot, double Warm) told = default;
        var table = ThresholdTable.From([(100, 4, 0.4), (350, 3, 1), (359, 2, 0.7), (1000, 5, 5)]);
        var chart = _bunit.Render<SegmentChart>(parameters =>
            parameters
                .Add(c => c.Table, table)
                .Add(c => c.Limits, new SegmentLimits(0.6, 0.355))
                .Add(c => c.IsMovable, true)
                .Add(c => c.Moved, moved => told = moved)
        );
        var spec = chart.FindComponent<ChartFrame>().Instance.Spec;

        // Cold, warm, hot: the column from 34 to 36 is cut by the limit at 35.5.
        Assert.Equal([7, 2, 5], spec.Series.Select(series => series.Points.Sum(point => point[1])));
        Assert.Equal([3, 2, 0], spec.Series.Select(series => series.Points[17][1]));
        Assert.Equal(5, spec.Series[2].Points[49][1]);
        Assert.Equal([17.75, 30], spec.XMarks.Select(mark => mark.Value));

        await chart.InvokeAsync(() => chart.FindComponent<ChartView>().Instance.MovedAsync(1, 40.02));
        Assert.Equal((80, 35.5), told);
        await chart.InvokeAsync(() => chart.FindComponent<ChartView>().Instance.MovedAsync(0, 10));
        Assert.Equal((60, 20), told);
    }

    private IRenderedComponent<ChartFrame> Render(ChartSpec spec) =>
        _bunit.Render<ChartFrame>(parameters =>
            parameters
                .Add(f => f.Title, "Scores")
                .Add(f => f.Name, "scores")
                .Add(f => f.Summary, "What it says.")
                .Add(f => f.Spec, spec)
        );

    private IEnumerable<JSRuntimeInvocation> Draws() => _module.Invocations.Where(call => call.Identifier == "draw");
}
