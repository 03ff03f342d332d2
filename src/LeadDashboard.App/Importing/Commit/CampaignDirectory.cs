using LeadDashboard.Core.Campaigns;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Campaigns by name or the id of where they come from, compared without case; unknown ones are created, in a trial
/// only imagined with a negative id.
/// </summary>
internal sealed class CampaignDirectory(int? batchId, bool isTrial)
{
    private readonly Dictionary<string, int> _known = new(StringComparer.OrdinalIgnoreCase);
    private bool _isRead;

    public async Task<IReadOnlyDictionary<string, int>> ResolveAsync(
        LeadContext database,
        IEnumerable<(string? Name, string? Channel)> wanted,
        CancellationToken cancellationToken
    )
    {
        if (!_isRead)
        {
            var ids = new List<(string ExternalId, int Id)>();
            foreach (var campaign in await database.Campaigns.AsNoTracking().ToListAsync(cancellationToken))
            {
                _known[campaign.Name] = campaign.Id;
                ids.AddRange(campaign.ExternalId is { } id ? [(id, campaign.Id)] : []);
            }

            ids.ForEach(known => _known.TryAdd(known.ExternalId, known.Id));

            _isRead = true;
        }

        var missing = wanted
            .Where(item => item.Name is not null && !_known.ContainsKey(item.Name))
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
            _known[campaign.Name] = isTrial ? -1 - _known.Count : campaign.Id;
        }

        return _known;
    }
}
