using LeadDashboard.Core.Leads;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data;

/// <summary>
/// Keys of leads that were merged away: a later file that names one means the lead it was merged into.
/// </summary>
public static class MergedKeys
{
    /// <param name="keys">Values of <see cref="Lead.LeadKey"/>, a chunk at a time.</param>
    /// <returns>Merged key to the key of the lead that stands today; keys that were never merged are left
    /// out.</returns>
    public static async Task<Dictionary<string, string>> SurvivorsAsync(
        LeadContext context,
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken
    )
    {
        if (!await context.MergeRecords.AnyAsync(merge => merge.UndoneUtc == null, cancellationToken))
        {
            return [];
        }

        var wanted = keys.ToArray();
        var found = await context
            .MergeRecords.Where(merge => merge.UndoneUtc == null && EF.Parameter(wanted).Contains(merge.MergedLeadKey))
            .Select(merge => new { merge.MergedLeadKey, merge.SurvivorId })
            .ToDictionaryAsync(
                merge => merge.MergedLeadKey,
                merge => merge.SurvivorId,
                StringComparer.Ordinal,
                cancellationToken
            );

        // A survivor may have been merged again: follow until all of them stand.
        while (true)
        {
            var ids = found.Values.Distinct().ToArray();
            var next = await context
                .MergeRecords.Where(merge => merge.UndoneUtc == null && EF.Parameter(ids).Contains(merge.MergedId))
                .Select(merge => new { merge.MergedId, merge.SurvivorId })
                .ToDictionaryAsync(merge => merge.MergedId, merge => merge.SurvivorId, cancellationToken);
            if (next.Count == 0)
            {
                var standing = await context
                    .Leads.Where(lead => EF.Parameter(ids).Contains(lead.Id))
                    .Select(lead => new { lead.Id, lead.LeadKey })
                    .ToDictionaryAsync(lead => lead.Id, lead => lead.LeadKey, cancellationToken);
                return found
                    .Where(pair => standing.ContainsKey(pair.Value))
                    .ToDictionary(pair => pair.Key, pair => standing[pair.Value], StringComparer.Ordinal);
            }

            found = found.ToDictionary(
                pair => pair.Key,
                pair => next.GetValueOrDefault(pair.Value, pair.Value),
                StringComparer.Ordinal
            );
        }
    }
}
