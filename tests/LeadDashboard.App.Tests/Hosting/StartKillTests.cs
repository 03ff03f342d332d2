using System.Diagnostics;
using LeadDashboard.App.Tests.Importing;
using LeadDashboard.Data;
using LeadDashboard.Data.Seeding;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Hosting;

/// <summary>
/// `kill -9` while a start brings the database up to date: the row with which EF locks its migrations is left behind,
/// and the next start comes up all the same.
/// </summary>
[Trait("Category", "Slow")]
public sealed class StartKillTests : IDisposable
{
    private const int Kills = 3;
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

            using (var next = StartWorker(folder))
            {
                using var timeout = new CancellationTokenSource(Longest);
                await next.WaitForExitAsync(timeout.Token);
                Assert.Equal(0, next.ExitCode);
            }

            await using var services = ImportWorker.Services(folder);
            await using var context = await services
                .GetRequiredService<IDbContextFactory<LeadContext>>()
                .CreateDbContextAsync();
            Assert.Empty(await context.Database.GetPendingMigrationsAsync());
            Assert.Equal(3, await context.Roles.CountAsync());
            Assert.Equal("ok", Read(folder, "PRAGMA integrity_check"));
        }
    }

    /// <returns>False when the process was too fast.</returns>
    private static async Task<bool> IsKilledWhileMigratingAsync(string folder)
    {
        using var worker = StartWorker(folder);
        var since = Stopwatch.GetTimestamp();
        while (!worker.HasExited && !IsMigrating(folder))
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < Longest, "The start neither migrates nor ends.");
            await Task.Yield();
        }

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
