using System.Diagnostics;
using LeadDashboard.App.Tests.Importing;
using LeadDashboard.Data;
using LeadDashboard.Data.Seeding;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Hosting;

/// <summary>
/// `kill -9` while a start brings the database up to date: the row with which EF locks its migrations is left behind,
/// and the next start comes up all the same.
/// </summary>
[Trait("Category", "Slow")]
public sealed class StartKillTests : IDisposable
{
    private const string Initial = "20261122092912_Initial";
    private const int OldLeads = 30_000;
    private const int Kills = 3;
    private static readonly TimeSpan LaterBy = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly string _root = Directory.CreateTempSubdirectory("leads-start-kill-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Start_KilledWhileMigrating_TheNextStartComesUp()
    {
        var killed = 0;
        for (var round = 0; killed < Kills; round++)
        {
            Assert.InRange(round, 0, 10 * Kills);
            var folder = Directory.CreateDirectory(Path.Combine(_root, $"round{round}")).FullName;
            if (await IsKilledWhileMigratingAsync(folder))
            {
                killed++;
            }

            await StartAgainAsync(folder);
            await using var services = ImportWorker.Services(folder);
            await using var context = await OpenAsync(services);
            Assert.Empty(await context.Database.GetPendingMigrationsAsync());
            Assert.Equal(3, await context.Roles.CountAsync());
            Assert.Equal("ok", Read(folder, "PRAGMA integrity_check"));
        }
    }

    /// <summary>
    /// A database of the first release, killed later and later in its upgrade: tables are built anew outside of one
    /// transaction, so that what a kill leaves is neither the old version nor the new one.
    /// </summary>
    [Fact]
    public async Task Upgrade_KilledHalfWay_TheNextStartKeepsEveryLead()
    {
        for (var round = 0; round < Kills; round++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_root, $"upgrade{round}")).FullName;
            await MakeOldAsync(folder);
            using (var worker = StartWorker(folder))
            {
                await MigratesOrEndsAsync(worker, folder);
                await Task.Delay(round * LaterBy);
                worker.Kill();
                await worker.WaitForExitAsync();
            }

            await StartAgainAsync(folder);
            await using var services = ImportWorker.Services(folder);
            await using var context = await OpenAsync(services);
            Assert.Empty(await context.Database.GetPendingMigrationsAsync());
            Assert.Equal(OldLeads, await context.Leads.CountAsync(lead => lead.Notes == "kept"));
            Assert.Equal("ok", Read(folder, "PRAGMA integrity_check"));
        }
    }

    private static async Task StartAgainAsync(string folder)
    {
        using var next = StartWorker(folder);
        using var timeout = new CancellationTokenSource(Longest);
        await next.WaitForExitAsync(timeout.Token);
        Assert.Equal(0, next.ExitCode);
    }

    private static Task<LeadContext> OpenAsync(ServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<LeadContext>>().CreateDbContextAsync();

    private static async Task MigratesOrEndsAsync(Process worker, string folder)
    {
        var since = Stopwatch.GetTimestamp();
        while (!worker.HasExited && !IsMigrating(folder))
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Longest, "The start neither migrates nor ends.");
            await Task.Yield();
        }
    }

    private static async Task MakeOldAsync(string folder)
    {
        await using var services = ImportWorker.Services(folder);
        await using var context = await OpenAsync(services);
        await context.GetService<IMigrator>().MigrateAsync(Initial);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Leads" ("LeadKey", "Name", "Company", "Notes", "AttributesJson", "CreatedUtc",
                "IsCreatedKnown", "ActivityCount", "Status", "ImportRowIndex")
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {OldLeads})
            SELECT 'id:' || i, 'Lead ' || i, 'Company ' || i, 'kept', {"{}"}, '2026-01-01 00:00:00', 1, 0, 0, i FROM n
            """
        );
        await context.Database.CloseConnectionAsync();
        SqliteConnection.ClearAllPools();
    }

    /// <returns>False when the process was too fast.</returns>
    private static async Task<bool> IsKilledWhileMigratingAsync(string folder)
    {
        using var worker = StartWorker(folder);
        await MigratesOrEndsAsync(worker, folder);
        worker.Kill();
        await worker.WaitForExitAsync();
        return IsMigrating(folder);
    }

    /// <summary>The lock of EF is there; nobody but a migration writes its row, and its end takes it away.</summary>
    private static bool IsMigrating(string folder) =>
        File.Exists(Path.Combine(folder, StartLock.FileName))
        && Read(folder, "SELECT COUNT(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'") is "1"
        && Read(folder, "SELECT COUNT(*) FROM \"__EFMigrationsLock\"") is "1";

    private static string? Read(string folder, string sql)
    {
        var path = Path.Combine(folder, "leads.db");
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar()?.ToString();
        }
        catch (SqliteException)
        {
            // The file is only just being made.
            return null;
        }
    }

    private static Process StartWorker(string folder) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ImportWorker).Assembly.Location, ImportWorker.Start, folder])
            {
                UseShellExecute = false,
            }
        )!;
}
