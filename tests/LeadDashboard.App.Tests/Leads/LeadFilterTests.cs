using LeadDashboard.App.Leads;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data.Identity;
using LeadDashboard.Testing;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.App.Tests.Leads;

/// <summary>300 leads in the database against the same questions asked of a list in memory.</summary>
public sealed class LeadFilterTests(LeadFilterTests.FilledApp filled) : IClassFixture<LeadFilterTests.FilledApp>
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static TheoryData<string> Queries() =>
        [
            "",
            "?status=all",
            "?status=Won",
            "?status=lost",
            "?segment=Hot&status=all",
            "?source=Web&status=all",
            "?source=%E7%BD%91%E7%AB%99&status=all",
            "?campaign=none&status=all",
            "?campaign=2&status=all",
            "?channel=Event&status=all",
            "?owner=rep-1&status=all",
            "?owner=rep-1&unassigned=also&status=all",
            "?status=closed",
            "?silent=7&status=all",
            "?silent=40",
            "?silent=3&owner=rep-0&unassigned=also&segment=Hot",
            "?channel=&status=all",
            "?import=7&status=all",
            "?from=2026-02-01&status=all",
            "?to=2026-02-10&status=all",
            "?from=2026-01-15&to=2026-01-15&status=all",
            "?q=ann&status=all",
            "?q=ANN&status=all",
            "?q=100%25&status=all",
            "?q=a_b&status=all",
            "?q=back%5Cslash&status=all",
            "?q=%27%22--&status=all",
            "?q=ann&status=all&segment=Warm&source=Web&from=2026-01-10&to=2026-03-01&owner=rep-0",
        ];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Page_AFilter_FindsTheSameLeadsAsBruteForce(string query)
    {
        var filter = LeadFilter.Parse("http://localhost/leads" + query);

        var page = await filled.Get.PageAsync(Actor.System, filter, 0, 1000);

        var expected = filled.Leads.Where(lead => Matches(lead, filter)).Select(lead => lead.Id).Order();
        Assert.Equal(expected, page.Rows.Select(row => row.Id).Order());
        Assert.Equal(page.Rows.Count, page.TotalCount);
    }

    [Theory]
    [InlineData("score")]
    [InlineData("name")]
    [InlineData("company")]
    [InlineData("value")]
    [InlineData("source")]
    [InlineData("created")]
    [InlineData("activity")]
    public async Task Page_ASort_OrdersBothWaysAndPagesNeverOverlap(string column)
    {
        foreach (var sort in new[] { column, "-" + column })
        {
            var filter = new LeadFilter { Status = null, Sort = sort };
            var ids = new List<int>();
            for (var skip = 0; skip < filled.Leads.Count; skip += 70)
            {
                ids.AddRange((await filled.Get.PageAsync(Actor.System, filter, skip, 70)).Rows.Select(row => row.Id));
            }

            var ordered = column switch
            {
                "name" => Ordered(lead => lead.Name, StringComparer.Ordinal),
                "company" => Ordered(lead => lead.Company, StringComparer.Ordinal),
                "value" => Ordered(lead => lead.ValueAmount, Comparer<decimal?>.Default),
                "source" => Ordered(lead => lead.Source, StringComparer.Ordinal),
                "created" => Ordered(lead => lead.CreatedUtc, Comparer<DateTime>.Default),
                "activity" => Ordered(lead => lead.LastActivityUtc, Comparer<DateTime?>.Default),
                _ => Ordered(lead => lead.Probability, Comparer<double?>.Default),
            };
            Assert.Equal(sort[0] == '-' ? ordered.Reverse() : ordered, ids);
        }
    }

    [Fact]
    public async Task Neighbours_InTheMiddle_AreTheRowsBeforeAndAfter()
    {
        var filter = new LeadFilter { Status = null, Sort = "name" };
        var ids = (await filled.Get.PageAsync(Actor.System, filter, 0, 1000)).Rows.Select(row => row.Id).ToList();

        Assert.Equal((ids[9], ids[11]), await filled.Get.NeighboursAsync(Actor.System, ids[10], filter));
        Assert.Equal((null, ids[1]), await filled.Get.NeighboursAsync(Actor.System, ids[0], filter));
        Assert.Equal((ids[^2], null), await filled.Get.NeighboursAsync(Actor.System, ids[^1], filter));
        Assert.Equal((null, ids[0]), await filled.Get.NeighboursAsync(Actor.System, 987654, filter));
    }

    [Fact]
    public void ToQuery_EveryField_ComesBackFromTheAddress()
    {
        var filter = new LeadFilter
        {
            Search = "Müller & Söhne = 100% #1 +x 王",
            Status = LeadStatus.Lost,
            Segment = Segment.Warm,
            Source = "网站 / Web",
            CampaignId = 0,
            Channel = "E-mail & more",
            OwnerId = "a-b-c",
            WithUnassigned = true,
            SilentDays = 7,
            FromDay = new DateOnly(2026, 2, 28),
            ToDay = new DateOnly(2026, 12, 31),
            ClosedFromDay = new DateOnly(2026, 3, 1),
            ClosedToDay = new DateOnly(2026, 3, 31),
            ImportBatchId = 12,
            Sort = "-created",
        };

        Assert.Equal(filter, RoundTrip(filter));
        Assert.Equal(
            filter with
            {
                CampaignId = 41,
                Status = null,
            },
            RoundTrip(filter with { CampaignId = 41, Status = null })
        );
        var closed = filter with { Status = null, IsClosed = true, Channel = "" };
        Assert.Equal(closed, RoundTrip(closed));
        Assert.All(typeof(LeadFilter).GetProperties(), property => Assert.NotNull(property.GetValue(filter)));
    }

    [Fact]
    public void ToQuery_Defaults_IsEmpty()
    {
        Assert.Equal("", new LeadFilter().ToQuery());
        Assert.Equal(new LeadFilter(), LeadFilter.Parse("http://localhost/leads"));
    }

    [Theory]
    [InlineData("?status=nonsense&segment=x&campaign=-3&from=31.12.2026&to=2026-02-30&import=many&sort=-password")]
    [InlineData("?q=&status=&source=%20")]
    [InlineData("?campaign=99999999999999999999")]
    [InlineData("?silent=0&unassigned=also")]
    [InlineData("?silent=-7")]
    [InlineData("?silent=36501")]
    public void Parse_WordsItDoesNotKnow_AreLeftOut(string query) =>
        Assert.Equal(new LeadFilter(), LeadFilter.Parse("http://localhost/leads" + query));

    private static LeadFilter RoundTrip(LeadFilter filter) =>
        LeadFilter.Parse("http://localhost/leads" + filter.ToQuery());

    private IEnumerable<int> Ordered<TKey>(Func<Lead, TKey> key, IComparer<TKey> comparer) =>
        filled.Leads.OrderBy(key, comparer).ThenBy(lead => lead.Id).Select(lead => lead.Id);

    private static bool Matches(Lead lead, LeadFilter filter) =>
        (filter.Status is null || lead.Status == filter.Status)
        && (!filter.IsClosed || lead.Status is LeadStatus.Won or LeadStatus.Lost)
        && (filter.Segment is null || lead.Segment == filter.Segment)
        && (filter.Source is null || lead.Source == filter.Source)
        && (filter.CampaignId is null || (lead.CampaignId ?? 0) == filter.CampaignId)
        && (
            filter.Channel is null
            || (
                lead.CampaignId is 1 or 3 ? "Event"
                : lead.CampaignId == 2 ? "E-mail"
                : ""
            ) == filter.Channel
        )
        && (filter.OwnerId is null || lead.OwnerId == filter.OwnerId || (filter.WithUnassigned && lead.OwnerId is null))
        && (
            filter.SilentDays is null
            || lead.LastActivityUtc is null
            || lead.LastActivityUtc < FilledApp.Now.AddDays(-filter.SilentDays.Value)
        )
        && (filter.ImportBatchId is null || lead.ImportBatchId == filter.ImportBatchId)
        && (!filter.IsUndated || !lead.IsCreatedKnown)
        && ((filter.FromDay ?? filter.ToDay) is null || lead.IsCreatedKnown)
        && (filter.FromDay is null || DateOnly.FromDateTime(lead.CreatedUtc) >= filter.FromDay)
        && (filter.ToDay is null || DateOnly.FromDateTime(lead.CreatedUtc) <= filter.ToDay)
        && (
            filter.Search is null
            || new[] { lead.Name, lead.Company, lead.Email }.Any(text =>
                text?.Contains(filter.Search, StringComparison.OrdinalIgnoreCase) == true
            )
        );

    public sealed class FilledApp : IAsyncLifetime
    {
        private readonly TestApp _app = new();

        public List<Lead> Leads { get; } = [];

        /// <summary>The day after the last lead.</summary>
        public static DateTime Now { get; } = Start.AddDays(90);

        public LeadQueries Get =>
            new(
                _app.Contexts,
                _app.Get<IMemoryCache>(),
                _app.Get<SettingStore>(),
                new FakeTimeProvider(new DateTimeOffset(Now))
            );

        public async Task InitializeAsync()
        {
            var random = new Random(5);
            string[] names =
            [
                "Anna Bell",
                "ann marie",
                "Bob",
                "Carl 100%",
                "a_b",
                "axb",
                "back\\slash",
                "O'Neil '\"--",
                "王伟",
                "100 per cent",
            ];
            T? Maybe<T>(T value) => random.Next(4) == 0 ? default : value;
            await using var context = await _app.Contexts.CreateDbContextAsync();
            context.AddRange(
                new Campaign { Name = "Fair", Channel = "Event" },
                new Campaign { Name = "Mail", Channel = "E-mail" },
                new Campaign { Name = "Show", Channel = "Event" },
                new AppUser { Id = "rep-0", UserName = "rep-0" },
                new AppUser { Id = "rep-1", UserName = "rep-1" },
                new ImportBatch { Id = 7 }
            );
            await context.SaveChangesAsync();
            for (var i = 0; i < 300; i++)
            {
                Leads.Add(
                    new Lead
                    {
                        LeadKey = "test:" + i,
                        Name = names[random.Next(names.Length)],
                        Email = Maybe("mail" + random.Next(90) + "@example.com"),
                        Company = Maybe("Company " + random.Next(20)),
                        Status = (LeadStatus)random.Next(3),
                        Segment = random.Next(5) == 0 ? null : (Segment)random.Next(3),
                        Probability = random.Next(5) == 0 ? null : random.Next(50) / 50.0,
                        Source = Maybe(random.Next(2) == 0 ? "Web" : "网站"),
                        CampaignId = random.Next(4) is var campaign and > 0 ? campaign : null,
                        OwnerId = Maybe("rep-" + random.Next(2)),
                        ValueAmount = random.Next(4) == 0 ? null : random.Next(2000) / 4m,
                        IsCreatedKnown = i % 7 != 0,
                        CreatedUtc = Start.AddHours(random.Next(24 * 90)),
                        LastActivityUtc = random.Next(3) == 0 ? null : Start.AddHours(random.Next(24 * 90)),
                        ImportBatchId = random.Next(3) == 0 ? 7 : null,
                    }
                );
            }

            context.AddRange(Leads);
            await context.SaveChangesAsync();
        }

        public async Task DisposeAsync() => await _app.DisposeAsync();
    }
}
