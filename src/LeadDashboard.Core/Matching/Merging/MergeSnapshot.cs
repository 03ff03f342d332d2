using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Matching.Merging;

/// <summary>A lead as JSON, and the steps back to it.</summary>
public static class MergeSnapshot
{
    /// <summary>
    /// Computed by models, by counting and by imports: never a person's edit, and not changed by a merge.
    /// </summary>
    private static readonly HashSet<string> Computed = new(StringComparer.Ordinal)
    {
        nameof(Lead.Id), nameof(Lead.ActivityCount), nameof(Lead.LastActivityUtc), nameof(Lead.Probability),
        nameof(Lead.ProbabilityLow), nameof(Lead.ProbabilityHigh), nameof(Lead.Segment), nameof(Lead.TopReasonsJson),
        nameof(Lead.ModelVersionId), nameof(Lead.ScoredUtc), nameof(Lead.LeadKey), nameof(Lead.ImportBatchId),
        nameof(Lead.ImportRowIndex), nameof(Lead.ImportFingerprint), nameof(Lead.Version),
    };

    private static readonly PropertyInfo[] Editable =
    [
        .. typeof(Lead).GetProperties().Where(property => property.CanWrite && !Computed.Contains(property.Name)),
    ];

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Properties that <see cref="EditedSince"/> may name.</summary>
    public static IEnumerable<string> EditableNames => Editable.Select(property => property.Name);

    public static string ToJson(Lead lead) => JsonSerializer.Serialize(lead, Options);

    public static Lead Parse(string json) => JsonSerializer.Deserialize<Lead>(json, Options)!;

    /// <summary>
    /// Properties that the merge changed and that somebody changed again since: what undoing would overwrite.
    /// </summary>
    public static IReadOnlyList<string> EditedSince(Lead now, Lead before, Lead after) =>
        [
            .. Editable
                .Where(property => !Same(property, before, after) && !Same(property, now, after))
                .Select(property => property.Name),
        ];

    /// <summary>Takes back what the merge changed; a property edited since keeps its edit.</summary>
    public static void Restore(Lead now, Lead before, Lead after)
    {
        foreach (
            var property in Editable.Where(property => !Same(property, before, after) && Same(property, now, after))
        )
        {
            property.SetValue(now, property.GetValue(before));
        }
    }

    private static bool Same(PropertyInfo property, Lead left, Lead right) =>
        Equals(property.GetValue(left), property.GetValue(right));
}
