using LeadDashboard.App.Home;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Segments;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data.Identity;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Home;

/// <summary>A figure that is a link opens exactly the rows it counts.</summary>
public sealed class LinkedFiguresTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Me = "rep-me";
    private const string Other = "rep-other";
    private TestApp? _app;

    private TestApp App => _app ??= new TestApp();

    public void Dispose() => _app?.Dispose();

    [Fact]
    public Task Today_HotButSilent_IsTheNumberOfRowsItsLinkOpens() => HotButSilentAsync();

    [PostgresFact]
    public Task Today_HotButSilentOnPostgres_IsTheNumberOfRowsItsLinkOpens()
    {
        _app = new TestApp { Postgres = server.ConnectionString + "_" + Guid.NewGuid().ToString("N") };
        return HotButSilentAsync();
    }

    [Fact]
    public async Task Health_OpenAndKnownOutcomes_AreTheNumbersOfRowsTheirLinksOpen()
    {
        await FillAsync();

        var health = await App.Get<HomeQueries>().HealthAsync(Actor.System);

        Assert.Equal(health.OpenCount, (await RowsAsync(new LeadFilter())).Count);
        Assert.Equal(2, health.ClosedCount);
        Assert.Equal(["lost", "won"], await RowsAsync(LeadFilter.Decided));
    }

    [Fact]
    public async Task Segments_Counts_AreTheNumbersOfRowsTheirLinksOpen()
    {
        await FillAsync();
        var saved = await App.Get<SegmentService>()
            .SaveAsync(new SegmentLimits(0.6, 0.3), TestApp.ActorOf(Role.MarketingManager));
        Assert.True(saved.IsOk);
        var segments = App.Get<SegmentQueries>();

        var counts = await segments.CountsAsync(Actor.System, await segments.LimitsAsync(Actor.System));

        Assert.Equal(3, counts.Segments.Count);
        foreach (var count in counts.Segments)
        {
            Assert.NotEqual(0, count.LeadCount);
            Assert.Equal(count.LeadCount, (await RowsAsync(new LeadFilter { Segment = count.Segment })).Count);
        }
    }

    private async Task HotButSilentAsync()
    {
        await FillAsync();

        var steps = await App.Get<NextStepQueries>().ListAsync(new Actor(Me, Role.SalesRep, "Me"));

        var step = Assert.Single(steps, step => step.Text.Key == HomeMessages.SilentHot);
        Assert.Equal([4L], step.Text.Values);
        Assert.Equal("/leads" + HomeQueries.Stale(Me).ToQuery(), step.Href);
        Assert.Equal(
            ["mine never", "mine silent", "nobody's never", "nobody's silent"],
            await RowsAsync(HomeQueries.Stale(Me))
        );
    }

    /// <summary>The rows of the list that the link of a filter opens.</summary>
    private async Task<List<string>> RowsAsync(LeadFilter filter)
    {
        var opened = LeadFilter.Parse("http://localhost/leads" + filter.ToQuery());
        var page = await App.Get<LeadQueries>().PageAsync(Actor.System, opened, 0, 1000);
        Assert.Equal(page.TotalCount, page.Rows.Count);
        return [.. page.Rows.Select(row => row.Name).Order(StringComparer.Ordinal)];
    }

    private async Task FillAsync()
    {
        var now = App.Get<TimeProvider>().GetUtcNow().UtcDateTime;
        DateTime recent = now.AddDays(-6),
            silent = now.AddDays(-8);
        await using var context = await App.Contexts.CreateDbContextAsync();
        context.AddRange(new AppUser { Id = Me, UserName = Me }, new AppUser { Id = Other, UserName = Other });
        await context.SaveChangesAsync();
        foreach (
            var (name, owner, activity, probability, status) in new (string, string?, DateTime?, double?, LeadStatus)[]
            {
                ("mine silent", Me, silent, 0.9, LeadStatus.Open),
                ("mine never", Me, null, 0.8, LeadStatus.Open),
                ("mine recent", Me, recent, 0.9, LeadStatus.Open),
                ("nobody's silent", null, silent, 0.7, LeadStatus.Open),
                ("nobody's never", null, null, 0.7, LeadStatus.Open),
                ("nobody's recent", null, recent, 0.7, LeadStatus.Open),
                ("other's silent", Other, silent, 0.9, LeadStatus.Open),
                ("mine warm", Me, silent, 0.4, LeadStatus.Open),
                ("mine cold", Me, null, 0.1, LeadStatus.Open),
                ("unscored", Me, null, null, LeadStatus.Open),
                ("won", Me, silent, 0.9, LeadStatus.Won),
                ("lost", Me, silent, 0.9, LeadStatus.Lost),
            }
        )
        {
            context.Add(
                new Lead
                {
                    LeadKey = name,
                    Name = name,
                    OwnerId = owner,
                    LastActivityUtc = activity,
                    Probability = probability,
                    Segment = probability switch
                    {
                        null => null,
                        >= 0.6 => Segment.Hot,
                        >= 0.3 => Segment.Warm,
                        _ => Segment.Cold,
                    },
                    Status = status,
                    CreatedUtc = now.AddDays(-20),
                }
            );
        }

        await context.SaveChangesAsync();
    }
}
