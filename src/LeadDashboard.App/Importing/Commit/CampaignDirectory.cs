using LeadDashboard.Core.Campaigns;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Campaigns by name, compared without case; unknown ones are created, in a trial only imagined with a negative id.
/// </summary>
internal sealed class CampaignDirectory(int? batchId, bool isTrial)
{
    private readonly Dictionary<string, int> known = new(StringComparer.OrdinalIgnoreCase);
    private bool isRead;

    public async Task<IReadOnlyDictionary<string, int>> ResolveAsync(
        LeadContext database,
        IEnumerable<(string? Name, string? Channel)> wanted,
        CancellationToken cancellationToken
    )
    {
        if (!isRead)
        {
            foreach (var campaign in await database.Campaigns.AsNoTracking().ToListAsync(cancellationToken))
            {
                known[campaign.Name] = campaign.Id;
            }

            isRead = true;
        }

        var missing = wanted
            .Where(item => item.Name is not null && !known.ContainsKey(item.Name))
            .GroupBy(item => item.Name!, StringComparer.OrdinalIgnoreCase)
            .Select(group => new Campaign
            {
                Name = group.Key,
                Channel = group.Select(item => item.Channel).FirstOrDefault(channel => channel is not null) ?? "",
                ImportBatchId = batchId,
            })
            .ToList();
        if (missing.Count > 0 && !isTrial)
        {
            database.Campaigns.AddRange(missing);
            await database.SaveChangesAsync(cancellationToken);
        }

        foreach (var campaign in missing)
        {
            known[campaign.Name] = isTrial ? -1 - known.Count : campaign.Id;
        }

        return known;
    }
}
