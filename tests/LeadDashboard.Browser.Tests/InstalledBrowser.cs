using Microsoft.Playwright;

namespace LeadDashboard.Browser.Tests;

/// <summary>
/// Finds a Chromium to drive: an installed one, else Playwright's own, else a sentence that says what to install.
/// </summary>
internal static class InstalledBrowser
{
    private static readonly string[] Names =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome",
    ];

    // Root needs no-sandbox; without the checks of local networks a circuit keeps its web socket; the rest keeps the
    // browser from calling home.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets",
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--font-render-hinting=none",
    ];

    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        if (Find() is { } path)
        {
            return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments });
        }

        var exitCode = Microsoft.Playwright.Program.Main(["install", "chromium"]);
        try
        {
            return await playwright.Chromium.LaunchAsync(new() { Args = Arguments });
        }
        catch (PlaywrightException fault)
        {
            throw new InvalidOperationException(
                "The browser tests need a Chromium. None of "
                    + string.Join(", ", Names)
                    + " is on the PATH or in a usual place, and Playwright could not install its own"
                    + $" (exit code {exitCode}). Install one, for example with `apt-get install chromium`, and run "
                    + $"the tests again.",
                fault
            );
        }
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat([
                "/usr/bin",
                "/snap/bin",
                "/Applications/Google Chrome.app/Contents/MacOS",
                "/Applications/Microsoft Edge.app/Contents/MacOS",
            ])
            .Concat(ProgramFiles(@"Google\Chrome\Application"))
            .Concat(ProgramFiles(@"Microsoft\Edge\Application"));
        string[] files = [.. Names, "Google Chrome", "Microsoft Edge"];
        return folders
            .SelectMany(folder =>
                files.Select(file => Path.Combine(folder, OperatingSystem.IsWindows() ? file + ".exe" : file))
            )
            .FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> ProgramFiles(string folder) =>
        new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86 }
            .Select(Environment.GetFolderPath)
            .Where(root => root.Length > 0)
            .Select(root => Path.Combine(root, folder));
}
