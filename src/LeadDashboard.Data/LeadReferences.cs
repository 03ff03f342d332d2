using LeadDashboard.Core.Leads;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data;

/// <summary>What leads point to, when they come back from a record of earlier.</summary>
public static class LeadReferences
{
    /// <summary>
    /// A campaign, account, team, batch or model that has gone since is left out: the foreign keys would refuse the
    /// whole lead.
    /// </summary>
    public static async Task ClearGoneAsync(
        LeadContext context,
        IReadOnlyCollection<Lead> leads,
        CancellationToken cancellationToken
    )
    {
        var campaigns = await KnownAsync(
            leads.Select(lead => lead.CampaignId),
            ids => context.Campaigns.Where(row => EF.Parameter(ids).Contains(row.Id)).Select(row => row.Id),
            cancellationToken
        );
        var accounts = await KnownAsync(
            leads.Select(lead => lead.AccountId),
            ids => context.Accounts.Where(row => EF.Parameter(ids).Contains(row.Id)).Select(row => row.Id),
            cancellationToken
        );
        var teams = await KnownAsync(
            leads.Select(lead => lead.TeamId),
            ids => context.Teams.Where(row => EF.Parameter(ids).Contains(row.Id)).Select(row => row.Id),
            cancellationToken
        );
        var batches = await KnownAsync(
            leads.Select(lead => lead.ImportBatchId),
            ids => context.ImportBatches.Where(row => EF.Parameter(ids).Contains(row.Id)).Select(row => row.Id),
            cancellationToken
        );
        var versions = await KnownAsync(
            leads.Select(lead => lead.ModelVersionId),
            ids => context.ModelVersions.Where(row => EF.Parameter(ids).Contains(row.Id)).Select(row => row.Id),
            cancellationToken
        );
        var names = leads.Select(lead => lead.OwnerId).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var users =
            names.Length == 0
                ? []
                : (
                    await context
                        .Users.Where(user => EF.Parameter(names).Contains(user.Id))
                        .Select(user => user.Id)
                        .ToListAsync(cancellationToken)
                ).ToHashSet(StringComparer.Ordinal);
        foreach (var lead in leads)
        {
            lead.CampaignId = Kept(campaigns, lead.CampaignId);
            lead.AccountId = Kept(accounts, lead.AccountId);
            lead.TeamId = Kept(teams, lead.TeamId);
            lead.ImportBatchId = Kept(batches, lead.ImportBatchId);
            lead.ModelVersionId = Kept(versions, lead.ModelVersionId);
            lead.OwnerId = lead.OwnerId is { } owner && users.Contains(owner) ? owner : null;
        }
    }

    private static int? Kept(HashSet<int> known, int? id) => id is { } given && known.Contains(given) ? given : null;

    private static async Task<HashSet<int>> KnownAsync(
        IEnumerable<int?> wanted,
        Func<int[], IQueryable<int>> find,
        CancellationToken cancellationToken
    )
    {
        var ids = wanted.OfType<int>().Distinct().ToArray();
        return ids.Length == 0 ? [] : [.. await find(ids).ToListAsync(cancellationToken)];
    }
}
