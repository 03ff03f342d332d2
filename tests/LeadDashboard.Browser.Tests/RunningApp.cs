using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LeadDashboard.Browser.Tests;

/// <summary>The real program on a free port with a data folder of its own, and one browser.</summary>
public class RunningApp : WebApplicationFactory<LeadDashboard.Web.Components.App>, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leads-browser-").FullName;
    private IPlaywright? _playwright;

    public RunningApp() => UseKestrel(0);

    public IBrowser Browser { get; private set; } = null!;

    public string Url { get; private set; } = "";

    /// <summary>What the console shows at the first start.</summary>
    public string SetupCode => Services.GetRequiredService<LeadDashboard.App.Access.SetupCode>().Value;

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseSetting("Data:Folder", _folder);

    public virtual async Task InitializeAsync()
    {
        // Patience costs nothing where all is well, and a busy machine is slow.
        Assertions.SetDefaultExpectTimeout(60_000);
        StartServer();
        Url = ClientOptions.BaseAddress.ToString().TrimEnd('/');
        _playwright = await Playwright.CreateAsync();
        Browser = await InstalledBrowser.LaunchAsync(_playwright);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright?.Dispose();
        await DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
