using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace LeadDashboard.Data.Seeding;

/// <summary>
/// Held by the one process that brings the database up to date: for SQLite an exclusively opened file in the data
/// folder, for PostgreSQL an advisory lock of the connection. The operating system, or the server, frees both when the
/// process ends, however it ends.
/// </summary>
internal sealed class StartLock : IAsyncDisposable
{
    /// <summary>Lies beside the database; empty, and may be deleted while no process starts.</summary>
    public const string FileName = "start.lock";

    /// <summary>Migrating a million leads takes less.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Names the lock on PostgreSQL; any fixed number.</summary>
    private const long Key = 7_220_020;

    private readonly FileStream? _file;
    private readonly LeadContext? _context;

    private StartLock(FileStream? file, LeadContext? context) => (_file, _context) = (file, context);

    /// <exception cref="TimeoutException">Another process held it for <see cref="Longest"/>.</exception>
    public static async Task<StartLock> TakeAsync(
        LeadContext context,
        DataFolder folder,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var isSqlite = context.Database.IsSqlite();
        var path = Path.Combine(folder.Path, FileName);
        var since = time.GetTimestamp();
        if (!isSqlite)
        {
            await CreateIfMissingAsync(context, cancellationToken);
        }

        while (true)
        {
            var taken = isSqlite ? TakeFile(path) : await TakeAdvisoryAsync(context, cancellationToken);
            if (taken is not null)
            {
                return taken;
            }

            if (time.GetElapsedTime(since) >= Longest)
            {
                throw new TimeoutException(
                    (
                        isSqlite
                            ? $"Another process has held {path} for {Longest.TotalMinutes:0} minutes"
                            : "Another process has held the start lock of the PostgreSQL database for "
                                + $"{Longest.TotalMinutes:0} minutes"
                    )
                        + " while it brings the database up to date. Wait until it is done, or end that process "
                        + "and start this one again; the lock goes with it."
                );
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>
    /// Takes away the row with which EF locks its migrations on SQLite: whoever wrote it was killed, as nobody migrates
    /// without this lock. EF would wait for it for ever.
    /// </summary>
    public static async Task RemoveStaleRowAsync(LeadContext context, CancellationToken cancellationToken)
    {
        if (context.Database.IsSqlite() && await HasLockTableAsync(context, cancellationToken))
        {
            await context.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            await _file.DisposeAsync();
        }

        if (_context is not null)
        {
            await _context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Key})");
            await _context.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Nobody else's business: readable by the account of the program alone.</summary>
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static StartLock? TakeFile(string path)
    {
        try
        {
            return new StartLock(new FileStream(path, Options()), null);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    private static async Task<StartLock?> TakeAdvisoryAsync(LeadContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var isTaken = await context
            .Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Key}) AS \"Value\"")
            .SingleAsync(cancellationToken);
        if (isTaken)
        {
            return new StartLock(null, context);
        }

        await context.Database.CloseConnectionAsync();
        return null;
    }

    /// <summary>The lock is held by a connection, and there is none to a database that does not exist yet.</summary>
    private static async Task CreateIfMissingAsync(LeadContext context, CancellationToken cancellationToken)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException fault)
            when (fault.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node that starts at the same moment was faster.
        }
    }

    private static async Task<bool> HasLockTableAsync(LeadContext context, CancellationToken cancellationToken) =>
        await context
            .Database.SqlQuery<int>(
                $"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'"
            )
            .SingleAsync(cancellationToken) > 0;
}
