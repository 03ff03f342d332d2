using LeadDashboard.Core.Events;
using LeadDashboard.Data.Events;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests.Migrations;

public sealed class PostgresUpgradeTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task Upgrade_FromInitialWithRowsInEveryTable_KeepsEveryValue() =>
        await UpgradeChecks.KeepsEveryValueAsync(() => Open("upgrade"));

    [PostgresFact]
    public async Task Upgrade_TextLongerThanItsColumn_GoesToTheNotes()
    {
        await using (var context = Open("long"))
        {
            await OldDatabase.CreateAsync(context);
            await context.Database.ExecuteSqlAsync(
                $"UPDATE \"Leads\" SET \"Company\" = repeat('x', 500) WHERE \"Id\" = 1"
            );
        }

        await using (var context = Open("long"))
        {
            await context.Database.MigrateAsync();
        }

        await using var now = Open("long");
        var lead = await now.Leads.SingleAsync(candidate => candidate.Id == 1);
        Assert.Equal(new string('x', 400), lead.Company);
        Assert.EndsWith("Company: " + new string('x', 500), lead.Notes, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Model_AgainstTheMigrations_HasNoPendingChanges()
    {
        await using var context = Open("model");
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [PostgresFact]
    public async Task Read_SlowerTransactionCommitsLater_LosesNoEvent()
    {
        await using (var context = Open("outbox"))
        {
            await context.Database.MigrateAsync();
        }

        var reader = new OutboxReader(new Factory(() => Open("outbox")), TimeProvider.System);
        await using var slow = Open("outbox");
        await using var transaction = await slow.Database.BeginTransactionAsync();
        Outbox.Add(slow, EventKinds.LeadChanged, DateTime.UnixEpoch, entityId: 1);
        await slow.SaveChangesAsync();
        await using (var fast = Open("outbox"))
        {
            Outbox.Add(fast, EventKinds.LeadChanged, DateTime.UnixEpoch, entityId: 2);
            await fast.SaveChangesAsync();
        }

        var seen = new List<int?>();
        await ReadAsync();
        await transaction.CommitAsync();
        await ReadAsync();
        Assert.Equal([1, 2], seen.Order());

        async Task ReadAsync()
        {
            foreach (var entry in await reader.ReadAsync("test", 10))
            {
                seen.Add(entry.EntityId);
                await reader.MoveAsync("test", entry);
            }
        }
    }

    private PostgresLeadContext Open(string database) =>
        new(
            new DbContextOptionsBuilder<PostgresLeadContext>()
                .UseNpgsql(server.ConnectionString.Replace("=leads", "=" + database, StringComparison.Ordinal))
                .Options
        );

    private sealed class Factory(Func<LeadContext> open) : IDbContextFactory<LeadContext>
    {
        public LeadContext CreateDbContext() => open();
    }
}
