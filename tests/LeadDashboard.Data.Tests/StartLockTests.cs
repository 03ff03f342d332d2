using LeadDashboard.Data.Seeding;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.Data.Tests;

/// <summary>A start that was killed must not stop the next one.</summary>
public sealed class StartLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lead-start-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Initialize_KilledStartLeftItsLockRowInAnEmptyDatabase_MigratesAllTheSame()
    {
        await using var services = Services(TimeProvider.System);
        await LeaveLockRowAsync(services);
        await InitializeAsync(services).WaitAsync(TimeSpan.FromMinutes(1));

        await using var context = Context(services);
        Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        Assert.Equal(3, await context.Roles.CountAsync());
    }

    [Fact]
    public async Task Initialize_LockRowInAnUpToDateDatabase_StartsWithoutWaiting()
    {
        await using var services = Services(TimeProvider.System);
        await InitializeAsync(services);
        await LeaveLockRowAsync(services);

        await InitializeAsync(services).WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Initialize_AnotherProcessHoldsTheLock_EndsWithWhatToDo()
    {
        var time = new FakeTimeProvider();
        await using var services = Services(time);
        await using var held = new FileStream(
            Path.Combine(_folder, StartLock.FileName),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None
        );

        var start = InitializeAsync(services);
        while (!start.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var refusal = await Assert.ThrowsAsync<TimeoutException>(() => start);
        Assert.Contains(Path.Combine(_folder, StartLock.FileName), refusal.Message, StringComparison.Ordinal);
        Assert.Contains("end that process", refusal.Message, StringComparison.Ordinal);
        Assert.InRange((time.GetUtcNow() - time.Start).TotalSeconds, StartLock.Longest.TotalSeconds, double.MaxValue);
    }

    [Fact]
    public async Task Initialize_HolderEnds_GoesOn()
    {
        var time = new FakeTimeProvider();
        await using var services = Services(time);
        var held = new FileStream(
            Path.Combine(_folder, StartLock.FileName),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None
        );
        var start = InitializeAsync(services);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(start.IsCompleted);
        await held.DisposeAsync();
        while (!start.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await start;
        await using var context = Context(services);
        Assert.Equal(3, await context.Roles.CountAsync());
    }

    private ServiceProvider Services(TimeProvider time) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddLeadData(new DataOptions(), _folder)
            .BuildServiceProvider();

    private static LeadContext Context(IServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<LeadContext>>().CreateDbContext();

    private static async Task InitializeAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(CancellationToken.None);
    }

    /// <summary>What `kill -9` in the middle of a migration leaves: the row that EF takes its lock with.</summary>
    private static async Task LeaveLockRowAsync(IServiceProvider services)
    {
        await using var context = Context(services);
        await context.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" (
                "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-11-26 10:00:00+00:00');
            """
        );
    }
}
