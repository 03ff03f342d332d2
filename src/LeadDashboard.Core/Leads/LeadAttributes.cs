using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LeadDashboard.Core.Leads;

/// <summary>Reads and writes the custom fields of a lead.</summary>
public static class LeadAttributes
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static IReadOnlyDictionary<string, string> Parse(string json) =>
        json is "" or "{}"
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : JsonSerializer.Deserialize<Dictionary<string, string>>(json, Options)!;

    /// <summary>Empty values are left out: missing is missing, not "".</summary>
    public static string ToJson(IEnumerable<KeyValuePair<string, string>> attributes) =>
        JsonSerializer.Serialize(
            attributes.Where(a => a.Value.Length > 0).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal),
            Options
        );
}
