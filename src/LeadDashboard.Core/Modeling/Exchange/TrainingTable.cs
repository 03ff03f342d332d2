using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Exchange;

/// <summary>A feature of a table for another program.</summary>
/// <param name="Name">Of its column: letters, digits and underscores, for engines that take no others.</param>
/// <param name="Kind">"number" or "category".</param>
/// <param name="Categories">Number of categories; codes are 0 .. Categories - 1. 0 for a number.</param>
/// <param name="Feature">Its name here.</param>
public sealed record TableFeature(string Name, string Kind, int Categories, string Feature);

/// <summary>An outcome of a database. Ids are of one database: the instant tells it from that of another.</summary>
/// <param name="RecordedUtc">When it reached the database.</param>
public sealed record SeenOutcome(int Id, DateTime RecordedUtc);

/// <summary>
/// What a training table for another program holds: rows to learn from in parts, rows to measure on apart. Rows are CSV
/// with a header; numbers in the shortest text that reads back as the same float, categories as codes, missing as
/// nothing, the outcome 0 or 1 in the last column. Parts may be Parquet with the same columns: floats and 32-bit codes,
/// missing as null.
/// </summary>
/// <param name="Features">In the order of the columns.</param>
/// <param name="Label">Column of the outcome.</param>
/// <param name="Parts">Number of part files.</param>
/// <param name="TrainRows">Rows of all parts.</param>
/// <param name="HeldOutRows">Rows to measure on.</param>
/// <param name="Recipe">How the features were made, learnt from the rows of the parts alone.</param>
/// <param name="Format">JSON of how the file was read.</param>
public sealed record TrainingTable(
    IReadOnlyList<TableFeature> Features,
    string Label,
    int Parts,
    int TrainRows,
    int HeldOutRows,
    FeatureRecipe Recipe,
    string Format
)
{
    private const string Category = "category";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        WriteIndented = true,
    };

    /// <summary>
    /// Rows from this instant on are held out, the newest; null = they were drawn, with as many wins among them as
    /// among the others.
    /// </summary>
    public DateTime? HeldOutFromUtc { get; init; }

    /// <summary>Columns of its file that are no features: <see cref="Training.TrainedModel.LeftOut"/>.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Newest outcome of the database whose leads the rows are; null = they are of a file.</summary>
    public SeenOutcome? SeenUpTo { get; init; }

    /// <summary>How the file was read.</summary>
    [JsonIgnore]
    public FileFormat ReadAs => FileFormat.FromJson(Format);

    /// <summary>The columns as another program knows them, without rows; categories are their codes.</summary>
    internal IReadOnlyList<FeatureColumn> Columns =>
        [
            .. Features.Select(feature =>
                feature.Kind == Category
                    ? FeatureColumn.Category(feature.Name, [], Codes(feature.Categories))
                    : FeatureColumn.Number(feature.Name, [])
            ),
        ];

    internal static TableFeature Describe(FeatureColumn column, int place) =>
        new(
            PlainName(column.Name, place),
            column.Kind == FeatureKind.Category ? Category : "number",
            column.Categories.Length,
            column.Name
        );

    /// <exception cref="JsonException">No such table.</exception>
    public static TrainingTable FromJson(string json) =>
        JsonSerializer.Deserialize<TrainingTable>(json, Json) ?? throw new JsonException("The table is null.");

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Rows from .. to - 1 of a table of these features, with their outcomes.</summary>
    internal async Task WriteAsync(TextWriter writer, FeatureTable table, float[] labels, int from, int to)
    {
        await writer.WriteAsync(string.Join(',', [.. Features.Select(feature => feature.Name), Label]) + "\n");
        for (var row = from; row < to; row++)
        {
            var cells = table.Columns.Select(column => Text(column, row));
            await writer.WriteAsync(string.Join(',', [.. cells, labels[row] > 0.5f ? "1" : "0"]) + "\n");
        }
    }

    /// <summary>The held-out rows and their outcomes.</summary>
    internal (FeatureTable Rows, float[] Labels) ReadHeldOut(TextReader reader)
    {
        var lines = new List<string[]>();
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line.Split(','));
        }

        if (lines.Count != HeldOutRows || lines.Exists(cells => cells.Length != Features.Count + 1))
        {
            throw new InvalidDataException(
                $"The held-out rows are not those of the table: expected {HeldOutRows} rows of {Features.Count + 1} "
                    + $"columns, found {lines.Count} rows. Write the table again."
            );
        }

        var columns = Features.Select(
            (feature, c) =>
                feature.Kind == Category
                    ? FeatureColumn.Category(
                        feature.Name,
                        [.. lines.Select(cells => cells[c].Length == 0 ? -1 : (int)Number(cells[c]))],
                        Codes(feature.Categories)
                    )
                    : FeatureColumn.Number(feature.Name, [.. lines.Select(cells => Number(cells[c]))])
        );
        return (new FeatureTable([.. columns], lines.Count), [.. lines.Select(cells => Number(cells[^1]))]);
    }

    private static float Number(string cell) =>
        cell.Length == 0 ? float.NaN
        : float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidDataException(
            $"The held-out rows hold '{cell}' where a number is expected. Write the table again."
        );

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
