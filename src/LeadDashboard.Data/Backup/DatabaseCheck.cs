using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Backup;

/// <summary>Looks at the SQLite file before the program relies on it. PostgreSQL looks after itself.</summary>
public static class DatabaseCheck
{
    /// <summary>On a file that can only be read, SQLite opens the transaction and refuses its first write.</summary>
    private const string WriteCheck = "BEGIN IMMEDIATE; CREATE TABLE \"__WriteCheck\" (Id INTEGER); ROLLBACK";

    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    /// <summary>Opens the file, takes and gives back the right to write, and reads how it is kept.</summary>
    /// <exception cref="DatabaseProblemException">It cannot be used; the message names the way out.</exception>
    public static async Task EnsureUsableAsync(LeadContext context, CancellationToken cancellationToken)
    {
        if (context is not SqliteLeadContext)
        {
            return;
        }

        var path = PathOf(context);
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            var journal = await ScalarAsync(context, "PRAGMA journal_mode", cancellationToken);
            if (journal is not ("wal" or "memory"))
            {
                throw new DatabaseProblemException(
                    $"The database {path} is kept with journal_mode={journal}; 'wal' is expected, so that readers and "
                        + "the writer do not wait for each other. Network folders and some container volumes cannot do "
                        + "that: move the data folder (Data:Folder) to a local disk, then start again."
                );
            }

            await ScalarAsync(context, WriteCheck, cancellationToken);
            await ScalarAsync(context, "SELECT count(*) FROM sqlite_master", cancellationToken);
        }
        catch (SqliteException fault) when (Explain(fault, path) is { } message)
        {
            throw new DatabaseProblemException(message, fault);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Reads the whole file; for the moment before it is changed as a whole.</summary>
    /// <exception cref="DatabaseProblemException">A page of it is damaged.</exception>
    public static async Task EnsureSoundAsync(LeadContext context, CancellationToken cancellationToken)
    {
        var path = PathOf(context);
        string? found;
        try
        {
            found = await ScalarAsync(context, "PRAGMA quick_check(1)", cancellationToken);
        }
        catch (SqliteException fault) when (Explain(fault, path) is { } message)
        {
            throw new DatabaseProblemException(message, fault);
        }

        if (found != "ok")
        {
            throw new DatabaseProblemException(Damaged(path, found ?? "nothing"));
        }
    }

    /// <summary>null where the fault is not one of the file.</summary>
    public static string? Explain(SqliteException fault, string path) =>
        fault.SqliteErrorCode switch
        {
            Corrupt or NoDatabase => Damaged(path, fault.Message),
            ReadOnly => $"The database {path} can be read but not written ({fault.Message}). The account that runs the "
                + "program needs the right to write the file and its folder (for the files ending in -wal and -shm): "
                + "give it that right, or name another folder in Data:Folder, then start again.",
            CannotOpen => $"The database {path} cannot be opened ({fault.Message}). The folder must exist and the "
                + "account that runs the program must be allowed to read and write it: check Data:Folder.",
            Full =>
                $"The disk that holds the database {path} is full ({fault.Message}). Nothing was changed. Make room "
                    + "on it or move the data folder (Data:Folder), then start again.",
            _ => null,
        };

    internal static string PathOf(LeadContext context) =>
        Path.GetFullPath(((SqliteConnection)context.Database.GetDbConnection()).DataSource);

    private static string Damaged(string path, string found) =>
        $"The database {path} is damaged or no SQLite database ({found}). Nothing was changed. Stop the program, move "
        + $"the file and those ending in -wal and -shm elsewhere, and put the newest backup in its place: copies named "
        + $"{Path.GetFileName(path)}.before-... lie beside it. 'sqlite3 FILE \".recover\"' saves what can be read of "
        + "a damaged file.";

    private static async Task<string?> ScalarAsync(LeadContext context, string sql, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        var value = await command.ExecuteScalarAsync(cancellationToken);
        return Convert.ToString(value, CultureInfo.InvariantCulture);
    }
}
