using System.Diagnostics;
using System.Text.RegularExpressions;
using LeadDashboard.Core.Sampling;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace LeadDashboard.Browser.Tests;

/// <summary>Upload, map, train, read the model; work a lead; retrain: the main job in a real browser.</summary>
[Trait("Category", "Slow")]
public sealed partial class MainJobTests(ITestOutputHelper output)
{
    [Fact]
    public async Task MainJob_GeneratedCompany_FromUploadToRetraining()
    {
        var path = Path.Combine(Path.GetTempPath(), $"leads-{Guid.NewGuid():N}.csv");
        await using (var file = File.Create(path))
        {
            SampleCompany
                .Generate(new SampleOptions(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), Rows: 1500))
                .WriteLeadsCsv(file);
        }

        try
        {
            await RunningApp.RunAsync(app => RunAsync(app, path, leak: null));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [RealDataFact]
    public Task MainJob_BankCalls_FromUploadToRetraining() =>
        RunningApp.RunAsync(app =>
            RunAsync(app, Path.Combine(RealDataFactAttribute.Folder!, "bank-additional-full.csv"), leak: "duration")
        );

    private async Task RunAsync(RunningApp app, string path, string? leak)
    {
        var admin = await Steps.SetUpAsync(app);
        var clock = Stopwatch.StartNew();
        await Steps.UploadAsync(admin, app, path);
        if (leak is not null)
        {
            await admin.ClickAsync($"button[data-leak='{leak}']");
            await Assertions
                .Expect(admin.Locator($"button[data-leak='{leak}']"))
                .ToHaveAttributeAsync("aria-pressed", "true");
        }

        await admin.ClickAsync("#start-import");
        await admin.WaitForSelectorAsync("#to-models");
        await Steps.OpenUntilAsync(admin, app.Url + "/models", admin.Locator(".ld-chart"));
        output.WriteLine($"From upload to gains and lift: {clock.Elapsed.TotalSeconds:0.0} s");
        await Assertions
            .Expect(admin.GetByRole(AriaRole.Heading, new() { Name = "Cumulative gains" }))
            .ToBeVisibleAsync();
        await Assertions
            .Expect(admin.GetByRole(AriaRole.Heading, new() { Name = "Lift by decile" }))
            .ToBeVisibleAsync();
        await admin.Locator(".ld-chart svg path").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

        // The threshold slider redraws by keyboard.
        var before = await admin.Locator(".ld-confusion td.good").First.InnerTextAsync();
        await admin.Locator("#threshold").PressAsync("Home");
        await Assertions.Expect(admin.Locator(".ld-confusion td.good").First).Not.ToHaveTextAsync(before);

        if (leak is not null)
        {
            // Every lead of this file is closed: the newest ones come once more, as leads whose outcome nobody knows
            // yet.
            await ImportOpenLeadsAsync(admin, app, path);
        }

        // Open leads were scored and have a segment.
        await Steps.OpenAsync(admin, app.Url + "/segments");
        await Assertions.Expect(admin.Locator("#count-Hot")).ToHaveTextAsync(Number());
        await WorkTheHottestLeadAsync(admin, app);
        await RetrainAsync(admin, app);
    }

    private static async Task ImportOpenLeadsAsync(IPage admin, RunningApp app, string path)
    {
        var lines = await File.ReadAllLinesAsync(path);
        var open = Path.Combine(Path.GetTempPath(), $"open-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(
            open,
            lines
                .TakeLast(300)
                .Prepend(lines[0])
                .Select((line, i) => i == 0 ? line : line[..(line.LastIndexOf(';') + 1)])
        );
        try
        {
            await Steps.UploadAsync(admin, app, open);
            await admin.ClickAsync("#start-import");
            await admin.WaitForURLAsync(ImportAddress());
            await Steps.OpenUntilAsync(
                admin,
                app.Url + "/leads",
                admin.Locator(".ld-datatable .ld-badge.hot")
            );
        }
        finally
        {
            File.Delete(open);
        }
    }

    private static async Task WorkTheHottestLeadAsync(IPage admin, RunningApp app)
    {
        var rep = await Steps.InviteAndSignInAsync(admin, app, "Ravi Rep", "ravi@example.com", "Sales rep");
        await Steps.OpenAsync(rep, app.Url + "/leads");
        await rep.Locator(".ld-datatable .ld-person").First.ClickAsync();
        await rep.WaitForURLAsync(LeadAddress());
        await Assertions.Expect(rep.Locator(".ld-reasons tfoot")).ToContainTextAsync("Score");
        await rep.ClickAsync("#mark-won");
        await Assertions.Expect(rep.Locator("#lead-status")).ToHaveTextAsync("Won");
        await rep.ClickAsync("#undo");
        await Assertions.Expect(rep.Locator("#mark-lost")).ToBeVisibleAsync();
        await rep.Locator("h1").ClickAsync();
        await rep.Keyboard.PressAsync("2");
        await Assertions.Expect(rep.Locator("#lead-status")).ToHaveTextAsync("Lost");

        // Models are not a rep's business: the page says so.
        await Steps.OpenAsync(rep, app.Url + "/models");
        await Assertions.Expect(rep.GetByRole(AriaRole.Heading, new() { Name = "No access" })).ToBeVisibleAsync();
    }

    private static async Task RetrainAsync(IPage admin, RunningApp app)
    {
        await Steps.OpenAsync(admin, app.Url + "/models");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Train now" }).ClickAsync();
        await Assertions.Expect(admin.Locator("a[href='/models/2']")).ToBeVisibleAsync();
        await admin.ClickAsync("a[href='/models/2']");
        await Assertions
            .Expect(admin.GetByRole(AriaRole.Heading, new() { Name = "Gate: challenger against champion" }))
            .ToBeVisibleAsync();
    }

    [GeneratedRegex(@"/leads/\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeadAddress();

    [GeneratedRegex(@"/imports/\d+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ImportAddress();

    [GeneratedRegex(@"\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
