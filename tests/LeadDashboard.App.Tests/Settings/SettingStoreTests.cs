using LeadDashboard.App.Events;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Core.Segments;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data.History;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadDashboard.App.Tests.Settings;

public sealed class SettingStoreTests : IDisposable
{
    private readonly CampaignsDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Read_NothingSaved_GivesTheDefaults()
    {
        Assert.Equal(new CompanySettings(), await Store().ReadAsync<CompanySettings>());
        Assert.Null(await Store().FindAsync<SegmentLimits>());
    }

    [Fact]
    public async Task Write_EachRecord_ComesBackInAnotherProcess()
    {
        var company = new CompanySettings { Name = "王氏 & Söhne \"GmbH\"", Currency = "CNY" };
        var limits = new SegmentLimits(0.615, 0.1);
        var retrain = new RetrainOptions
        {
            IsAutomatic = false,
            MinNewOutcomes = 7,
            Every = TimeSpan.FromHours(36),
        };
        var store = Store();
        await store.WriteAsync(company, Actor.System);
        await store.WriteAsync(limits, Actor.System);
        await store.WriteAsync(retrain, Actor.System);

        foreach (var reader in new[] { store, Store() })
        {
            Assert.Equal(company, await reader.ReadAsync<CompanySettings>());
            Assert.Equal(limits, await reader.FindAsync<SegmentLimits>());
            Assert.Equal(retrain, await reader.ReadAsync<RetrainOptions>());
        }
    }

    [Fact]
    public async Task Write_Twice_KeepsOneRowAndWhoChangedItWhen()
    {
        await Store().WriteAsync(new CompanySettings { Name = "First" }, Actor.System);
        await Store().WriteAsync(new CompanySettings { Name = "Second" }, TestApp.ActorOf(Role.Admin));

        await using var context = _database.CreateDbContext();
        var row = await context.Settings.SingleAsync();
        Assert.Equal(
            ("CompanySettings", TestApp.ActorOf(Role.Admin).UserId, CampaignsDatabase.Now),
            (row.Key, row.ChangedById, row.ChangedUtc)
        );
        Assert.Equal("Second", (await Store().ReadAsync<CompanySettings>()).Name);
    }

    [Fact]
    public async Task Write_Record_IsInTheAuditAndTheOutbox()
    {
        var admin = TestApp.ActorOf(Role.Admin);

        await Store().WriteAsync(new SegmentLimits(0.6, 0.3), admin);

        await using var context = _database.CreateDbContext();
        var told = await context.OutboxEvents.SingleAsync();
        var entry = await context.AuditEntries.SingleAsync();
        Assert.Equal((EventKinds.SettingsChanged, "{\"Key\":\"SegmentLimits\"}"), (told.Kind, told.PayloadJson));
        Assert.Equal(
            (admin.UserId, "settings.change", "SegmentLimits"),
            (entry.ActorId, entry.Action, entry.EntityKind)
        );
        Assert.Null(await AuditCheck.FirstBrokenAsync(context, CancellationToken.None));
    }

    [Fact]
    public async Task Read_ChangedByAnotherProcess_IsNewAsSoonAsTheEventIsHeard()
    {
        await using var host = await JobHost.StartAsync(Configure);
        await using var other = host.Restart(Configure);
        var follower = host.Services.GetRequiredService<EventFollower>();
        await follower.FollowAsync(CancellationToken.None);
        var store = host.Services.GetRequiredService<SettingStore>();
        Assert.Null(await store.FindAsync<SegmentLimits>());

        await other.Services.GetRequiredService<SettingStore>().WriteAsync(new SegmentLimits(0.6, 0.3), Actor.System);
        await follower.FollowAsync(CancellationToken.None);

        Assert.Equal(new SegmentLimits(0.6, 0.3), await store.FindAsync<SegmentLimits>());
    }

    private static void Configure(IServiceCollection services) => services.AddEvents().AddSingleton<SettingStore>();

    private SettingStore Store() =>
        new(_database, new CampaignsDatabase.FixedClock(), [], new EventHub(NullLogger<EventHub>.Instance));
}
