using LeadDashboard.App.Caching;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Events;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using LeadDashboard.Data.Money;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Testing;

/// <summary>
/// A database in memory with four campaigns, their spend and a few leads, all figures easy to check by hand.
/// </summary>
public sealed class CampaignsDatabase : IDbContextFactory<LeadContext>, IDisposable
{
    public static readonly DateTime Now = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly DbContextOptions<SqliteLeadContext> _options;
    private readonly ServiceProvider _services;
    private int _leadCount;

    public CampaignsDatabase()
    {
        _connection.Open();
        MoneyFunctions.AddTo(_connection);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IDbContextFactory<LeadContext>>(this)
            .AddEvents()
            .AddCaching()
            .BuildServiceProvider();
        _options = new DbContextOptionsBuilder<SqliteLeadContext>().UseSqlite(_connection).Options;
        using var context = CreateDbContext();
        context.Database.EnsureCreated();
    }

    public LeadContext CreateDbContext() => new SqliteLeadContext(_options);

    public CampaignQueries Queries() =>
        new(this, Settings(), _services.GetRequiredService<ReportCache>(), new FixedClock());

    public SettingStore Settings() =>
        new(
            this,
            new FixedClock(),
            [SettingKind.For<CompanySettings>(Permission.EditSettings)],
            _services.GetRequiredService<EventHub>()
        );

    public void Dispose()
    {
        _services.Dispose();
        _connection.Dispose();
    }

    /// <summary>
    /// Search: 600.10 spent, 2 wins of 1500.25, 7 losses, 1 open worth 250. Fair: 1000 spent, 24 losses, 1 win of 400.
    /// Mail: 10 spent, 1 win of 5000 (one lead only). Quiet: no lead, 20 spent. No campaign: 3 open.
    /// </summary>
    public CampaignsDatabase Fill()
    {
        using var context = CreateDbContext();
        var search = Add(context, "Search", "Paid search");
        var fair = Add(context, "Fair", "Event");
        var mail = Add(context, "Mail", "E-mail");
        var quiet = Add(context, "Quiet", "Event");
        context.AddRange(
            new CampaignSpend
            {
                CampaignId = search,
                DayUtc = Day(10, 5),
                SpendAmount = 300.05m,
            },
            new CampaignSpend
            {
                CampaignId = search,
                DayUtc = Day(8, 5),
                SpendAmount = 300.05m,
            },
            new CampaignSpend
            {
                CampaignId = fair,
                DayUtc = Day(8, 7),
                SpendAmount = 1000,
            },
            new CampaignSpend
            {
                CampaignId = mail,
                DayUtc = Day(10, 7),
                SpendAmount = 10,
            },
            new CampaignSpend
            {
                CampaignId = quiet,
                DayUtc = Day(11, 1),
                SpendAmount = 20,
            }
        );
        AddLeads(context, search, LeadStatus.Won, Day(10, 6), 1, 1000.10m);
        AddLeads(context, search, LeadStatus.Won, Day(8, 6), 1, 500.15m);
        AddLeads(context, search, LeadStatus.Lost, Day(8, 9), 7);
        AddLeads(context, search, LeadStatus.Open, Day(11, 9), 1);
        AddLeads(context, fair, LeadStatus.Lost, Day(8, 8), 24);
        AddLeads(context, fair, LeadStatus.Won, Day(8, 8), 1, 400);
        AddLeads(context, mail, LeadStatus.Won, Day(10, 8), 1, 5000);
        AddLeads(context, null, LeadStatus.Open, Day(11, 2), 3);
        context.SaveChanges();
        return this;
    }

    public static DateTime Day(int month, int day) => new(2026, month, day, 0, 0, 0, DateTimeKind.Utc);

    private static int Add(LeadContext context, string name, string channel)
    {
        var campaign = new Campaign { Name = name, Channel = channel };
        context.Add(campaign);
        context.SaveChanges();
        return campaign.Id;
    }

    private void AddLeads(
        LeadContext context,
        int? campaignId,
        LeadStatus status,
        DateTime createdUtc,
        int count,
        decimal? wonAmount = null
    )
    {
        for (var i = 0; i < count; i++)
        {
            _leadCount++;
            context.Add(
                new Lead
                {
                    LeadKey = "id:" + _leadCount,
                    Name = "Lead " + _leadCount,
                    CampaignId = campaignId,
                    Status = status,
                    CreatedUtc = createdUtc.AddHours(i),
                    IsCreatedKnown = true,
                    ClosedUtc = status == LeadStatus.Open ? null : createdUtc.AddDays(3),
                    ValueAmount = 1000,
                    WonAmount = wonAmount,
                    Probability = status == LeadStatus.Open ? 0.25 : null,
                }
            );
        }
    }

    public sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
