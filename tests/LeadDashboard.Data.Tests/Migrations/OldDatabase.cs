using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LeadDashboard.Data.Tests.Migrations;

/// <summary>
/// A database as the first release left it, with two rows in every table. The first row has a value in every column and
/// points to rows that are there; of the second, what may be empty is empty, and what became a foreign key points to a
/// row that is gone.
/// </summary>
internal static class OldDatabase
{
    public const string Initial = "20261122092912_Initial";

    public const string LeadChangeJson = """[["Name","Old","New"],["*Größe","a \"b\"",null],["City",null,"苏州"]]""";
    public const string SpendChangeJson = """{"DayUtc":"2026-01-02T00:00:00Z","SpendAmount":1.5,"ImportBatchId":1}""";

    private const int Gone = 999;

    /// <summary>Columns that point somewhere without a foreign key in the first release.</summary>
    public static readonly HashSet<string> Loose = new(StringComparer.Ordinal)
    {
        "Leads.CampaignId",
        "Leads.OwnerId",
        "Leads.ImportBatchId",
        "Leads.ModelVersionId",
        "Activities.ImportBatchId",
        "Outcomes.ImportBatchId",
        "Outcomes.ModelVersionId",
        "Campaigns.ImportBatchId",
        "CampaignSpends.ImportBatchId",
        "Products.ImportBatchId",
        "Deals.ImportBatchId",
        "Deals.LastImportBatchId",
        "DuplicatePairs.ImportBatchId",
        "FieldDefinitions.ImportBatchId",
        "ImportBatches.JobId",
    };

    public static async Task<IReadOnlyDictionary<string, List<Dictionary<string, object?>>>> CreateAsync(
        LeadContext context
    )
    {
        await MigrateAsync(context);
        var isSqlite = context is SqliteLeadContext;
        await context.Database.OpenConnectionAsync();
        await RunAsync(context, isSqlite ? "PRAGMA foreign_keys=OFF" : "SET session_replication_role = replica");
        var tables = await TablesAsync(context);
        foreach (var table in tables)
        {
            var columns = await ColumnsAsync(context, table);
            for (var row = 1; row <= 2; row++)
            {
                var values = columns.Select(column => Literal(table, column, row, isSqlite));
                await RunAsync(
                    context,
                    $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) "
                        + $"VALUES ({string.Join(", ", values)})"
                );
            }
        }

        await RunAsync(context, isSqlite ? "PRAGMA foreign_keys=ON" : "SET session_replication_role = DEFAULT");
        var rows = new Dictionary<string, List<Dictionary<string, object?>>>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            rows[table] = await ReadAsync(context, $"SELECT * FROM \"{table}\"");
        }

        return rows;
    }

    public static Task MigrateAsync(LeadContext context) => context.GetService<IMigrator>().MigrateAsync(Initial);

    public static async Task<List<string>> TablesAsync(LeadContext context) =>
        [
            .. (
                await ReadAsync(
                    context,
                    context is SqliteLeadContext
                        ? "SELECT name AS name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                        : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'"
                )
            )
                .Select(row => (string)row["name"]!)
                .Where(name => !name.StartsWith("__EF", StringComparison.Ordinal)),
        ];

    public static async Task<List<Dictionary<string, object?>>> ReadAsync(LeadContext context, string sql)
    {
        await using var command = await CommandAsync(context, sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            var row = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                row[reader.GetName(i)] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A value as text, to compare what two databases give back.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => "null",
            byte[] bytes => Convert.ToHexString(bytes),
            decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
            DateTime instant => instant.ToString("O", CultureInfo.InvariantCulture),
            IFormattable known => known.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    private static async Task RunAsync(LeadContext context, string sql)
    {
        await using var command = await CommandAsync(context, sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<DbCommand> CommandAsync(LeadContext context, string sql)
    {
        await context.Database.OpenConnectionAsync();
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static async Task<List<Column>> ColumnsAsync(LeadContext context, string table) =>
        [
            .. (
                await ReadAsync(
                    context,
                    context is SqliteLeadContext
                        ? $"SELECT name, type, \"notnull\" AS required FROM pragma_table_info('{table}')"
                        : "SELECT column_name AS name, data_type AS type, "
                            + "CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END AS required "
                            + $"FROM information_schema.columns WHERE table_name = '{table}'"
                )
            ).Select(row => new Column(
                (string)row["name"]!,
                (string)row["type"]!,
                Convert.ToInt64(row["required"], CultureInfo.InvariantCulture) == 0
            )),
        ];

    private static string Literal(string table, Column column, int row, bool isSqlite)
    {
        var isLoose = Loose.Contains($"{table}.{column.Name}");
        var isText = column.Type is "TEXT" or "text" or "character varying";
        if (row == 2 && column.IsOptional)
        {
            return !isLoose ? "NULL"
                : isText ? $"'{Gone}'"
                : Gone.ToString(CultureInfo.InvariantCulture);
        }

        return (table, column.Name) switch
        {
            ("ImportChanges", "Kind") => row == 1 ? "0" : "1",
            ("ImportChanges", "ChangeJson") => $"'{(row == 1 ? LeadChangeJson : SpendChangeJson)}'",
            ("ImportChanges", "ImportBatchId") => "1",
            ("DuplicatePairs", "RightLeadId") => (row + 1).ToString(CultureInfo.InvariantCulture),
            ("Leads", "OwnerId") => "'AspNetUsers.Id.1'",
            (_, "UserId") => $"'AspNetUsers.Id.{row}'",
            (_, "RoleId") => $"'AspNetRoles.Id.{row}'",
            (_, "Currency") => "'KWD'",
            (_, { } name) when name.EndsWith("Json", StringComparison.Ordinal) => "'{\"größe\":\"苏州\"}'",
            (_, { } name) when name.EndsWith("Utc", StringComparison.Ordinal) || name == "LockoutEnd" =>
                $"'2026-01-0{row} 03:04:05.678901{(isSqlite ? "" : "+00")}'",
            (_, { } name) when isSqlite && name.EndsWith("Amount", StringComparison.Ordinal) => $"1234{row}",
            _ => column.Type switch
            {
                "INTEGER" or "integer" or "bigint" => row.ToString(CultureInfo.InvariantCulture),
                "REAL" or "double precision" => "0.125",
                "numeric" => $"123.4{row}",
                "boolean" => row == 1 ? "true" : "false",
                "BLOB" => $"X'010{row}'",
                "bytea" => $"'\\x010{row}'",
                _ when isText => $"'{table}.{column.Name}.{row}'",
                _ => throw new NotSupportedException($"{table}.{column.Name} is a {column.Type}."),
            },
        };
    }

    private sealed record Column(string Name, string Type, bool IsOptional);
}
