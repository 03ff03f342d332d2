using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LeadDashboard.Browser.Tests;

/// <summary>Uploads in a real browser: one that the network cuts off goes on, and a folder brings its tables.</summary>
[Trait("Category", "Slow")]
public sealed partial class UploadTests
{
    /// <summary>A megabyte per second: the cut comes in the middle.</summary>
    private static readonly Dictionary<string, object> Slow = new()
    {
        ["offline"] = false,
        ["latency"] = 0,
        ["downloadThroughput"] = -1,
        ["uploadThroughput"] = 1_000_000,
    };

    [Fact]
    public Task Upload_NetworkGoneInTheMiddle_GoesOnWhereItStopped() => RunningApp.RunAsync(GoOnAsync);

    [Fact]
    public Task Upload_Folder_BringsTheFilesThatAreTables() => RunningApp.RunAsync(TakeFolderAsync);

    private static async Task GoOnAsync(RunningApp app)
    {
        var folder = Directory.CreateTempSubdirectory("leads-upload-");
        try
        {
            var path = Path.Combine(folder.FullName, "leads.csv");
            await File.WriteAllTextAsync(path, Leads(120_000));
            using var way = new CutNetwork(app.Url);
            var page = await Steps.SetUpAsync(app);
            await Steps.OpenAsync(page, way.Url + "/imports/new");
            var offsets = new List<long>();
            page.Request += (_, request) =>
            {
                if (request.Method == "PATCH")
                {
                    offsets.Add(long.Parse(request.Headers["upload-offset"], CultureInfo.InvariantCulture));
                }
            };
            await Assertions.Expect(page.Locator("#file")).ToBeEnabledAsync();
            var network = await page.Context.NewCDPSessionAsync(page);
            await network.SendAsync("Network.emulateNetworkConditions", Slow);

            await page.SetInputFilesAsync("#file", path);
            await Assertions.Expect(page.Locator(".ld-upload-state")).ToHaveTextAsync(AfterAFifth());
            await way.CutAsync(TimeSpan.FromSeconds(3));

            await page.WaitForURLAsync("**/map");
            await Assertions.Expect(page.Locator("#start-import")).ToBeEnabledAsync();
            Assert.Equal(0, offsets[0]);
            Assert.InRange(offsets[^1], 1, new FileInfo(path).Length - 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task TakeFolderAsync(RunningApp app)
    {
        var folder = Directory.CreateTempSubdirectory("leads-upload-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "2026"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "2026", "leads.csv"), Leads(20));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "products.csv"),
                "SKU,Product name,Unit price\nA-1,Basic,10\nA-2,Plus,20\n"
            );
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "photo.png"), "no table");
            var page = await Steps.SetUpAsync(app);
            await Steps.OpenAsync(page, app.Url + "/imports/new");
            await Assertions.Expect(page.Locator("#folder")).ToBeEnabledAsync();

            await page.SetInputFilesAsync("#folder", folder.FullName);

            await Assertions.Expect(page.Locator("#staged tbody tr")).ToHaveCountAsync(2);
            await Assertions
                .Expect(page.GetByText($"{folder.Name}: 2 files taken, 1 left out"))
                .ToBeVisibleAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Leads(int count)
    {
        var text = new StringBuilder("Lead Id,Name,Email,Company,Status,Created\n");
        for (var i = 0; i < count; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"L{i},Person {i},person{i}@example.com,Company number {i % 997},Open,2026-01-{1 + i % 28:00}\n"
            );
        }

        return text.ToString();
    }

    [GeneratedRegex(@"Uploading: [2-9]\d %", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AfterAFifth();
}
