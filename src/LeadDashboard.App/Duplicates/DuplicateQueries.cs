using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <param name="SureCount">Open pairs that "merge all" would take.</param>
public sealed record DuplicateCounts(int OpenCount, int SureCount, int MergedCount, int DismissedCount);

/// <summary>A pair in the queue.</summary>
public sealed record PairItem(
    int Id,
    double Probability,
    int LeftId,
    string LeftName,
    string? LeftCompany,
    int RightId,
    string RightName,
    string? RightCompany
);

/// <summary>A pair side by side.</summary>
/// <param name="Counts">Leads with either spelling, where that decides which one a merge keeps.</param>
public sealed record PairDetail(
    DuplicatePair Pair,
    Lead Left,
    Lead Right,
    IReadOnlyList<PairEvidence> Evidence,
    IReadOnlyDictionary<int, string> CampaignNames,
    ValueCounts Counts
);

/// <param name="GroupCount">Merges that were made at once with this one and still stand; 1 = a single one.</param>
public sealed record MergeItem(
    int Id,
    int SurvivorId,
    string SurvivorName,
    string MergedName,
    string ByName,
    DateTime MergedUtc,
    DateTime? UndoneUtc,
    string GroupKey,
    int GroupCount
);

/// <summary>Reads of the duplicates page.</summary>
public sealed class DuplicateQueries(IDbContextFactory<LeadContext> contexts)
{
    /// <summary>At and above this probability a pair may be merged with others at once.</summary>
    public const double SureProbability = 0.99;

    private const int PageSize = 200;

    public async Task<DuplicateCounts> CountsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.MergeLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new DuplicateCounts(
            await Open(context).CountAsync(cancellationToken),
            await Open(context)
                .CountAsync(pair => pair.IsJoined && pair.Probability >= SureProbability, cancellationToken),
            await context.MergeRecords.CountAsync(merge => merge.UndoneUtc == null, cancellationToken),
            await context.DuplicatePairs.CountAsync(pair => pair.State == PairState.NotDuplicate, cancellationToken)
        );
    }

    /// <summary>
    /// The likeliest pairs of a state, at most 200; pairs of leads that are not there any more are left out.
    /// </summary>
    public async Task<IReadOnlyList<PairItem>> PairsAsync(
        Actor actor,
        PairState state,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.MergeLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var pairs =
            from pair in context.DuplicatePairs.AsNoTracking()
            where pair.State == state && pair.ImportBatchId == null
            join left in context.Leads on pair.LeftLeadId equals left.Id
            join right in context.Leads on pair.RightLeadId equals right.Id
            orderby pair.Probability descending, pair.Id
            select new PairItem(
                pair.Id,
                pair.Probability,
                left.Id,
                left.Name,
                left.Company,
                right.Id,
                right.Name,
                right.Company
            );
        return await pairs.Take(PageSize).ToListAsync(cancellationToken);
    }

    public async Task<PairDetail?> FindAsync(Actor actor, int pairId, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.MergeLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var pair = await context
            .DuplicatePairs.AsNoTracking()
            .FirstOrDefaultAsync(candidate => candidate.Id == pairId, cancellationToken);
        if (pair is null)
        {
            return null;
        }

        var leads = await context
            .Leads.AsNoTracking()
            .Where(lead => lead.Id == pair.LeftLeadId || lead.Id == pair.RightLeadId)
            .OrderBy(lead => lead.Id)
            .ToListAsync(cancellationToken);
        if (leads is not [var left, var right])
        {
            return null;
        }

        var campaignIds = leads.Select(lead => lead.CampaignId).OfType<int>().ToArray();
        var names = await context
            .Campaigns.AsNoTracking()
            .Where(campaign => EF.Parameter(campaignIds).Contains(campaign.Id))
            .ToDictionaryAsync(campaign => campaign.Id, campaign => campaign.Name, cancellationToken);
        var counts = await LeadValueCounts.ReadAsync(context, left, right, cancellationToken);
        return new PairDetail(pair, left, right, PairEvidence.Parse(pair.EvidenceJson), names, counts);
    }

    /// <summary>The newest merges, at most 200.</summary>
    public async Task<IReadOnlyList<MergeItem>> MergesAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.MergeLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var merges = await context
            .MergeRecords.AsNoTracking()
            .OrderByDescending(merge => merge.Id)
            .Take(PageSize)
            .ToListAsync(cancellationToken);
        var groups = merges
            .Select(merge => merge.GroupKey)
            .Where(key => key.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var counts = await context
            .MergeRecords.Where(merge => EF.Parameter(groups).Contains(merge.GroupKey) && merge.UndoneUtc == null)
            .GroupBy(merge => merge.GroupKey)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, StringComparer.Ordinal, cancellationToken);
        var userIds = merges.Select(merge => merge.MergedById).Distinct(StringComparer.Ordinal).ToArray();
        var users = await context
            .Users.Where(user => EF.Parameter(userIds).Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => user.DisplayName, StringComparer.Ordinal, cancellationToken);
        return
        [
            .. merges.Select(merge => new MergeItem(
                merge.Id,
                merge.SurvivorId,
                MergeSnapshot.Parse(merge.AfterJson).Name,
                MergeSnapshot.Parse(merge.MergedJson).Name,
                users.GetValueOrDefault(merge.MergedById, merge.MergedById),
                merge.MergedUtc,
                merge.UndoneUtc,
                merge.GroupKey,
                merge.GroupKey.Length == 0 ? 1 : counts.GetValueOrDefault(merge.GroupKey)
            )),
        ];
    }

    private static IQueryable<DuplicatePair> Open(LeadContext context) =>
        context.DuplicatePairs.Where(pair =>
            pair.State == PairState.Open
            && pair.ImportBatchId == null
            && context.Leads.Any(lead => lead.Id == pair.LeftLeadId)
            && context.Leads.Any(lead => lead.Id == pair.RightLeadId)
        );
}
