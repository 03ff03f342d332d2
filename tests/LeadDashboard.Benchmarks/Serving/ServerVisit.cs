using System.Globalization;
using System.Net;
using LeadDashboard.Browser.Tests;
using Microsoft.Playwright;

namespace LeadDashboard.Benchmarks.Serving;

/// <summary>An admin in Chromium at a server, from the first visit to the end of an import.</summary>
internal sealed class ServerVisit : IAsyncDisposable
{
    private const string Password = "a long enough sentence";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly string _url;

    private ServerVisit(IPlaywright playwright, IBrowser browser, IPage page, string url) =>
        (this._playwright, this._browser, Page, this._url) = (playwright, browser, page, url);

    public IPage Page { get; }

    public static async Task<ServerVisit> SetUpAsync(ServerProcess server)
    {
        var driver = await Playwright.CreateAsync();
        var chromium = await InstalledBrowser.LaunchAsync(driver);
        var context = await chromium.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
                Locale = "en-GB",
            }
        );
        context.SetDefaultTimeout(600_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/setup");
        await page.FillAsync("#code", server.SetupCode);
        await page.FillAsync("#name", "Ada Admin");
        await page.FillAsync("#email", "ada@example.com");
        await page.FillAsync("#password", Password);
        await page.ClickAsync(".ld-sign button.primary");
        await page.WaitForURLAsync("**/welcome");
        return new ServerVisit(driver, chromium, page, server.Url);
    }

    /// <summary>Opens the upload page and waits until it answers.</summary>
    public async Task OpenUploadAsync()
    {
        await Page.GotoAsync(_url + "/imports/new");
        await Page.Locator(".ld-shell[data-ready]").WaitForAsync();
        await Assertions.Expect(Page.Locator("#file")).ToBeEnabledAsync(new() { Timeout = 60_000 });
    }

    /// <summary>Gives the file and waits for the page that says what its columns mean.</summary>
    public async Task UploadAsync(string path)
    {
        await Page.SetInputFilesAsync("#file", path);
        await Page.WaitForURLAsync("**/map");
        await Assertions.Expect(Page.Locator("#start-import")).ToBeEnabledAsync(new() { Timeout = 60_000 });
    }

    /// <returns>Id of the import.</returns>
    public async Task<int> StartAsync()
    {
        await Page.ClickAsync("#start-import");
        await Page.WaitForURLAsync(address => !address.EndsWith("/map", StringComparison.Ordinal));
        return int.Parse(new Uri(Page.Url).Segments[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Until the page of the import says that it is done.</summary>
    public Task WaitUntilDoneAsync() => Page.Locator("#to-models").WaitForAsync();

    /// <summary>A page of its own in the same browser, signed in like the first one.</summary>
    public Task<IPage> AnotherPageAsync() => Page.Context.NewPageAsync();

    /// <summary>The same person without a browser.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        var cookies = new CookieContainer();
        foreach (var cookie in await Page.Context.CookiesAsync([_url]))
        {
            cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
        }

        var client = new HttpClient(
            new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false },
            disposeHandler: true
        )
        {
            BaseAddress = new Uri(_url),
        };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
