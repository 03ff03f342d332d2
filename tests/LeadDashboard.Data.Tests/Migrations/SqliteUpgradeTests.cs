using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests.Migrations;

public sealed class SqliteUpgradeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leads-upgrade-").FullName;

    [Fact]
    public async Task Upgrade_FromInitialWithRowsInEveryTable_KeepsEveryValue()
    {
        await UpgradeChecks.KeepsEveryValueAsync(Open);
        await using var context = Open();
        Assert.Empty(await OldDatabase.ReadAsync(context, "PRAGMA foreign_key_check"));
        Assert.Equal("ok", (await OldDatabase.ReadAsync(context, "PRAGMA integrity_check"))[0]["integrity_check"]);
        Assert.Equal(123.41m, (await context.Leads.SingleAsync(lead => lead.Id == 1)).ValueAmount);
    }

    [Fact]
    public async Task Model_AgainstTheMigrations_HasNoPendingChanges()
    {
        await using var context = Open();
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Amount_WithThreeDecimals_IsKeptExactly()
    {
        await using (var context = Open())
        {
            await context.Database.MigrateAsync();
            context.Leads.Add(
                new Lead
                {
                    LeadKey = "id:1",
                    Name = "A",
                    ValueAmount = 1.239m,
                }
            );
            await context.SaveChangesAsync();
        }

        await using var again = Open();
        Assert.Equal(1.239m, (await again.Leads.SingleAsync()).ValueAmount);
    }

    [Fact]
    public async Task Save_RowChangedMeanwhile_IsRefused()
    {
        await using (var context = Open())
        {
            await context.Database.MigrateAsync();
            context.Teams.Add(new Team { Name = "North" });
            await context.SaveChangesAsync();
        }

        await using var first = Open();
        await using var second = Open();
        (await first.Teams.SingleAsync()).Name = "South";
        (await second.Teams.SingleAsync()).Name = "West";
        await first.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());
        await using var third = Open();
        Assert.Equal("South", (await third.Teams.SingleAsync()).Name);
    }

    [Fact]
    public async Task Lead_PointingToARowThatIsNotThere_IsRefused()
    {
        await using var context = Open();
        await context.Database.MigrateAsync();
        context.Leads.Add(
            new Lead
            {
                LeadKey = "id:1",
                Name = "A",
                CampaignId = 77,
            }
        );
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private LeadContext Open() =>
        new SqliteLeadContext(
            (DbContextOptions<SqliteLeadContext>)
                DataRegistration
                    .UseSqlite(
                        new DbContextOptionsBuilder<SqliteLeadContext>(),
                        DataRegistration.SqliteConnection(_folder)
                    )
                    .Options
        );
}
