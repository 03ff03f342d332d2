using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Modeling.Exchange;

namespace LeadDashboard.Cli;

/// <summary>
/// A training table for another program as files of a folder: part-0000.csv (or .parquet) and so on, held-out.csv, and
/// last schema.json, so that a folder without it is not whole.
/// </summary>
internal static class TableFolder
{
    private const string SchemaName = "schema.json";
    private const string HeldOutName = "held-out.csv";

    public static string HeldOutPath(string folder) => Path.Combine(folder, HeldOutName);

    /// <exception cref="CommandException">No table, or one that is not whole.</exception>
    public static async Task<TrainingTable> ReadAsync(string folder)
    {
        var path = Path.Combine(folder, SchemaName);
        if (!File.Exists(path) || !File.Exists(HeldOutPath(folder)))
        {
            throw CommandException.RefusedAs("cli.no-table", folder);
        }

        try
        {
            return TrainingTable.FromJson(await File.ReadAllTextAsync(path));
        }
        catch (JsonException)
        {
            throw CommandException.RefusedAs("cli.no-table", folder);
        }
    }

    public static async Task WriteAsync(string folder, TableExport export, bool isParquet)
    {
        Directory.CreateDirectory(folder);
        for (var part = 0; part < export.Table.Parts; part++)
        {
            var number = part;
            var name = string.Create(CultureInfo.InvariantCulture, $"part-{part:0000}");
            if (isParquet)
            {
                await WholeFile.WriteAsync(
                    Path.Combine(folder, name + ".parquet"),
                    stream => export.WriteParquetAsync(stream, number)
                );
            }
            else
            {
                await WriteTextAsync(
                    Path.Combine(folder, name + ".csv"),
                    writer => export.WritePartAsync(writer, number)
                );
            }
        }

        await WriteTextAsync(HeldOutPath(folder), export.WriteHeldOutAsync);
        await WriteTextAsync(
            Path.Combine(folder, SchemaName),
            writer => writer.WriteAsync(export.Table.ToJson())
        );
    }

    private static Task WriteTextAsync(string path, Func<TextWriter, Task> write) =>
        WholeFile.WriteAsync(
            path,
            async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true);
                await write(writer);
            }
        );
}
