using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests;

public sealed class PostgresTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task Database_Migrated_TakesBulkRowsByCopy()
    {
        await using (var context = Open())
        {
            await context.Database.MigrateAsync();
            Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        }

        await BulkWriterChecks.InsertsAndUpdatesAsync(Open);
    }

    private PostgresLeadContext Open() =>
        new(new DbContextOptionsBuilder<PostgresLeadContext>().UseNpgsql(server.ConnectionString).Options);
}
