using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Core.Segments;
using LeadDashboard.Core.Settings;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

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

    private SettingStore Store() => new(_database, new CampaignsDatabase.FixedClock(), []);
}
