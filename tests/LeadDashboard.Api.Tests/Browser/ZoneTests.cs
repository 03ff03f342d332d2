using System.Net;
using LeadDashboard.App.Access;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Settings;
using LeadDashboard.Testing;

namespace LeadDashboard.Api.Tests.Browser;

/// <summary>Pages show the clock of the browser; files for everybody have the days of the company.</summary>
public sealed class ZoneTests : IDisposable
{
    private static readonly DateTime Uploaded = new(2026, 3, 8, 19, 30, 0, DateTimeKind.Utc);

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("Asia%2FKolkata", "2026-03-09 01:00 &#x2B;05:30 Asia/Kolkata")]
    [InlineData("America/New_York", "2026-03-08 15:30 -04:00 America/New_York")]
    [InlineData("Mars%2FOlympus", "2026-03-09 08:30 &#x2B;13:00 Pacific/Auckland")]
    [InlineData("..%2F..%2Fetc%2Fpasswd", "2026-03-09 08:30 &#x2B;13:00 Pacific/Auckland")]
    [InlineData(null, "2026-03-09 08:30 &#x2B;13:00 Pacific/Auckland")]
    public async Task Page_ZoneOfTheBrowser_IsTheClockItShowsElseTheCompanys(string? cookie, string title)
    {
        await UseZoneAsync("Pacific/Auckland");
        await AddUploadAsync();
        var browser = await _app.SignedInAsync(Role.Admin);

        var page = await GetAsync(browser, "/imports", cookie);

        Assert.Contains($"title=\"{title}\"", page, StringComparison.Ordinal);
    }

    /// <summary>The parameter is sealed into the page, so that the circuit starts with what the request said.</summary>
    [Fact]
    public async Task Page_Interactive_CarriesTheZoneIntoTheCircuit()
    {
        await AddUploadAsync();
        var browser = await _app.SignedInAsync(Role.Admin);

        var page = await GetAsync(browser, "/imports", "Asia%2FKolkata");

        Assert.Contains("\"type\":\"server\"", page, StringComparison.Ordinal);
        Assert.Contains("Asia/Kolkata", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_OfThePages_WritesTheCookieThatIsRead()
    {
        var script = await _app.NewBrowser().GetStringAsync("/js/leads.js");

        Assert.Contains("document.cookie = `tz=${encodeURIComponent(", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("America/New_York", "2026-03-08", "2026-03-09")]
    [InlineData("Asia/Kolkata", "2026-03-09", "2026-03-09")]
    [InlineData("Pacific/Auckland", "2026-03-09", "2026-03-09")]
    [InlineData("UTC", "2026-03-08", "2026-03-09")]
    public async Task Export_DaysOfTheCompany_WhateverTheBrowserSays(string zone, string created, string activity)
    {
        await UseZoneAsync(zone);
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            context.Add(
                new Lead
                {
                    LeadKey = "one",
                    Name = "Ann",
                    CreatedUtc = Uploaded,
                    IsCreatedKnown = true,
                    LastActivityUtc = Uploaded.AddHours(9),
                }
            );
            await context.SaveChangesAsync();
        }

        var browser = await _app.SignedInAsync(Role.Admin);
        var file = await GetAsync(browser, $"/leads/export.csv?from={created}&to={created}", "Europe%2FBerlin");
        var none = await GetAsync(browser, "/leads/export.csv?to=2026-03-07", "Europe%2FBerlin");

        Assert.Contains($",{created},{activity},Open", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", none, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asia%2FKolkata", "Asia/Kolkata")]
    [InlineData("nonsense", "UTC")]
    [InlineData(null, "UTC")]
    public async Task SetUp_ZoneOfTheFirstAdmin_IsTheCompanysUntilSomebodySaysOtherwise(string? cookie, string zone)
    {
        var browser = _app.NewBrowser();
        _ = await browser.GetAsync("/health");
        if (cookie is not null)
        {
            browser.DefaultRequestHeaders.Add("Cookie", "tz=" + cookie);
        }

        var answer = await TestApp.PostFormAsync(
            browser,
            "/setup",
            "/account/setup",
            ("code", _app.Get<SetupCode>().Value),
            ("name", "First"),
            ("email", "first@example.com"),
            ("password", TestApp.Password)
        );

        Assert.Equal("/welcome", answer.Headers.Location?.OriginalString);
        Assert.Equal(zone, (await _app.Get<SettingStore>().ReadAsync<CompanySettings>()).TimeZone);
    }

    private static async Task<string> GetAsync(HttpClient browser, string address, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", "tz=" + cookie);
        }

        using var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task UseZoneAsync(string zone) =>
        _app.Get<SettingStore>().WriteAsync(new CompanySettings { TimeZone = zone }, TestApp.ActorOf(Role.Admin));

    private async Task AddUploadAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        context.Add(
            new ImportBatch
            {
                FileName = "leads.csv",
                StoredPath = "none",
                Sha256 = "none",
                ActorId = "system",
                CreatedUtc = Uploaded,
            }
        );
        context.Add(
            new Lead
            {
                LeadKey = "first",
                Name = "First",
                CreatedUtc = Uploaded,
            }
        );
        await context.SaveChangesAsync();
    }
}
