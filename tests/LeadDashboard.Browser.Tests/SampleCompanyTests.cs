using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace LeadDashboard.Browser.Tests;

/// <summary>
/// The sample company in a real browser: opened by the admin, read by the manager, every page free of axe findings.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SampleCompanyTests(ITestOutputHelper output)
{
    private static readonly string[] AdminPages =
    [
        "/", "/leads", "/duplicates", "/segments", "/campaigns", "/models", "/imports", "/imports/new", "/users",
        "/settings", "/leads/1",
    ];

    [Fact]
    public Task SampleCompany_Opened_ManagerSeesRoiAndPagesAreAccessible() =>
        RunningApp.RunAsync(RunAsync);

    private async Task RunAsync(RunningApp app)
    {
        var admin = await Steps.SetUpAsync(app);
        await admin.Locator(".ld-shell[data-ready]").WaitForAsync();
        await admin.ClickAsync("#open-sample");
        await admin.WaitForURLAsync(app.Url + "/");

        await Steps.OpenAsync(admin, app.Url + "/models");
        await admin.Locator(".ld-chart svg path").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Task.WhenAll(
            admin.WaitForLoadStateAsync(LoadState.NetworkIdle),
            admin.EvaluateAsync("document.fonts.ready.then(() => true)")
        );
        if (Environment.GetEnvironmentVariable("LEADDASHBOARD_SCREENSHOT") is { Length: > 0 } picture)
        {
            await admin.ScreenshotAsync(new() { Path = picture });
        }

        var manager = await Steps.InviteAndSignInAsync(
            admin,
            app,
            "Mia Manager",
            "mia@example.com",
            "Marketing manager"
        );
        await Steps.OpenAsync(manager, app.Url + "/campaigns");
        await Assertions.Expect(manager.Locator("main")).ToContainTextAsync("ROI");
        await Assertions.Expect(manager.Locator("main a[href*='campaigns/']:visible").First).ToBeVisibleAsync();

        var findings = new List<string>();
        foreach (var path in AdminPages)
        {
            await Steps.OpenAsync(admin, app.Url + path);
            await admin.Locator(".ld-loading").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
            var result = await admin.RunAxe();
            findings.AddRange(
                result.Violations.Select(violation =>
                    $"{path}: {violation.Id} ({violation.Impact}) at "
                        + $"{string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"
                )
            );
            findings.AddRange((await ReaderTree.FindingsAsync(admin)).Select(finding => $"{path}: {finding}"));
        }

        findings.ForEach(output.WriteLine);
        Assert.Empty(findings);
        await TellOfflineAsync(admin);
        await AskBeforeLeavingAsync(admin, app);
    }

    /// <summary>The page says at once that the network is gone, and that it is back.</summary>
    private static async Task TellOfflineAsync(IPage page)
    {
        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(page.Locator("#offline-note")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("#offline-note")).ToBeHiddenAsync();
    }

    /// <summary>A change that is not saved is not lost by a click in the menu.</summary>
    private static async Task AskBeforeLeavingAsync(IPage page, RunningApp app)
    {
        await Steps.OpenAsync(page, app.Url + "/settings");
        await Assertions.Expect(page.Locator("#save-company")).ToBeDisabledAsync();
        await page.Locator("#company").FillAsync("Acme");
        await Assertions.Expect(page.Locator("#save-company")).ToBeEnabledAsync();
        await page.Locator("#ld-nav a[href='/leads']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stay" }).ClickAsync();
        Assert.EndsWith("/settings", page.Url, StringComparison.Ordinal);
        await page.Locator("#save-company").ClickAsync();
        await Assertions.Expect(page.Locator("#save-company")).ToBeDisabledAsync();
        await page.Locator("#ld-nav a[href='/leads']").ClickAsync();
        await page.WaitForURLAsync("**/leads");
    }
}
