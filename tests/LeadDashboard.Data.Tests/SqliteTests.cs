using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Data.Seeding;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests;

public sealed class SqliteTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public Task BulkWriter_ThousandLeads_AreInsertedAndUpdated() =>
        BulkWriterChecks.InsertsAndUpdatesAsync(database.Open);

    [Fact]
    public void Model_AgainstMigrations_HasNoPendingChange()
    {
        using var context = database.Open();

        Assert.False(
            context.Database.HasPendingModelChanges(),
            "Run `dotnet run --project src/LeadDashboard.Cli -- add-migration NAME`."
        );
    }

    [Fact]
    public void PostgresModel_AgainstMigrations_HasNoPendingChange()
    {
        using var context = new PostgresLeadContext(
            new DbContextOptionsBuilder<PostgresLeadContext>().UseNpgsql("Host=localhost").Options
        );

        Assert.False(
            context.Database.HasPendingModelChanges(),
            "Run `dotnet run --project src/LeadDashboard.Cli -- add-migration NAME`."
        );
    }

    [Fact]
    public async Task Connection_Pragmas_KeepAcknowledgedWrites()
    {
        await using var context = database.Open();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();

        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync());
        command.CommandText = "PRAGMA synchronous";
        Assert.Equal(2L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task BulkInsert_ExceptionMidway_WritesNothing()
    {
        await using var context = database.Open();
        var before = await context.FieldDefinitions.CountAsync();
        var rows = Enumerable
            .Range(0, 10)
            .Select(i => new Core.Leads.FieldDefinition { Name = i == 9 ? "field 0" : $"field {i}" });

        await Assert.ThrowsAnyAsync<Exception>(() =>
            new BulkWriter().InsertAsync(context, rows, CancellationToken.None)
        );
        await using var after = database.Open();
        Assert.Equal(before, await after.FieldDefinitions.CountAsync());
    }

    [Fact]
    public async Task Initializer_Twice_MakesThreeRolesOnce()
    {
        var initializer = new DatabaseInitializer(
            new Factory(database),
            new DataFolder(database.Folder),
            TimeProvider.System
        );
        await initializer.InitializeAsync(CancellationToken.None);
        await initializer.InitializeAsync(CancellationToken.None);

        await using var context = database.Open();
        Assert.Equal(
            ["Admin", "MarketingManager", "SalesRep"],
            await context.Roles.Select(role => role.Name!).OrderBy(name => name).ToListAsync()
        );
    }

    private sealed class Factory(TestDatabase database) : IDbContextFactory<LeadContext>
    {
        public LeadContext CreateDbContext() => database.Open();
    }
}
