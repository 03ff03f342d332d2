using System.Data.Common;
using LeadDashboard.Core.Leads;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace LeadDashboard.Data.BulkWriting;

/// <summary>
/// Inserts and updates many rows without tracking them: one prepared statement on SQLite, COPY on PostgreSQL.
/// Runs inside the context's current transaction when there is one, else in one of its own.
/// </summary>
public sealed class BulkWriter
{
    /// <summary>
    /// Inserts the rows. Keys that are 0 are given by the database; SQLite writes them back to the rows, PostgreSQL
    /// leaves 0.
    /// </summary>
    public async Task InsertAsync<T>(LeadContext context, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var table = Table.Map<T>(context, includeKey: false);
        if (context is PostgresLeadContext)
        {
            await CopyAsync(context, table, rows, cancellationToken);
            return;
        }

        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var own = context.Database.CurrentTransaction is null
            ? await context.Database.BeginTransactionAsync(cancellationToken)
            : null;
        var binders = table.Columns.Select(column => SqliteBinders.For<T>(column.Property, column.Read)).ToList();
        var insert = new SqliteInsert<T>(
            (SqliteConnection)context.Database.GetDbConnection(),
            table.Name,
            [.. table.Columns.Select(column => column.Name)],
            binders,
            table.KeySetter<T>()
        );
        insert.Run(rows, cancellationToken);
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Writes the named properties of each row, found by its primary key.</summary>
    public async Task UpdateAsync<T>(
        LeadContext context,
        IEnumerable<T> rows,
        IReadOnlyCollection<string> propertyNames,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var table = Table.Map<T>(context, includeKey: true);
        var set = table.Columns.Where(column => propertyNames.Contains(column.Property.Name)).ToList();
        var unknown = propertyNames.Except(set.Select(column => column.Property.Name)).ToList();
        if (unknown.Count > 0)
        {
            throw new ArgumentException(
                $"{typeof(T).Name} has no stored property '{string.Join("', '", unknown)}'.",
                nameof(propertyNames)
            );
        }

        var key = table.Columns.Single(column => column.Property.IsPrimaryKey());
        var sql =
            $"UPDATE \"{table.Name}\" SET "
            + string.Join(", ", set.Select((column, i) => $"{Quote(column.Name)} = @p{i}"))
            + $" WHERE {Quote(key.Name)} = @p{set.Count}";
        await ExecuteAsync(context, sql, [.. set, key], rows, cancellationToken);
    }

    private static async Task ExecuteAsync<T>(
        LeadContext context,
        string sql,
        IReadOnlyList<Column> columns,
        IEnumerable<T> rows,
        CancellationToken cancellationToken
    )
        where T : class
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var ambient = context.Database.CurrentTransaction;
        await using var own = ambient is null ? await context.Database.BeginTransactionAsync(cancellationToken) : null;
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = (ambient ?? own)!.GetDbTransaction();
        command.CommandText = sql;
        var parameters = new DbParameter[columns.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = columns[i].Mapping.CreateParameter(command, "@p" + i, null, columns[i].Property.IsNullable);
            command.Parameters.Add(parameters[i]);
        }

        await command.PrepareAsync(cancellationToken);
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = columns[i].Read(row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }
    }

    private static async Task CopyAsync<T>(
        LeadContext context,
        Table table,
        IEnumerable<T> rows,
        CancellationToken cancellationToken
    )
        where T : class
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var columns = table.Columns;
        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY \"{table.Name}\" ({string.Join(", ", columns.Select(column => Quote(column.Name)))}) "
                + "FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellationToken);
            foreach (var column in columns)
            {
                var value = column.Read(row);
                if (value is null)
                {
                    await writer.WriteNullAsync(cancellationToken);
                }
                else
                {
                    await writer.WriteAsync(value, column.Mapping.StoreTypeNameBase, cancellationToken);
                }
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }

    private static string Quote(string name) => $"\"{name}\"";

    /// <summary>How one property goes to its column.</summary>
    private sealed record Column(string Name, IProperty Property, RelationalTypeMapping Mapping)
    {
        public object? Read(object row)
        {
            var value = Property.GetGetter().GetClrValueUsingContainingEntity(row);
            return value is null ? null
                // A text that is longer than its column would end the whole file on PostgreSQL.
                : value is string text && Property.GetMaxLength() is { } length ? TextLengths.Cut(text, length)
                : Mapping.Converter is { } converter ? converter.ConvertToProvider(value)
                : value is Enum ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)
                : value;
        }
    }

    private sealed record Table(string Name, IReadOnlyList<Column> Columns, IProperty? Key)
    {
        /// <summary>null where the key is no number that the database gives.</summary>
        public Action<T, int>? KeySetter<T>() =>
            Key is { } key && key.ClrType == typeof(int)
                ? key.PropertyInfo?.SetMethod?.CreateDelegate<Action<T, int>>()
                : null;

        public static Table Map<T>(LeadContext context, bool includeKey)
        {
            var type =
                context.Model.FindEntityType(typeof(T))
                ?? throw new ArgumentException($"{typeof(T).Name} is not stored in the database.");
            var store = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
            var columns = type.GetProperties()
                .Where(property => includeKey || !(property.IsPrimaryKey() && property.ClrType == typeof(int)))
                .Select(property => new Column(
                    property.GetColumnName(store)!,
                    property,
                    property.GetRelationalTypeMapping()
                ))
                .ToList();
            return new Table(
                type.GetTableName()!,
                columns,
                type.FindPrimaryKey()?.Properties is [var key] ? key : null
            );
        }
    }
}
