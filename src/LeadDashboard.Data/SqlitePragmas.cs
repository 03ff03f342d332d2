using System.Data.Common;
using LeadDashboard.Data.Money;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LeadDashboard.Data;

/// <summary>
/// WAL keeps readers free while one writes. synchronous=FULL: in WAL mode NORMAL may lose the last commits on power
/// loss,
/// and an acknowledged outcome must not be lost.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Sql =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=60000; "
        + "PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=1000;";

    /// <summary>
    /// For a connection that writes a large file, until it is opened again: room for the pages that it writes to again
    /// and again, and fewer copies of them from the log to the database. NORMAL, because a chunk that a power loss
    /// takes away goes together with the place where the import goes on; what another connection commits is on the
    /// disk when that says so, with all that was written before it.
    /// </summary>
    internal const string LargeWrites =
        "PRAGMA cache_size=-65536; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=16000;";

    public static SqlitePragmas Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
        MoneyFunctions.AddTo(connection);
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
        MoneyFunctions.AddTo(connection);
    }
}
