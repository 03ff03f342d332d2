using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadDashboard.App.Models;

/// <summary>How reports are stored: an interval may be open, so infinities must survive.</summary>
internal static class ModelJson
{
    public static JsonSerializerOptions Options { get; } =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
}
