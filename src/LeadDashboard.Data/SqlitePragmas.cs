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
        + "PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;";

    /// <summary>
    /// Every connection of the pool keeps its pages; one that writes a large file may have more of them, until it is
    /// opened again.
    /// </summary>
    internal const string LargeWrites = "PRAGMA cache_size=-65536;";

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
