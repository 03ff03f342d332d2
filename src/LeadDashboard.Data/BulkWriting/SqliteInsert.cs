using Microsoft.Data.Sqlite;

namespace LeadDashboard.Data.BulkWriting;

/// <summary>
/// Inserts rows, several with each run of a prepared statement: the key sequence of a table is then read and written
/// once for all of them.
/// Runs inside whatever transaction the connection has open. The key that a row gets is written back to it.
/// </summary>
internal sealed class SqliteInsert<T>(
    SqliteConnection connection,
    string table,
    IReadOnlyList<string> columns,
    IReadOnlyList<SqliteBinder<T>> binders,
    Action<T, int>? setKey
)
    where T : class
{
    private const int CancelEvery = 1_000;

    /// <summary>More of them make the statement slower to prepare, and save less and less.</summary>
    private const int RowsAtOnce = 16;

    public void Run(IEnumerable<T> rows, CancellationToken cancellationToken)
    {
        SqliteStatement? several = null;
        var group = new List<T>(RowsAtOnce);
        try
        {
            var count = 0;
            foreach (var row in rows)
            {
                if (count++ % CancelEvery == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                group.Add(row);
                if (group.Count == RowsAtOnce)
                {
                    several ??= Prepare(RowsAtOnce);
                    Insert(several, group);
                    group.Clear();
                }
            }

            if (group.Count > 0)
            {
                using var rest = Prepare(group.Count);
                Insert(rest, group);
            }
        }
        finally
        {
            several?.Dispose();
        }
    }

    /// <summary>
    /// OR FAIL: a statement that breaks a constraint need not take back its first rows, because whoever called takes
    /// back the transaction;
    /// with that promise SQLite keeps no copy of the pages that the statement touches.
    /// </summary>
    private SqliteStatement Prepare(int rowCount)
    {
        var values = $"({string.Join(", ", Enumerable.Repeat("?", columns.Count))})";
        var sql =
            $"INSERT OR FAIL INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) "
            + $"VALUES {string.Join(", ", Enumerable.Repeat(values, rowCount))}";
        return new SqliteStatement(connection, sql, rowCount * columns.Count);
    }

    private void Insert(SqliteStatement statement, List<T> rows)
    {
        var index = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < binders.Count; i++)
            {
                binders[i](statement, ++index, row);
            }
        }

        var last = statement.Run();
        if (setKey is null)
        {
            return;
        }

        // One statement gives its rows consecutive keys.
        for (var i = 0; i < rows.Count; i++)
        {
            setKey(rows[i], (int)(last - (rows.Count - 1 - i)));
        }
    }
}
