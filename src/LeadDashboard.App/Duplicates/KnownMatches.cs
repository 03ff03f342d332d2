using System.Text.Json;
using LeadDashboard.Core.Matching.Model;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>
/// What searches learnt about true pairs, kept in the database: the next search may have too few of them to learn from.
/// </summary>
internal static class KnownMatches
{
    private const string Key = nameof(MatchKnowledge);

    /// <returns>null before the first search.</returns>
    public static async Task<MatchKnowledge?> ReadAsync(LeadContext database, CancellationToken cancellationToken)
    {
        var json = await database
            .Settings.Where(setting => setting.Key == Key)
            .Select(setting => setting.ValueJson)
            .FirstOrDefaultAsync(cancellationToken);
        return json is null ? null : JsonSerializer.Deserialize<MatchKnowledge>(json);
    }

    /// <summary>Within the transaction of the caller.</summary>
    public static async Task WriteAsync(
        LeadContext database,
        MatchKnowledge knowledge,
        DateTime nowUtc,
        string actorId,
        CancellationToken cancellationToken
    )
    {
        var setting = await database.Settings.FirstOrDefaultAsync(row => row.Key == Key, cancellationToken);
        if (setting is null)
        {
            setting = new Setting { Key = Key };
            database.Settings.Add(setting);
        }

        var json = JsonSerializer.Serialize(knowledge);
        if (!string.Equals(setting.ValueJson, json, StringComparison.Ordinal))
        {
            (setting.ValueJson, setting.ChangedUtc, setting.ChangedById) = (json, nowUtc, actorId);
            await database.SaveChangesAsync(cancellationToken);
        }
    }
}
