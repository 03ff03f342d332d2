using System.Diagnostics;
using Microsoft.Playwright;

namespace LeadDashboard.Browser.Tests;

/// <summary>What a person does, step by step.</summary>
internal static class Steps
{
    public const string Password = "a long enough sentence";

    /// <summary>
    /// How long a step may take, in milliseconds. Patience costs nothing where all is well, and a busy machine is slow.
    /// </summary>
    public const int Patience = 240_000;

    /// <summary>First visitor: the set-up code of the console makes the admin.</summary>
    public static async Task<IPage> SetUpAsync(RunningApp app)
    {
        var page = await NewPageAsync(app);
        await page.GotoAsync(app.Url + "/leads");
        Assert.EndsWith("/setup", page.Url, StringComparison.Ordinal);
        await page.FillAsync("#code", app.SetupCode);
        await page.FillAsync("#name", "Ada Admin");
        await page.FillAsync("#email", "ada@example.com");
        await page.FillAsync("#password", Password);
        await page.ClickAsync(".ld-sign button.primary");
        await page.WaitForURLAsync("**/welcome");
        return page;
    }

    /// <summary>
    /// Opens a page and waits until it answers: what is typed before the circuit is there would be lost.
    /// </summary>
    public static async Task OpenAsync(IPage page, string url)
    {
        await page.GotoAsync(url);
        await page.Locator(".ld-shell[data-ready]").WaitForAsync();
    }

    /// <summary>
    /// Opens the page again and again until it shows what a job in the background makes.
    /// </summary>
    public static async Task OpenUntilAsync(IPage page, string url, ILocator made)
    {
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < Patience;)
        {
            await OpenAsync(page, url);
            await page.Locator(".ld-loading").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
            if (await made.CountAsync() > 0)
            {
                return;
            }

            await Task.Delay(2_000);
        }

        Assert.Fail($"{url} did not show {made} within {Patience / 1000} s.");
    }

    public static async Task<IPage> NewPageAsync(RunningApp app, int width = 1440, int height = 900)
    {
        var context = await app.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
                Locale = "en-GB",
            }
        );
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    /// <summary>Uploads a file and waits for the page that says what its columns mean.</summary>
    public static async Task UploadAsync(IPage page, RunningApp app, string path)
    {
        await OpenAsync(page, app.Url + "/imports/new");
        await Assertions.Expect(page.Locator("#file")).ToBeEnabledAsync();
        await page.SetInputFilesAsync("#file", path);
        await page.WaitForURLAsync("**/map");
        await Assertions.Expect(page.Locator("#start-import")).ToBeEnabledAsync();
    }

    /// <summary>Opens a list of the kit by its field and takes the entry with these words.</summary>
    public static async Task ChooseAsync(IPage page, string field, string words)
    {
        await page.Locator(field).ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item", new() { HasText = words }).ClickAsync();
    }

    /// <summary>
    /// Admin invites somebody; the person signs in with the one-time password and chooses an own one.
    /// </summary>
    public static async Task<IPage> InviteAndSignInAsync(
        IPage admin,
        RunningApp app,
        string name,
        string email,
        string role
    )
    {
        await OpenAsync(admin, app.Url + "/users");
        await admin.ClickAsync("#invite");
        await admin.FillAsync("#invite-name", name);
        await admin.FillAsync("#invite-email", email);
        await ChooseAsync(admin, "#invite-role", role);
        await admin.ClickAsync("#invite-send");
        var oneTime = await admin.Locator("#one-time-password").InnerTextAsync();
        var page = await NewPageAsync(app);
        await page.GotoAsync(app.Url + "/sign-in");
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", oneTime);
        await page.ClickAsync(".ld-sign button.primary");
        await page.WaitForURLAsync("**/account*");
        await page.FillAsync("#current", oneTime);
        await page.FillAsync("#password", Password);
        await page.ClickAsync(".ld-sign button.primary");
        await page.WaitForSelectorAsync(".ld-password-done");
        return page;
    }
}
