using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Backup;

/// <summary>A copy of the SQLite file before migrations change it.</summary>
public static class DatabaseBackup
{
    /// <summary>Times the size of the file: the copy, the tables that are built anew, and the log of both.</summary>
    private const int RoomFactor = 3;

    /// <summary>Names and columns of the tables; the lock of EF comes and goes.</summary>
    private const string Tables =
        "SELECT group_concat(name || ' ' || sql, char(10)) FROM (SELECT name, sql FROM sqlite_master "
        + "WHERE type = 'table' AND name <> '__EFMigrationsLock' ORDER BY name)";

    /// <summary>
    /// Nothing where no migration waits or the database is new. SQLite builds tables anew outside of the transaction
    /// of a migration, so that one which was killed half-way cannot be repeated: what it left is then replaced by the
    /// copy that was made before it began.
    /// </summary>
    /// <returns>Path of the copy; null = none was needed.</returns>
    /// <exception cref="DatabaseProblemException">The file is damaged, or there is no room for the copy.</exception>
    public static async Task<string?> BeforeMigratingAsync(LeadContext context, CancellationToken cancellationToken)
    {
        if (context is not SqliteLeadContext)
        {
            return null;
        }

        try
        {
            return await CopyAsync(context, cancellationToken);
        }
        catch (SqliteException fault) when (DatabaseCheck.Explain(fault, DatabaseCheck.PathOf(context)) is { } message)
        {
            throw new DatabaseProblemException(message, fault);
        }
    }

    private static async Task<string?> CopyAsync(LeadContext context, CancellationToken cancellationToken)
    {
        if (
            !(await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Any()
            || (await context.Database.GetPendingMigrationsAsync(cancellationToken)).LastOrDefault() is not { } target
        )
        {
            return null;
        }

        var path = DatabaseCheck.PathOf(context);
        var copy = $"{path}.before-{target}";
        if (!File.Exists(path))
        {
            return null;
        }

        if (File.Exists(copy))
        {
            if (await RestoreAsync(context, copy, cancellationToken))
            {
                return copy;
            }

            // The attempt before left nothing behind, and what was written since is not in its copy.
            File.Delete(copy);
        }

        await DatabaseCheck.EnsureSoundAsync(context, cancellationToken);
        EnsureRoom(path, new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace);
        await context.Database.OpenConnectionAsync(cancellationToken);
        var unfinished = copy + ".part";
        File.Delete(unfinished);
        await using (var into = new SqliteConnection($"Data Source={unfinished};Pooling=False"))
        {
            await into.OpenAsync(cancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            ((SqliteConnection)context.Database.GetDbConnection()).BackupDatabase(into);
        }

        File.Move(unfinished, copy);
        return copy;
    }

    /// <returns>False where the tables are those of the copy: no migration has begun since.</returns>
    private static async Task<bool> RestoreAsync(LeadContext context, string copy, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var now = (SqliteConnection)context.Database.GetDbConnection();
        await using var before = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
        await before.OpenAsync(cancellationToken);
        if (await TablesAsync(now, cancellationToken) == await TablesAsync(before, cancellationToken))
        {
            return false;
        }

        // One transaction of SQLite: a kill leaves what was there, and the next start does it again.
        before.BackupDatabase(now);
        await context.Database.CloseConnectionAsync();
        return true;
    }

    private static async Task<string?> TablesAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Tables;
        return (await command.ExecuteScalarAsync(cancellationToken)) as string;
    }

    /// <param name="free">Bytes.</param>
    internal static void EnsureRoom(string path, long free)
    {
        var needed = RoomFactor * new FileInfo(path).Length;
        if (free < needed)
        {
            throw new DatabaseProblemException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The database {path} must be brought to a new version, which takes a copy and room to work: "
                        + $"{needed / 1_000_000} MB are needed on its disk, {free / 1_000_000} MB are free. Nothing "
                        + $"was changed. Make room or move the data folder (Data:Folder), then start again."
                )
            );
        }
    }
}
