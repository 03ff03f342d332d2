using LeadDashboard.App.Caching;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Settings;
using LeadDashboard.Testing;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.App.Tests.Campaigns;

/// <summary>
/// What the database adds up against <see cref="RoiRules"/> lead by lead, to the cent, in several zones on both
/// providers; and every number opens exactly its rows.
/// </summary>
public sealed class CampaignFiguresTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const int LeadCount = 900;

    /// <summary>In New York the clock has just been set forward; in Auckland it is the next day already.</summary>
    private static readonly DateTime Now = new(2026, 3, 31, 22, 30, 0, DateTimeKind.Utc);

    private static readonly string[] Zones =
    [
        "UTC",
        "Asia/Kolkata",
        "America/New_York",
        "Pacific/Auckland",
        "America/Sao_Paulo",
    ];

    private readonly List<Lead> _leads = [];
    private readonly List<CampaignSpend> _spends = [];
    private readonly Dictionary<int, string> _channels = [];
    private TestApp? _app;

    private TestApp App => _app ??= new TestApp();

    private CampaignQueries Queries =>
        new(
            App.Contexts,
            App.Get<SettingStore>(),
            App.Get<ReportCache>(),
            new FakeTimeProvider(new DateTimeOffset(Now))
        );

    public void Dispose() => _app?.Dispose();

    [Fact]
    public Task Report_GeneratedLeads_EqualsTheRuleLeadByLead() => CompareAsync();

    [PostgresFact]
    public Task Report_GeneratedLeadsOnPostgres_EqualsTheRuleLeadByLead()
    {
        UsePostgres();
        return CompareAsync();
    }

    [Fact]
    public Task Report_EveryCountOfAnyZone_OpensExactlyItsRows() => OpenAsync();

    [PostgresFact]
    public Task Report_EveryCountOfAnyZoneOnPostgres_OpensExactlyItsRows()
    {
        UsePostgres();
        return OpenAsync();
    }

    [Fact]
    public async Task Report_AskedTwice_IsAddedUpOnceUntilSomethingHappens()
    {
        await FillAsync();
        var first = await Queries.ReportAsync(Actor.System, "all", CancellationToken.None);

        Assert.Same(first, await Queries.ReportAsync(Actor.System, "all", CancellationToken.None));

        await UseZoneAsync("Asia/Kolkata");
        Assert.NotSame(first, await Queries.ReportAsync(Actor.System, "all", CancellationToken.None));
    }

    private async Task CompareAsync()
    {
        await FillAsync();
        foreach (var zone in Zones)
        {
            var days = await UseZoneAsync(zone);
            foreach (var key in ReportPeriod.Keys)
            {
                var period = ReportPeriod.Resolve(key, days.DayOf(Now));
                var report = await Queries.ReportAsync(Actor.System, key, CancellationToken.None);
                var (leads, spends) = Facts(period, days);
                Assert.Equal(period, report.Period);
                Assert.Equal(RoiRules.Total(leads, spends), report.Total);
                AssertSame(
                    RoiRules.By(leads, spends, lead => lead.CampaignId ?? 0, spend => spend.CampaignId),
                    report.Campaigns.Select(row => new RoiGroup<int>(row.Id ?? 0, row.Figures))
                );
                AssertSame(
                    RoiRules.By(leads, spends, lead => Channel(lead.CampaignId), spend => Channel(spend.CampaignId)),
                    report.Channels
                );
                var (dated, _) = Facts(period, days, isDated: true);
                AssertSame(
                    RoiRules.By(dated, spends, lead => Month(lead, days), spend => Month(spend)),
                    report.Months.Where(month => month.Figures != RoiFigures.Zero)
                );
                Assert.Equal(
                    RoiRules.Total(leads.Where(lead => lead.CampaignId is not null), spends),
                    report.OfCampaigns
                );
                Assert.Equal(leads.Count - dated.Count, report.Undated.LeadCount);
                Assert.Equal(
                    period == ReportPeriod.All ? 0 : _leads.Count(lead => !lead.IsCreatedKnown),
                    report.LeftOutCount
                );
                Assert.Equal(report.Total, RoiRules.Total(report.Months) + report.Undated);
                foreach (var id in _channels.Keys)
                {
                    var detail = await Queries.DetailAsync(Actor.System, id, key, CancellationToken.None);
                    Assert.Equal(
                        RoiRules.Total(
                            leads.Where(lead => lead.CampaignId == id),
                            spends.Where(spend => spend.CampaignId == id)
                        ),
                        detail!.Figures
                    );
                    Assert.Equal(
                        spends.Where(spend => spend.CampaignId == id).Sum(spend => spend.SpendAmount),
                        detail.SpendDays.Sum(spend => spend.SpendAmount)
                    );
                }
            }
        }
    }

    private async Task OpenAsync()
    {
        await FillAsync();
        foreach (var zone in Zones)
        {
            var days = await UseZoneAsync(zone);
            var report = await Queries.ReportAsync(Actor.System, "all", CancellationToken.None);
            foreach (var month in report.Months)
            {
                var slice = new LeadSlice(FromDay: month.Key, EndDay: month.Key.AddMonths(1));
                await AssertOpensAsync(month.Figures.WinCount, slice, "won");
                await AssertOpensAsync(month.Figures.OpenCount, slice, "open");
                await AssertOpensAsync(month.Figures.LossCount, slice, "lost");
            }

            await AssertOpensAsync(report.Undated.LeadCount, new LeadSlice(IsUndated: true), null);
            Assert.Equal(LeadCount / 9, report.Undated.LeadCount);
            foreach (var key in new[] { "quarter", "last-quarter" })
            {
                report = await Queries.ReportAsync(Actor.System, key, CancellationToken.None);
                foreach (var row in report.Campaigns)
                {
                    var slice = new LeadSlice(row.Id ?? 0, null, report.Period.FromDay, report.Period.EndDay);
                    await AssertOpensAsync(row.Figures.LeadCount, slice, null);
                }

                var brought = new LeadSlice(
                    LeadFilter.AnyCampaign,
                    null,
                    report.Period.FromDay,
                    report.Period.EndDay
                );
                await AssertOpensAsync(report.OfCampaigns.LeadCount, brought, null);
            }

            // Each day around a change of the clock.
            for (var day = new DateOnly(2026, 3, 5); day < new DateOnly(2026, 4, 8); day = day.AddDays(1))
            {
                var count = _leads.Count(lead => lead.IsCreatedKnown && days.DayOf(lead.CreatedUtc) == day);
                await AssertOpensAsync(count, new LeadSlice(FromDay: day, EndDay: day.AddDays(1)), null);
            }
        }
    }

    private async Task AssertOpensAsync(int count, LeadSlice slice, string? status)
    {
        using var cache = new MemoryCache(new MemoryCacheOptions());
        var queries = new LeadQueries(App.Contexts, cache, App.Get<SettingStore>(), TimeProvider.System);
        var filter = LeadFilter.Parse("http://localhost/" + slice.Href(status));
        Assert.Equal(count, (await queries.PageAsync(Actor.System, filter, 0, 1)).TotalCount);
    }

    private static void AssertSame<TKey>(IEnumerable<RoiGroup<TKey>> expected, IEnumerable<RoiGroup<TKey>> found)
        where TKey : notnull =>
        Assert.Equal(
            expected
                .Where(group => group.Figures != RoiFigures.Zero)
                .OrderBy(group => group.Key)
                .Select(group => (group.Key, group.Figures)),
            found
                .Where(group => group.Figures != RoiFigures.Zero)
                .OrderBy(group => group.Key)
                .Select(group => (group.Key, group.Figures))
        );

    private (List<LeadFact> Leads, List<SpendFact> Spends) Facts(
        ReportPeriod period,
        ZoneDays days,
        bool isDated = false
    ) =>
        (
            [
                .. _leads
                    .Where(lead =>
                        period == ReportPeriod.All
                        || (lead.IsCreatedKnown && period.Contains(days.DayOf(lead.CreatedUtc)))
                    )
                    .Where(lead => lead.IsCreatedKnown || !isDated)
                    .Select(lead => new LeadFact(
                        lead.CampaignId,
                        lead.CreatedUtc,
                        lead.Status,
                        lead.ValueAmount,
                        lead.WonAmount,
                        lead.Probability
                    )),
            ],
            [
                .. _spends
                    .Where(spend => period.Contains(DateOnly.FromDateTime(spend.DayUtc)))
                    .Select(spend => new SpendFact(spend.CampaignId, spend.DayUtc, spend.SpendAmount)),
            ]
        );

    private string Channel(int? campaignId) => campaignId is { } id ? _channels[id] : "";

    private static DateOnly Month(LeadFact lead, ZoneDays days) => ReportPeriod.MonthOf(days.DayOf(lead.CreatedUtc));

    private static DateOnly Month(SpendFact spend) => ReportPeriod.MonthOf(DateOnly.FromDateTime(spend.DayUtc));

    private void UsePostgres() =>
        _app = new TestApp { Postgres = server.ConnectionString + "_" + Guid.NewGuid().ToString("N") };

    private async Task<ZoneDays> UseZoneAsync(string zone)
    {
        await App.Get<SettingStore>().WriteAsync(new CompanySettings { TimeZone = zone }, TestApp.ActorOf(Role.Admin));
        return ZoneDays.Find(zone)!;
    }

    /// <summary>
    /// All statuses, amounts of four decimals and below a cent, chances that end on half a cent, null values, a
    /// campaign without spend and one without leads, leads without campaign, arrivals on both sides of each month's
    /// start.
    /// </summary>
    private async Task FillAsync()
    {
        var random = new Random(29);
        await using var context = await App.Contexts.CreateDbContextAsync();
        (string Name, string Channel)[] names =
        [
            ("Search", "Paid"),
            ("Fair", "Event"),
            ("Quiet", "Event"),
            ("Free", ""),
            ("Mail", "Paid"),
        ];
        var campaigns = names.Select(pair => new Campaign { Name = pair.Name, Channel = pair.Channel }).ToList();
        context.AddRange(campaigns);
        await context.SaveChangesAsync();
        foreach (var campaign in campaigns)
        {
            _channels[campaign.Id] = campaign.Channel;
        }

        var edges = Edges().ToList();
        for (var i = 0; i < LeadCount; i++)
        {
            var status = (LeadStatus)random.Next(3);
            var campaign = random.Next(5);
            _leads.Add(
                new Lead
                {
                    LeadKey = "id:" + i,
                    Name = "Lead " + i,
                    CampaignId = campaign == 2 ? null : campaigns[campaign].Id,
                    Status = status,
                    CreatedUtc = i < edges.Count ? edges[i] : Now.AddSeconds(-random.Next(60 * 60 * 24 * 500)),
                    // Some files did not say when a lead arrived: the instant of the import stands there.
                    IsCreatedKnown = i % 9 != 4,
                    ValueAmount = random.Next(5) == 0 ? null : Amount(random),
                    // Some open leads were sold: they have an amount too.
                    WonAmount = status switch
                    {
                        LeadStatus.Won => random.Next(4) == 0 ? null : Amount(random),
                        LeadStatus.Open => random.Next(8) == 0 ? Amount(random) : null,
                        _ => null,
                    },
                    Probability = random.Next(5) == 0 ? null : Chance(random),
                }
            );
        }

        foreach (var campaign in campaigns.Where(campaign => campaign.Name != "Free"))
        {
            for (var i = 0; i < 60; i++)
            {
                var day = Now.Date.AddDays(-random.Next(500));
                _spends.Add(
                    new CampaignSpend
                    {
                        CampaignId = campaign.Id,
                        DayUtc = i % 3 == 0 ? new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc) : day,
                        SpendAmount = Amount(random),
                    }
                );
            }
        }

        context.AddRange(_leads);
        context.AddRange(_spends);
        await context.SaveChangesAsync();
    }

    private static IEnumerable<DateTime> Edges()
    {
        foreach (var zone in Zones.Select(id => ZoneDays.Find(id)!))
        {
            for (var month = new DateOnly(2025, 1, 1); month < new DateOnly(2026, 4, 1); month = month.AddMonths(1))
            {
                var start = zone.StartUtc(month);
                yield return start;
                yield return start.AddMilliseconds(-1);
            }
        }
    }

    private static decimal Amount(Random random) =>
        random.Next(8) switch
        {
            0 => 0,
            1 => 0.005m,
            2 => 0.01m,
            3 => random.Next(1_000_000) / 10_000m,
            4 => -random.Next(1_000_000) / 1_000m,
            5 => 123_456_789.0250m + random.Next(1000),
            _ => random.Next(10_000_000) / 100m,
        };

    private static double Chance(Random random) =>
        random.Next(8) switch
        {
            0 => 0,
            1 => 1,
            2 => 0.5,
            3 => 0.125,
            4 => 0.35,
            5 => 1.0 / 3,
            6 => random.Next(1000) / 1000.0,
            _ => random.NextDouble(),
        };
}
