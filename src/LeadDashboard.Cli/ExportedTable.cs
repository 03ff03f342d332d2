using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Cli;

/// <summary>A feature of an exported table.</summary>
/// <param name="Name">Of its column: letters, digits and underscores, for engines that take no others.</param>
/// <param name="Kind">"number" or "category".</param>
/// <param name="Categories">Number of categories; codes are 0 .. Categories - 1. 0 for a number.</param>
/// <param name="Feature">Its name here.</param>
internal sealed record ExportedFeature(string Name, string Kind, int Categories, string Feature);

/// <summary>
/// A training table for another program: schema.json with this record, written last; part-0000.csv and so on, the rows
/// to learn from; held-out.csv, the rows to measure on. CSV in UTF-8 with a header; numbers in the shortest text that
/// reads back as the same float, categories as codes, missing as nothing, the outcome 0 or 1 in the last column.
/// </summary>
/// <param name="Features">In the order of the columns.</param>
/// <param name="Label">Column of the outcome.</param>
/// <param name="Parts">Number of part files.</param>
/// <param name="TrainRows">Rows of all parts.</param>
/// <param name="HeldOutRows">Rows of held-out.csv.</param>
/// <param name="Recipe">How the features were made, learnt from the rows of the parts alone.</param>
/// <param name="Format">JSON of how the file was read.</param>
internal sealed record ExportedTable(
    IReadOnlyList<ExportedFeature> Features,
    string Label,
    int Parts,
    int TrainRows,
    int HeldOutRows,
    FeatureRecipe Recipe,
    string Format
)
{
    public const string HeldOutName = "held-out.csv";
    private const string SchemaName = "schema.json";
    private const string LabelName = "won";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
    };

    /// <summary>The columns as another program knows them, without rows; categories are their codes.</summary>
    public IReadOnlyList<FeatureColumn> Columns =>
        [
            .. Features.Select(feature =>
                feature.Kind == "category"
                    ? FeatureColumn.Category(feature.Name, [], Codes(feature.Categories))
                    : FeatureColumn.Number(feature.Name, [])
            ),
        ];

    public static ExportedTable Of(
        FeatureTable train,
        int heldOutRows,
        int parts,
        FeatureRecipe recipe,
        FileFormat format
    ) =>
        new(
            [
                .. train.Columns.Select(
                    (column, c) =>
                        new ExportedFeature(
                            PlainName(column.Name, c),
                            column.Kind == FeatureKind.Category ? "category" : "number",
                            column.Categories.Length,
                            column.Name
                        )
                ),
            ],
            LabelName,
            parts,
            train.RowCount,
            heldOutRows,
            recipe,
            (format with { Evidence = [] }).ToJson()
        );

    /// <exception cref="CommandException">No exported table, or an unfinished one.</exception>
    public static async Task<ExportedTable> ReadAsync(string folder)
    {
        var path = Path.Combine(folder, SchemaName);
        if (!File.Exists(path))
        {
            throw new CommandException(CliTexts.Say("cli.no-table", folder));
        }

        try
        {
            return JsonSerializer.Deserialize<ExportedTable>(await File.ReadAllTextAsync(path), Json)!;
        }
        catch (JsonException)
        {
            throw CommandException.RefusedAs("cli.no-table", folder);
        }
    }

    public static string PartName(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part:0000}.csv");

    public Task WriteAsync(string folder) =>
        WholeFile.WriteAsync(
            Path.Combine(folder, SchemaName),
            stream => JsonSerializer.SerializeAsync(stream, this, Json)
        );

    /// <summary>Some rows of a table with their outcomes.</summary>
    public Task WriteRowsAsync(string path, FeatureTable table, float[] labels, int from, int to) =>
        WholeFile.WriteAsync(
            path,
            async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                await writer.WriteLineAsync(string.Join(',', [.. Features.Select(feature => feature.Name), Label]));
                for (var row = from; row < to; row++)
                {
                    var cells = table.Columns.Select(column => Text(column, row));
                    await writer.WriteLineAsync(string.Join(',', [.. cells, labels[row] > 0.5f ? "1" : "0"]));
                }
            }
        );

    /// <summary>The held-out rows and their outcomes.</summary>
    public async Task<(FeatureTable Table, float[] Labels)> ReadHeldOutAsync(string folder)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, HeldOutName));
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        if (rows.Length != HeldOutRows || rows.Any(row => row.Length != Features.Count + 1))
        {
            throw CommandException.RefusedAs("cli.no-table", folder);
        }

        var columns = Features.Select(
            (feature, c) =>
                feature.Kind == "category"
                    ? FeatureColumn.Category(
                        feature.Name,
                        [.. rows.Select(row => row[c].Length == 0 ? -1 : (int)Number(row[c]))],
                        Codes(feature.Categories)
                    )
                    : FeatureColumn.Number(feature.Name, [.. rows.Select(row => Number(row[c]))])
        );
        return (new FeatureTable([.. columns], rows.Length), [.. rows.Select(row => Number(row[^1]))]);
    }

    private static float Number(string cell) =>
        cell.Length == 0 ? float.NaN : float.Parse(cell, CultureInfo.InvariantCulture);

    private static string Text(FeatureColumn column, int row) =>
        column.Kind == FeatureKind.Category
            ? (column.Codes[row] < 0 ? "" : column.Codes[row].ToString(CultureInfo.InvariantCulture))
            : (float.IsNaN(column.Numbers[row]) ? "" : column.Numbers[row].ToString("R", CultureInfo.InvariantCulture));

    private static string[] Codes(int count) =>
        [.. Enumerable.Range(0, count).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The place in front makes it the only one of its name.</summary>
    private static string PlainName(string name, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"f{place}_")
        + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
