using System.Text.Json;
using System.Text.Json.Nodes;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Cli.Database;

/// <summary>
/// What a file with a column map says: the JSON of <see cref="ColumnMap"/>, or the part of it that differs from what is
/// suggested. A column is named by its header.
/// </summary>
internal sealed class GivenMap
{
    private readonly JsonObject _json;

    private GivenMap(JsonObject json) => _json = json;

    /// <summary>null where the map does not say it.</summary>
    public ImportKind? Kind =>
        Enum.TryParse<ImportKind>(_json[nameof(ColumnMap.Kind)]?.ToString(), ignoreCase: true, out var kind)
            ? kind
            : null;

    /// <param name="path">null = no map is given.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<GivenMap?> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return null;
        }

        if (!File.Exists(path))
        {
            throw new CommandException(CliTexts.Say("cli.no-file", path));
        }

        try
        {
            return new GivenMap((JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken))!);
        }
        catch (Exception fault) when (fault is JsonException or InvalidCastException or NullReferenceException)
        {
            throw CommandException.RefusedAs("cli.no-map", path, fault.Message);
        }
    }

    /// <summary>The suggestion with everything that the file says in its place.</summary>
    public Result<ColumnMap> Over(ColumnMap suggested)
    {
        var merged = (JsonObject)JsonNode.Parse(suggested.ToJson())!;
        var columns = merged[nameof(ColumnMap.Columns)]!.AsArray();
        foreach (var (name, value) in _json)
        {
            if (name == nameof(ColumnMap.Columns) && value is JsonArray given)
            {
                foreach (var column in given.OfType<JsonObject>())
                {
                    if (Place(columns, column) is { } unknown)
                    {
                        return new Error(Message.Verbatim(CliTexts.Say("cli.no-such-column", unknown)));
                    }
                }
            }
            else if (name != nameof(ColumnMap.Kind))
            {
                merged[name] = value?.DeepClone();
            }
        }

        try
        {
            return ColumnMap.FromJson(merged.ToJsonString());
        }
        catch (JsonException fault)
        {
            return new Error(Message.Verbatim(CliTexts.Say("cli.no-map", "--map", fault.Message)));
        }
    }

    /// <returns>The header that the file lacks; null = placed.</returns>
    private static string? Place(JsonArray columns, JsonObject given)
    {
        var header = given[nameof(MappedColumn.Header)]?.ToString() ?? "";
        var known = columns
            .OfType<JsonObject>()
            .FirstOrDefault(column =>
                string.Equals(
                    column[nameof(MappedColumn.Header)]!.ToString().Trim(),
                    header.Trim(),
                    StringComparison.OrdinalIgnoreCase
                )
            );
        if (known is null)
        {
            return header;
        }

        foreach (var (name, value) in given)
        {
            if (name is not (nameof(MappedColumn.Header) or nameof(MappedColumn.Index)))
            {
                known[name] = value?.DeepClone();
            }
        }

        return null;
    }
}
