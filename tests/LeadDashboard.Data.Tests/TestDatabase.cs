using LeadDashboard.Core.Leads;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests;

/// <summary>A migrated SQLite file of its own, deleted at the end.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leads-data-").FullName;

    public string Folder => _folder;

    public LeadContext Open() =>
        new SqliteLeadContext(
            (DbContextOptions<SqliteLeadContext>)
                DataRegistration
                    .UseSqlite(
                        new DbContextOptionsBuilder<SqliteLeadContext>(),
                        DataRegistration.SqliteConnection(_folder)
                    )
                    .Options
        );

    public async Task InitializeAsync()
    {
        await using var context = Open();
        await context.Database.MigrateAsync();
    }

    public Task DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    public static Lead MakeLead(int number) =>
        new()
        {
            LeadKey = $"id:{number}",
            Name = $"Lead {number}",
            CreatedUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(number),
            IsCreatedKnown = true,
            ValueAmount = number + 0.25m,
            Status = number % 3 == 0 ? LeadStatus.Won : LeadStatus.Open,
        };
}
