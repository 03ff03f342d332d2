using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LeadDashboard.Browser.Tests;

/// <summary>The real program on a free port with a data folder of its own, and one browser.</summary>
internal sealed class RunningApp : WebApplicationFactory<LeadDashboard.Web.Components.App>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leads-browser-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private RunningApp() => UseKestrel(0);

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not started.");

    public string Url { get; private set; } = "";

    /// <summary>What the console shows at the first start.</summary>
    public string SetupCode => Services.GetRequiredService<LeadDashboard.App.Access.SetupCode>().Value;

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseSetting("Data:Folder", _folder);

    /// <summary>
    /// Starts program and browser and runs a journey; where it fails, the failure tells what every page shows.
    /// </summary>
    public static async Task RunAsync(Func<RunningApp, Task> journey)
    {
        await using var app = new RunningApp();
        await app.StartAsync();
        try
        {
            await journey(app);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{failure.Message}\n{await app.ShownAsync()}", failure);
        }
    }

    /// <summary>The browser goes first: pages that are still open would ask a program that is going.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Steps.Patience);
        StartServer();
        Url = ClientOptions.BaseAddress.ToString().TrimEnd('/');
        _playwright = await Playwright.CreateAsync();
        _browser = await InstalledBrowser.LaunchAsync(_playwright);
    }

    private async Task<string> ShownAsync()
    {
        var shown = new StringBuilder();
        foreach (var page in Browser.Contexts.SelectMany(context => context.Pages))
        {
            shown.AppendLine(CultureInfo.InvariantCulture, $"{page.Url} shows:");
            shown.AppendLine(await page.Locator("body").InnerTextAsync(new() { Timeout = 10_000 }));
        }

        return shown.ToString();
    }
}
