using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace LeadDashboard.Browser.Tests;

/// <summary>
/// Charts work in the browser: hovering and dragging send nothing to the server, which hears where a threshold came to
/// rest.
/// </summary>
[Trait("Category", "Slow")]
public sealed class ChartsTests
{
    private static readonly string[] ModelCharts =
    ["gains", "lift", "roc", "precision", "calibration", "separation", "profit", "drivers"];

    [Fact]
    public Task Charts_HoveredWalkedAndDragged_AskTheServerNothing() =>
        RunningApp.RunAsync(RunAsync);

    private async Task RunAsync(RunningApp app)
    {
        var page = await Steps.SetUpAsync(app);
        var frames = new Frames(page);
        await page.Locator(".ld-shell[data-ready]").WaitForAsync();
        await page.ClickAsync("#open-sample");
        await page.WaitForURLAsync(app.Url + "/");
        await OpenModelAsync(page, app);

        Assert.True(frames.IsOpen, "The circuit has no web socket.");
        foreach (var chart in ModelCharts)
        {
            await HoverAsync(page, frames, chart);
        }

        await WalkAsync(page, frames);
        await SwitchASeriesOffAsync(page, frames);
        await ChangeTheColoursAsync(page, frames);
        await DragTheSliderAsync(page, frames);
        await DragAGripAsync(page, frames);
        await SaveAsync(page);
        await Steps.OpenAsync(page, app.Url + "/campaigns");
        foreach (var chart in new[] { "roi", "money" })
        {
            await page.Locator($"[data-chart={chart}] .ld-chart[data-drawn]").WaitForAsync();
            await HoverAsync(page, frames, chart);
        }

        await DragALimitAsync(page, app, frames);
    }

    private static async Task OpenModelAsync(IPage page, RunningApp app)
    {
        await Steps.OpenUntilAsync(page, app.Url + "/models", page.Locator(".ld-chart"));
        await Assertions.Expect(page.Locator(".ld-chart[data-drawn]")).ToHaveCountAsync(ModelCharts.Length);
        await page.Locator("[data-threshold][data-ready]").WaitForAsync();
    }

    private static async Task HoverAsync(IPage page, Frames frames, string chart)
    {
        var box = page.Locator($"[data-chart={chart}] .ld-chart");
        await CentreAsync(box);
        var area = (await box.BoundingBoxAsync())!;
        await frames.QuietAsync();
        for (var move = 0; move < 40; move++)
        {
            await page.Mouse.MoveAsync(area.X + area.Width * (0.2f + move * 0.018f), area.Y + area.Height / 2);
        }

        await Assertions.Expect(box.Locator(".ld-tip")).ToBeVisibleAsync();
        Assert.Equal((chart, 0), (chart, frames.Count));
    }

    private static async Task WalkAsync(IPage page, Frames frames)
    {
        var box = page.Locator("[data-chart=lift] .ld-chart");
        await box.FocusAsync();
        await frames.QuietAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("[data-chart=lift] .ld-said")).ToHaveTextAsync(
            new Regex(@"^2: Lift \d+\.\d\d×$", default, TimeSpan.FromSeconds(1))
        );
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("[data-chart=lift] .ld-said")).ToBeEmptyAsync();
        Assert.Equal(0, frames.Count);
    }

    private static async Task SwitchASeriesOffAsync(IPage page, Frames frames)
    {
        var button = page.Locator("[data-chart=gains] .ld-legend button").Nth(1);
        var paths = page.Locator("[data-chart=gains] .ld-chart path[stroke-dasharray][stroke-width='1.6']");
        await Assertions.Expect(paths).ToHaveCountAsync(2);
        await frames.QuietAsync();
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await Assertions.Expect(paths).ToHaveCountAsync(1);
        await button.ClickAsync();
        await Assertions.Expect(paths).ToHaveCountAsync(2);
        Assert.Equal(0, frames.Count);
    }

    /// <summary>Light or dark is a matter of the page's variables: charts follow without the server.</summary>
    private static async Task ChangeTheColoursAsync(IPage page, Frames frames)
    {
        var curves = page.Locator(".ld-chart path[stroke='rgb(1,2,3)'], .ld-chart path[stroke='#010203']");
        await Assertions.Expect(curves).ToHaveCountAsync(0);
        await frames.QuietAsync();
        await page.EvaluateAsync(
            """
            for (const name of ['--ld-accent', '--mud-palette-primary'])
              document.documentElement.style.setProperty(name, '#010203');
            """
        );
        await Assertions.Expect(curves).Not.ToHaveCountAsync(0);
        await page.EvaluateAsync("document.documentElement.removeAttribute('style')");
        await Assertions.Expect(curves).ToHaveCountAsync(0);
        Assert.Equal(0, frames.Count);
    }

    private static async Task DragTheSliderAsync(IPage page, Frames frames)
    {
        var slider = page.Locator("#threshold");
        await CentreAsync(slider);
        var area = (await slider.BoundingBoxAsync())!;
        var value = float.Parse(await slider.InputValueAsync(), CultureInfo.InvariantCulture);
        var (x, y) = (area.X + 8 + (area.Width - 16) * value / 100, area.Y + area.Height / 2);
        await DragAsync(page, frames, x, y, area.X + area.Width * 0.75f);
        Assert.InRange(float.Parse(await slider.InputValueAsync(), CultureInfo.InvariantCulture), 70, 80);
    }

    /// <summary>The grip of one chart moves the slider, the matrix and the marks of the others.</summary>
    private static async Task DragAGripAsync(IPage page, Frames frames)
    {
        var grip = page.Locator("[data-chart=gains] .ld-chart path[stroke-width='2.5']");
        await CentreAsync(grip);
        var area = (await grip.BoundingBoxAsync())!;
        var other = page.Locator("[data-chart=roc] .ld-chart path[stroke-width='2.5']");
        var before = (await other.BoundingBoxAsync())!;
        var value = await page.Locator("#threshold").InputValueAsync();
        await DragAsync(page, frames, area.X + area.Width / 2, area.Y + area.Height / 2, area.X + 150);
        Assert.NotEqual(value, await page.Locator("#threshold").InputValueAsync());
        Assert.NotEqual(before.X, (await other.BoundingBoxAsync())!.X, 1f);
    }

    /// <summary>The page's head covers what is scrolled to its upper edge.</summary>
    private static Task CentreAsync(ILocator place) =>
        place.EvaluateAsync("element => element.scrollIntoView({ block: 'center', behavior: 'instant' })");

    private static async Task DragAsync(IPage page, Frames frames, float x, float y, float end)
    {
        var found = page.Locator(".ld-confusion td.good").First;
        var before = await found.InnerTextAsync();
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await frames.QuietAsync();
        await page.Mouse.MoveAsync(end, y, new() { Steps = 40 });
        await Assertions.Expect(found).Not.ToHaveTextAsync(before);
        Assert.Equal(0, frames.Count);

        var moving = await found.InnerTextAsync();
        await page.Mouse.UpAsync();
        var called = await page.Locator("[data-figure=tp], [data-figure=fp]").AllInnerTextsAsync();
        var count = called.Sum(cell =>
            int.Parse(cell.Split('\n')[0], NumberStyles.Number, CultureInfo.InvariantCulture)
        );
        await Assertions
            .Expect(page.Locator("[data-threshold] p[aria-live]").First)
            .ToHaveTextAsync(Sentence(count));
        await frames.QuietAsync(reset: false);
        // The event, and that its answer was shown.
        Assert.InRange(frames.Sent, 1, 3);
        Assert.Equal(moving, await found.InnerTextAsync());
    }

    private static Regex Sentence(int called) =>
        new($"^{called.ToString("N0", CultureInfo.InvariantCulture)} of ", default, TimeSpan.FromSeconds(1));

    private static async Task SaveAsync(IPage page)
    {
        foreach (var (kind, start) in new[] { ("png", "\x89PNG"), ("svg", "<svg"), ("csv", "\xEF\xBB\xBF") })
        {
            await page.Locator(".ld-card:has([data-chart=gains]) .ld-downloads button").ClickAsync();
            var download = await page.RunAndWaitForDownloadAsync(() =>
                page.Locator($".mud-popover-open [data-save={kind}]").ClickAsync()
            );
            Assert.Equal("Cumulative gains." + kind, download.SuggestedFilename);
            var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
            Assert.StartsWith(start, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
            if (kind == "svg")
            {
                XDocument.Parse(Encoding.UTF8.GetString(bytes));
            }

            await page.Keyboard.PressAsync("Escape");
        }
    }

    private static async Task DragALimitAsync(IPage page, RunningApp app, Frames frames)
    {
        await Steps.OpenAsync(page, app.Url + "/segments");
        await page.Locator("[data-chart=scores] .ld-chart[data-drawn]").WaitForAsync();
        var grip = page.Locator("[data-chart=scores] .ld-chart path[stroke-width='2.5']").Last;
        await CentreAsync(grip);
        var area = (await grip.BoundingBoxAsync())!;
        var hot = await page.Locator("#hot").InputValueAsync();
        await page.Mouse.MoveAsync(area.X + area.Width / 2, area.Y + area.Height / 2);
        await page.Mouse.DownAsync();
        await frames.QuietAsync();
        await page.Mouse.MoveAsync(area.X + 200, area.Y + area.Height / 2, new() { Steps = 40 });
        Assert.Equal(0, frames.Count);
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator("#hot")).Not.ToHaveValueAsync(hot);
    }

    /// <summary>The frames of the page's web sockets, both ways, without the pings that keep them open.</summary>
    private sealed class Frames
    {
        private long _last = Stopwatch.GetTimestamp();
        private int _sent;
        private int _received;

        public Frames(IPage page)
        {
            page.WebSocket += (_, socket) =>
            {
                IsOpen = true;
                socket.FrameSent += (_, frame) => Add(frame, ref _sent);
                socket.FrameReceived += (_, frame) => Add(frame, ref _received);
            };
        }

        /// <summary>A circuit without a web socket would send what nobody counts.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>To the server.</summary>
        public int Sent => Volatile.Read(ref _sent);

        /// <summary>Both ways.</summary>
        public int Count => Sent + Volatile.Read(ref _received);

        /// <summary>Waits until nothing has come or gone for a while, and counts from there.</summary>
        public async Task QuietAsync(bool reset = true)
        {
            while (Stopwatch.GetElapsedTime(Volatile.Read(ref _last)) < TimeSpan.FromSeconds(1))
            {
                await Task.Delay(50);
            }

            if (reset)
            {
                Volatile.Write(ref _sent, 0);
                Volatile.Write(ref _received, 0);
            }
        }

        private void Add(IWebSocketFrame frame, ref int count)
        {
            if (frame.Binary?.Length > 3 || frame.Text?.Length > 3)
            {
                Interlocked.Increment(ref count);
                Volatile.Write(ref _last, Stopwatch.GetTimestamp());
            }
        }
    }
}
