using System.Globalization;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Settings;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>A day in a file is a day of the company: it is found again under the same day.</summary>
public sealed class ZoneImportTests : IDisposable
{
    private const string Leads = """
        email,created
        a@example.com,2026-03-01
        b@example.com,2026-03-08 02:30
        c@example.com,2026-03-31T23:30:00
        d@example.com,2026-03-31T23:30:00Z
        e@example.com,2026-04-01
        """;

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Import_DaysAndTimesWithoutZone_AreOfTheCompany()
    {
        await UseZoneAsync("America/New_York");
        await _app.ImportAsync(Leads);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var created = await context.Leads.OrderBy(lead => lead.Email).Select(lead => lead.CreatedUtc).ToListAsync();
        Assert.Equal(
            [
                "2026-03-01T05:00:00Z",
                "2026-03-08T07:30:00Z",
                "2026-04-01T03:30:00Z",
                "2026-03-31T23:30:00Z",
                "2026-04-01T04:00:00Z",
            ],
            created.Select(utc => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        );
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Auckland")]
    public async Task Import_DayOfSpend_IsADayOfTheCalendar(string zone)
    {
        await UseZoneAsync(zone);
        await _app.ImportAsync("day,campaign,spend\n2026-03-01,Spring,10\n2026-03-31,Spring,20\n", ImportKind.Spend);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var days = await context.CampaignSpends.Select(spend => spend.DayUtc).Order().ToListAsync();
        Assert.Equal([CampaignsDatabase.Day(3, 1), CampaignsDatabase.Day(3, 31)], days);
    }

    /// <summary>The zone stays with the file: a setting that changes later changes no file that was taken in.</summary>
    [Fact]
    public async Task Stage_ThenAnotherZone_KeepsTheZoneOfTheFile()
    {
        await UseZoneAsync("Asia/Kolkata");
        var batch = (await _app.StageAsync(Leads)).Value!;
        await UseZoneAsync("Pacific/Auckland");
        var opened = await _app.Get<ImportService>().OpenAsync(batch.Id, null, ImportSteps.Admin);

        Assert.Equal("Asia/Kolkata", opened.Value!.Format.TimeZone);
    }

    private Task UseZoneAsync(string zone) =>
        _app.Get<SettingStore>().WriteAsync(new CompanySettings { TimeZone = zone }, TestApp.ActorOf(Role.Admin));
}
