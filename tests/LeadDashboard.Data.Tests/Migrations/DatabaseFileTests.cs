using LeadDashboard.Core.Leads;
using LeadDashboard.Data.Backup;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Data.Seeding;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests.Migrations;

/// <summary>A file that cannot be used says so, and is not touched (fault R9).</summary>
public sealed class DatabaseFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("leads-file-").FullName;

    private string FilePath => Path.Combine(_folder, "leads.db");

    [Fact]
    public async Task Start_FileThatIsNoDatabase_NamesItAndTheWayOut()
    {
        await File.WriteAllTextAsync(FilePath, new string('x', 10_000));
        await using var context = Open();
        var problem = await Assert.ThrowsAsync<DatabaseProblemException>(() =>
            DatabaseCheck.EnsureUsableAsync(context, default)
        );
        Assert.Contains(FilePath, problem.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", problem.Message, StringComparison.Ordinal);
        Assert.Contains("backup", problem.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 10_000), await File.ReadAllTextAsync(FilePath));
    }

    [Fact]
    public async Task Start_DamagedPages_IsRefusedBeforeTheMigration()
    {
        await MigrateToInitialAsync(rows: 2_000);
        await using (var file = File.Open(FilePath, FileMode.Open))
        {
            file.Position = 40 * 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 30 * 4096).ToArray());
        }

        await using var context = Open();
        var problem = await Assert.ThrowsAsync<DatabaseProblemException>(() =>
            DatabaseBackup.BeforeMigratingAsync(context, default)
        );
        Assert.Contains("damaged", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, "*.before-*"));
    }

    [Fact]
    public async Task Start_ReadOnlyFile_SaysThatItMustBeWritable()
    {
        await MigrateToInitialAsync(rows: 1);
        await using var context = Open(";Mode=ReadOnly");
        var problem = await Assert.ThrowsAsync<DatabaseProblemException>(() =>
            DatabaseCheck.EnsureUsableAsync(context, default)
        );
        Assert.Contains("not written", problem.Message, StringComparison.Ordinal);
        Assert.Contains(FilePath, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DiskThatCannotKeepAWriteAheadLog_SaysWhatToDo()
    {
        await using var context = Open(";Vfs=unix-dotfile");
        var problem = await Assert.ThrowsAsync<DatabaseProblemException>(() =>
            DatabaseCheck.EnsureUsableAsync(context, default)
        );
        Assert.Contains("journal_mode=delete", problem.Message, StringComparison.Ordinal);
        Assert.Contains("local disk", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_OldDatabase_LeavesACopyOfWhatItWas()
    {
        await MigrateToInitialAsync(rows: 3);
        await using (var context = Open())
        {
            await InitializeAsync(context);
        }

        var copy = Assert.Single(Directory.GetFiles(_folder, "leads.db.before-*"));
        await using var old = new SqliteConnection($"Data Source={copy};Pooling=False");
        await old.OpenAsync();
        await using var command = old.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM Leads) || ' ' || (SELECT count(*) FROM ImportChanges)";
        Assert.Equal("3 0", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Initialize_NewOrCurrentDatabase_MakesNoCopy()
    {
        await using (var context = Open())
        {
            await InitializeAsync(context);
            await InitializeAsync(context);
        }

        Assert.Empty(Directory.GetFiles(_folder, "leads.db.before-*"));
    }

    [Fact]
    public async Task BeforeMigrating_TooLittleRoom_SaysHowMuchIsNeeded()
    {
        await MigrateToInitialAsync(rows: 1);
        var problem = Assert.Throws<DatabaseProblemException>(() => DatabaseBackup.EnsureRoom(FilePath, 1_000));
        Assert.Contains("0 MB are free", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backfill_OldLeads_GetAccountsByCompanyElseByBusinessMail()
    {
        await using var context = Open();
        await context.Database.MigrateAsync();
        context.Leads.AddRange(
            MakeLead(1, "Acme GmbH", "ann@acme.example"),
            MakeLead(2, "ACME GmbH", null),
            MakeLead(3, null, "bob@beta.example"),
            MakeLead(4, null, "carl@gmail.com"),
            MakeLead(5, null, "dan@beta.example")
        );
        await context.SaveChangesAsync();

        await AccountBackfill.RunAsync(context, new BulkWriter(), default);

        var accounts = await context.Accounts.OrderBy(account => account.Id).ToListAsync();
        Assert.Equal(["Acme GmbH", "beta.example"], accounts.Select(account => account.Name));
        Assert.Equal("acme.example", accounts[0].Domain);
        var given = await context.Leads.OrderBy(lead => lead.Id).Select(lead => lead.AccountId).ToListAsync();
        Assert.Equal([accounts[0].Id, accounts[0].Id, accounts[1].Id, null, accounts[1].Id], given);

        // What has no account later was left so by a person or an import: the backfill is done once.
        await context.Leads.ExecuteUpdateAsync(set => set.SetProperty(lead => lead.AccountId, (int?)null));
        await AccountBackfill.RunAsync(context, new BulkWriter(), default);
        Assert.False(await context.Leads.AnyAsync(lead => lead.AccountId != null));
    }

    /// <summary>A table of the migration is there, its entry in the history is not: as a kill leaves it.</summary>
    [Fact]
    public async Task Start_MigrationKilledHalfWay_BeginsAnewFromTheCopy()
    {
        await MigrateToInitialAsync(rows: 3);
        await using (var killed = Open())
        {
            Assert.NotNull(await DatabaseBackup.BeforeMigratingAsync(killed, default));
            await killed.Database.ExecuteSqlAsync($"CREATE TABLE \"Teams\" (\"Id\" INTEGER)");
            await killed.Database.ExecuteSqlAsync($"DELETE FROM \"Leads\" WHERE \"LeadKey\" = 'id:1'");
        }

        await using var context = Open();
        await InitializeAsync(context);

        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        Assert.Equal(["id:0", "id:1", "id:2"], await context.Leads.Select(lead => lead.LeadKey).Order().ToListAsync());
        Assert.Equal(0, await context.Teams.CountAsync());
    }

    /// <summary>Somebody went on working with the version before: the copy of then is not put back over it.</summary>
    [Fact]
    public async Task Start_AttemptThatChangedNoTable_KeepsWhatWasWrittenSince()
    {
        await MigrateToInitialAsync(rows: 1);
        await using (var earlier = Open())
        {
            Assert.NotNull(await DatabaseBackup.BeforeMigratingAsync(earlier, default));
            await earlier.Database.ExecuteSqlAsync($"UPDATE \"Leads\" SET \"Name\" = 'Written since'");
        }

        await using var context = Open();
        await InitializeAsync(context);

        Assert.Equal("Written since", (await context.Leads.SingleAsync()).Name);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static Lead MakeLead(int number, string? company, string? email) =>
        new()
        {
            LeadKey = $"id:{number}",
            Name = $"Lead {number}",
            Company = company,
            Email = email,
        };

    private static async Task InitializeAsync(LeadContext context)
    {
        await DatabaseCheck.EnsureUsableAsync(context, default);
        await DatabaseBackup.BeforeMigratingAsync(context, default);
        await context.Database.MigrateAsync();
    }

    private async Task MigrateToInitialAsync(int rows)
    {
        await using var context = Open();
        await OldDatabase.MigrateAsync(context);
        for (var i = 0; i < rows; i++)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Leads" ("LeadKey", "Name", "Notes", "AttributesJson", "CreatedUtc", "IsCreatedKnown",
                    "ActivityCount", "Status", "ImportRowIndex")
                VALUES ({"id:" + i}, {"Lead " + i}, {new string('n', 300)}, {"{}"}, '2026-01-01 00:00:00', 1, 0, 0, 0)
                """
            );
        }

        await context.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
        await context.Database.CloseConnectionAsync();
        SqliteConnection.ClearAllPools();
    }

    private SqliteLeadContext Open(string more = "") =>
        new(
            (DbContextOptions<SqliteLeadContext>)
                DataRegistration
                    .UseSqlite(
                        new DbContextOptionsBuilder<SqliteLeadContext>(),
                        DataRegistration.SqliteConnection(_folder) + more
                    )
                    .Options
        );
}
