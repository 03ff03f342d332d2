using System.Diagnostics;
using System.Globalization;
using LeadDashboard.Data;
using LeadDashboard.Data.Backup;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Data.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadDashboard.Benchmarks.Upgrade;

/// <summary>
/// A SQLite database of the first release, brought to this version: seconds per step and peak memory.
/// </summary>
internal static class UpgradeCommand
{
    private const string Initial = "20261122092912_Initial";

    public static async Task<int> RunAsync(string[] args)
    {
        var rowCount = args is [var rows, ..] ? int.Parse(rows, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("leads-upgrade-").FullName;
        try
        {
            await using (var old = Open(folder))
            {
                old.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
                await old.GetService<IMigrator>().MigrateAsync(Initial);
                await FillAsync(old, rowCount);
            }

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            var size = new FileInfo(Path.Combine(folder, "leads.db")).Length;
            Console.WriteLine($"{rowCount:N0} leads, activities; {size / 1_000_000:N0} MB before");
            await using var context = Open(folder);
            context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            var whole = Stopwatch.StartNew();
            await StepAsync("backup", () => DatabaseBackup.BeforeMigratingAsync(context, default));
            await StepAsync("migration", () => context.Database.MigrateAsync());
            await StepAsync("accounts", () => AccountBackfill.RunAsync(context, new BulkWriter(), default));
            var leads = await context.Leads.CountAsync();
            var accounts = await context.Accounts.CountAsync();
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(
                $"whole: {whole.Elapsed.TotalSeconds:F1} s, peak {process.PeakWorkingSet64 / 1_048_576:N0} MiB, "
                    + $"{leads:N0} leads, {accounts:N0} accounts"
            );
            return leads == rowCount ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StepAsync(string name, Func<Task> step)
    {
        var clock = Stopwatch.StartNew();
        await step();
        Console.WriteLine($"{name}: {clock.Elapsed.TotalSeconds:F1} s");
    }

    private static async Task FillAsync(LeadContext context, int rowCount)
    {
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Leads" ("LeadKey", "Name", "Email", "Phone", "Company", "Industry", "City", "Notes",
                "ValueAmount", "AttributesJson", "CreatedUtc", "IsCreatedKnown", "ActivityCount", "Status",
                "Probability", "ImportRowIndex")
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rowCount})
            SELECT 'mail:person' || i || '@company' || (i % 40000) || '.example', 'Person ' || i,
                'person' || i || '@company' || (i % 40000) || '.example', '+4930' || (1000000 + i),
                CASE WHEN i % 3 = 0 THEN NULL ELSE 'Company ' || (i % 50000) || ' GmbH' END, 'Trade', 'Berlin',
                'Met at the fair, wants to be called back next week about offer ' || i, i % 90000,
                json_object('plan', 'p' || (i % 7), 'visits', i % 40), '2026-01-01 00:00:00', 1, 1, i % 3,
                (i % 1000) / 1000.0, i
            FROM n
            """
        );
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Activities" ("LeadId", "Kind", "OccurredUtc", "Detail", "IsBot")
            SELECT "Id", "Id" % 9, '2026-02-01 00:00:00', 'Opened the mail', 0 FROM "Leads"
            """
        );
    }

    private static SqliteLeadContext Open(string folder) =>
        new(
            (DbContextOptions<SqliteLeadContext>)
                DataRegistration
                    .UseSqlite(
                        new DbContextOptionsBuilder<SqliteLeadContext>(),
                        DataRegistration.SqliteConnection(folder)
                    )
                    .Options
        );
}
