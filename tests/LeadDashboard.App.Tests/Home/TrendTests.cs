using LeadDashboard.App.Caching;
using LeadDashboard.App.Home;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Core.Settings;
using LeadDashboard.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.App.Tests.Home;

/// <summary>Each count by time is the number of rows that its link opens, in days of the company's zone.</summary>
public sealed class TrendTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 23, 30, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _clock = new(Now);
    private TestApp? _app;

    private TestApp App => _app ??= new TestApp();

    private TrendQueries Trends => new(App.Contexts, App.Get<SettingStore>(), App.Get<ReportCache>(), _clock);

    public void Dispose() => _app?.Dispose();

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/New_York")]
    public Task Weeks_OfAZone_AreTheRowsOfTheirLinks(string zone) => CompareAsync(zone, isPostgres: false);

    [PostgresFact]
    public Task Weeks_OnPostgres_AreTheRowsOfTheirLinks() => CompareAsync("Asia/Shanghai", isPostgres: true);

    [Fact]
    public async Task Weeks_WithoutDecisions_HaveNoWinRate()
    {
        var trends = await Trends.WeeksAsync(Actor.System);

        Assert.Equal(TrendQueries.WeekCount, trends.WinRates.Count);
        Assert.All(trends.WinRates, Assert.Null);
        Assert.True((await Trends.SinceYesterdayAsync(Actor.System)).IsNone);
    }

    [Fact]
    public async Task Weeks_LeadsWhoseFileKnewNoDay_AreDecidedInNoWeekUntilAPersonDecides()
    {
        var importedUtc = Now.UtcDateTime.AddDays(-2);
        await using (var context = await App.Contexts.CreateDbContextAsync())
        {
            foreach (var (key, closedUtc) in new[] { ("file", importedUtc), ("person", importedUtc.AddDays(1)) })
            {
                context.Add(
                    new Lead
                    {
                        LeadKey = key,
                        Name = key,
                        CreatedUtc = importedUtc,
                        IsCreatedKnown = false,
                        Status = LeadStatus.Won,
                        ClosedUtc = closedUtc,
                    }
                );
            }

            await context.SaveChangesAsync();
        }

        var trends = await Trends.WeeksAsync(Actor.System);

        Assert.Equal(1, trends.Won[^1]);
        Assert.Equal(1, await RowsAsync(trends.WonLately));
    }

    private async Task CompareAsync(string zone, bool isPostgres)
    {
        if (isPostgres)
        {
            _app = new TestApp { Postgres = server.ConnectionString + "_" + Guid.NewGuid().ToString("N") };
        }

        await App.Get<SettingStore>().WriteAsync(new CompanySettings { TimeZone = zone }, Actor.System);
        await FillAsync();

        var trends = await Trends.WeeksAsync(Actor.System);
        var changes = await Trends.SinceYesterdayAsync(Actor.System);

        Assert.Equal(await RowsAsync(trends.ArrivedLately), trends.Arrived[^1]);
        Assert.Equal(await RowsAsync(trends.WonLately), trends.Won[^1]);
        Assert.Equal(await RowsAsync(trends.DecidedLately), trends.Won[^1] + trends.Lost[^1]);
        Assert.Equal(await RowsAsync(changes.Arrived), changes.ArrivedCount);
        Assert.Equal(await RowsAsync(changes.Hot), changes.HotCount);
        Assert.Equal(await RowsAsync(changes.Won), changes.WonCount);
        Assert.Equal(await RowsAsync(changes.Lost), changes.LostCount);
        Assert.Equal(changes.WonCount * 100m, changes.WonAmount);
        Assert.NotEqual(0, changes.WonCount);
        Assert.NotEqual(0, changes.HotCount);

        // Twelve weeks back and no further, nothing twice.
        var first = trends.LastDay.AddDays(1 - (7 * TrendQueries.WeekCount));
        Assert.Equal(await RowsAsync(TrendQueries.Arrived(first, trends.LastDay)), trends.Arrived.Sum());
        Assert.Equal(
            await RowsAsync(TrendQueries.Decided(first, trends.LastDay) with { Status = LeadStatus.Won }),
            trends.Won.Sum()
        );
        Assert.Equal(trends.Won.Select(count => count * 100m), trends.RevenueAmounts);
    }

    private async Task<int> RowsAsync(LeadFilter filter)
    {
        var opened = LeadFilter.Parse("http://localhost/leads" + filter.ToQuery());
        return (await App.Get<LeadQueries>().PageAsync(Actor.System, opened, 0, 1)).TotalCount;
    }

    /// <summary>A lead every seven hours for a hundred days, in turn open, won and lost a day later.</summary>
    private async Task FillAsync()
    {
        await using var context = await App.Contexts.CreateDbContextAsync();
        for (var i = 0; i < 340; i++)
        {
            var arrived = Now.UtcDateTime.AddHours(-7 * i);
            var status = (LeadStatus)(i % 3);
            context.Add(
                new Lead
                {
                    LeadKey = $"lead {i}",
                    Name = $"Lead {i}",
                    CreatedUtc = arrived,
                    IsCreatedKnown = true,
                    Status = status,
                    Segment = i % 2 == 0 ? Segment.Hot : Segment.Cold,
                    Probability = 0.5,
                    ClosedUtc = status == LeadStatus.Open ? null : arrived.AddHours(3),
                    WonAmount = status == LeadStatus.Won ? 100 : null,
                }
            );
        }

        await context.SaveChangesAsync();
    }
}
