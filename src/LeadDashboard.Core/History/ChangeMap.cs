using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using LeadDashboard.Core.Importing.Rows;

namespace LeadDashboard.Core.History;

/// <summary>The JSON map of <see cref="LeadChange.FieldsJson"/>: {field: [old, new]}, null = empty.</summary>
public static class ChangeMap
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string ToJson(IEnumerable<FieldChange> changes) =>
        JsonSerializer.Serialize(
            changes.ToDictionary(
                change => change.Field,
                change => (string?[])[change.Before, change.After],
                StringComparer.Ordinal
            ),
            Options
        );

    public static IReadOnlyList<FieldChange> Parse(string json) =>
        [
            .. (JsonSerializer.Deserialize<Dictionary<string, string?[]>>(json, Options) ?? []).Select(
                pair => new FieldChange(pair.Key, pair.Value[0], pair.Value[1])
            ),
        ];
}
