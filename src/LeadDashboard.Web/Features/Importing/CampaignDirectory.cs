using LeadDashboard.Core.Campaigns;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>Campaigns by name, compared without case; unknown ones are created.</summary>
internal sealed class CampaignDirectory
{
    private readonly Dictionary<string, int> known = new(StringComparer.OrdinalIgnoreCase);
    private bool isRead;

    public async Task<IReadOnlyDictionary<string, int>> ResolveAsync(LeadContext database, IEnumerable<(string? Name, string? Channel)> wanted, CancellationToken cancellationToken)
    {
        if (!isRead)
        {
            foreach (var campaign in await database.Campaigns.AsNoTracking().ToListAsync(cancellationToken))
            {
                known[campaign.Name] = campaign.Id;
            }

            isRead = true;
        }

        var missing = wanted.Where(item => item.Name is not null && !known.ContainsKey(item.Name)).GroupBy(item => item.Name!, StringComparer.OrdinalIgnoreCase)
            .Select(group => new Campaign { Name = group.Key, Channel = group.Select(item => item.Channel).FirstOrDefault(channel => channel is not null) ?? "" }).ToList();
        if (missing.Count > 0)
        {
            database.Campaigns.AddRange(missing);
            await database.SaveChangesAsync(cancellationToken);
            foreach (var campaign in missing)
            {
                known[campaign.Name] = campaign.Id;
            }
        }

        return known;
    }
}
