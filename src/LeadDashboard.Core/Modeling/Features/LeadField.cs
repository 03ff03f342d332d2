using System.Text.Json;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>
/// A custom field as the model learnt it; travels in the recipe, so that scoring reads attributes the same way.
/// </summary>
public sealed record LeadField(string Name, FieldType Type, IReadOnlyList<string> MissingTokens)
{
    public static LeadField From(FieldDefinition definition) =>
        new(definition.Name, definition.Type, JsonSerializer.Deserialize<string[]>(definition.MissingTokensJson) ?? []);
}
