using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LeadDashboard.Browser.Tests;

/// <summary>
/// Several files dropped at once in a real browser: one is refused, the others are imported so that they find each
/// other.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SeveralFilesTests
{
    private const string Drop = """
        files => {
          const data = new DataTransfer();
          files.forEach(([name, text]) => data.items.add(new File([text], name)));
          const drop = { bubbles: true, cancelable: true, dataTransfer: data };
          document.querySelector('#drop').dispatchEvent(new DragEvent('drop', drop));
        }
        """;

    private static readonly string[][] Files =
    [
        [
            "deals.csv",
            "Deal ID,Email,Product,Amount,Stage,Close date\nD1,ann@example.com,Basic,100,Closed "
                + "Won,2026-02-01\nD2,bob@example.com,Basic,50,Closed Lost,2026-02-01\n",
        ],
        ["photo.csv", "\u0000\u0001\u0002\u0003\u0000\u0001\u0002\u0003\u0000\u0001\u0002\u0003"],
        [
            "leads.csv",
            "Lead Id,Name,Email,Status,Created\nL1,Ann,ann@example.com,Open,2026-01-01\n"
                + "L2,Bob,bob@example.com,Open,2026-01-01\n",
        ],
        ["products.csv", "SKU,Product name,Unit price\nA-1,Basic,10\nA-2,Plus,20\n"],
    ];

    [Fact]
    public Task SeveralFiles_DroppedAtOnce_AreImportedInTheirOrderAndTheRefusedOneHarmsNone() =>
        RunningApp.RunAsync(RunAsync);

    private async Task RunAsync(RunningApp app)
    {
        var admin = await Steps.SetUpAsync(app);
        await Steps.OpenAsync(admin, app.Url + "/imports/new");
        await Assertions.Expect(admin.Locator("#file")).ToBeEnabledAsync();

        await admin.EvaluateAsync(Drop, Files);
        await Assertions.Expect(admin.Locator("#staged tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(admin.Locator("[data-upload='photo.csv'] [role=alert]")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Locator("#staged .ld-badge.ok")).ToHaveCountAsync(3);
        Assert.Equal(
            ["leads.csv", "products.csv", "deals.csv"],
            await admin.Locator("#staged tbody th").AllInnerTextsAsync()
        );
        Assert.Empty(
            (await admin.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}")
        );

        // What has arrived stands in the address: a reload loses nothing.
        await Steps.OpenAsync(admin, admin.Url);
        await Assertions.Expect(admin.Locator("#import-all")).ToBeEnabledAsync();
        // In one step: a page that has just opened still moves the focus to its heading.
        await admin.Locator("#import-all").PressAsync("Enter");
        await admin.WaitForURLAsync("**/imports");
        await Assertions.Expect(admin.Locator("tbody .ld-badge.ok", new() { HasText = "Done" })).ToHaveCountAsync(3);

        await Steps.OpenAsync(admin, app.Url + "/leads/1");
        await Assertions.Expect(admin.Locator("#lead-status")).ToHaveTextAsync("Won");
        await Assertions.Expect(admin.Locator("#deals")).ToContainTextAsync("Basic");
    }
}
