using System.Text.Json;
using LeadDashboard.App.Access;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace LeadDashboard.App.Leads;

/// <summary>A lead as the list shows it.</summary>
public sealed record LeadRow(
    int Id,
    string Name,
    string? Email,
    string? Company,
    double? Probability,
    Segment? Segment,
    string? TopReasonsJson,
    decimal? ValueAmount,
    string? Source,
    int? CampaignId,
    string? OwnerId,
    DateTime CreatedUtc,
    DateTime? LastActivityUtc,
    LeadStatus Status
)
{
    /// <summary>The version that gave the probability.</summary>
    public int? ModelVersionId { get; init; }

    /// <summary>The owner's name as a file told it, where it is no user.</summary>
    public string? OwnerText { get; init; }

    /// <summary>The number to call; as it was given where it is no valid one.</summary>
    public string? Phone { get; init; }

    /// <summary>Strongest first; empty until scored.</summary>
    public IReadOnlyList<LeadReason> Reasons =>
        TopReasonsJson is null ? [] : JsonSerializer.Deserialize<LeadReason[]>(TopReasonsJson) ?? [];
}

/// <summary>One screenful of the list.</summary>
public sealed record LeadListPage(IReadOnlyList<LeadRow> Rows, int TotalCount);

/// <summary>Everything the lead page shows but the reasons.</summary>
public sealed record LeadDetail(
    Lead Lead,
    string? CampaignName,
    string? OwnerName,
    IReadOnlyList<Activity> Activities,
    IReadOnlyList<Outcome> Outcomes,
    IReadOnlyList<ScoreReceipt> Receipts
)
{
    /// <summary>The newest first, at most 50.</summary>
    public IReadOnlyList<LeadDeal> Deals { get; init; } = [];

    /// <summary>The newest first, at most 50.</summary>
    public IReadOnlyList<LeadPurchase> Purchases { get; init; } = [];

    /// <summary>
    /// Fields that look filled in after the outcome and that somebody let in all the same: a reason by one of them is
    /// worth little.
    /// </summary>
    public IReadOnlyList<string> DoubtfulFields { get; init; } = [];
}

/// <summary>A deal with the name of what is sold; null = the file did not say.</summary>
public sealed record LeadDeal(Deal Deal, string? ProductName)
{
    /// <summary>The stages that it entered, the earliest first.</summary>
    public IReadOnlyList<DealStageChange> Stages { get; init; } = [];
}

/// <summary>A line of an order with the name of what was bought; null = the file did not say.</summary>
public sealed record LeadPurchase(Purchase Purchase, string? ProductName);

/// <summary>Read-only views on leads.</summary>
public sealed class LeadQueries(
    IDbContextFactory<LeadContext> contexts,
    IMemoryCache cache,
    SettingStore settings,
    TimeProvider time
)
{
    private static readonly TimeSpan CountFreshness = TimeSpan.FromSeconds(5);

    private DateTime NowUtc => time.GetUtcNow().UtcDateTime;

    public async Task<LeadListPage> PageAsync(
        Actor actor,
        LeadFilter filter,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        var scope = LeadScope.For(actor);
        var days = await DaysAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Scrolling asks for many pages of one list: its size is counted once in a while, not each time.
        var count = await cache.GetOrCreateAsync(
            $"leads-count:{scope.Key}:{days.Id}:{(filter with { Sort = LeadOrder.Default }).ToQuery()}",
            entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = CountFreshness;
                return Filtered(context, scope, filter, NowUtc, days).CountAsync(cancellationToken);
            }
        );

        // Ids first: the database then sorts a hundred thousand narrow rows, not wide ones.
        var ids = await LeadOrder
            .Apply(Filtered(context, scope, filter, NowUtc, days), filter.Sort)
            .Select(lead => lead.Id)
            .Skip(skip)
            .Take(take)
            .ToListAsync(cancellationToken);
        var found = await Rows(context.Leads.AsNoTracking().Where(lead => ids.Contains(lead.Id)))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var rows = ids.Select(id => found.GetValueOrDefault(id)).OfType<LeadRow>().ToList();
        return new LeadListPage(rows, ids.Count == 0 ? count : Math.Max(count, skip + ids.Count));
    }

    /// <summary>All rows of the list in its order, one after the other.</summary>
    public async IAsyncEnumerable<LeadRow> StreamAsync(
        Actor actor,
        LeadFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var scope = LeadScope.For(actor);
        var days = await DaysAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (
            var row in Rows(LeadOrder.Apply(Filtered(context, scope, filter, NowUtc, days), filter.Sort))
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
        {
            yield return row;
        }
    }

    public async Task<bool> AnyAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await scope.Within(context.Leads).AnyAsync(cancellationToken);
    }

    /// <summary>Null where there is no such lead.</summary>
    public async Task<LeadDetail?> FindAsync(Actor actor, int leadId, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var lead = await scope
            .Within(context.Leads.AsNoTracking())
            .FirstOrDefaultAsync(candidate => candidate.Id == leadId, cancellationToken);
        if (lead is null)
        {
            return null;
        }

        return new LeadDetail(
            lead,
            await context
                .Campaigns.Where(campaign => campaign.Id == lead.CampaignId)
                .Select(campaign => campaign.Name)
                .FirstOrDefaultAsync(cancellationToken),
            await context
                .Users.Where(user => user.Id == lead.OwnerId)
                .Select(user => user.DisplayName)
                .FirstOrDefaultAsync(cancellationToken)
                ?? lead.OwnerText,
            await context
                .Activities.AsNoTracking()
                .Where(activity => activity.LeadId == leadId)
                .OrderByDescending(activity => activity.OccurredUtc)
                .Take(200)
                .ToListAsync(cancellationToken),
            await context
                .Outcomes.AsNoTracking()
                .Where(outcome => outcome.LeadId == leadId)
                .OrderByDescending(outcome => outcome.Id)
                .ToListAsync(cancellationToken),
            await context
                .ScoreReceipts.AsNoTracking()
                .Where(receipt => receipt.LeadId == leadId)
                .OrderBy(receipt => receipt.ScoredUtc)
                .ToListAsync(cancellationToken)
        )
        {
            Deals = await DealsAsync(context, leadId, cancellationToken),
            Purchases = await PurchasesAsync(context, leadId, cancellationToken),
            DoubtfulFields = await context
                .FieldDefinitions.Where(field => !field.IsExcluded && field.ExcludedReason != null)
                .Select(field => field.Name)
                .ToListAsync(cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<LeadDeal>> DealsAsync(
        LeadContext context,
        int leadId,
        CancellationToken cancellationToken
    )
    {
        var rows = await context
            .Deals.AsNoTracking()
            .Where(deal => deal.LeadId == leadId)
            .OrderByDescending(deal => deal.ClosedUtc ?? deal.ExpectedCloseUtc ?? deal.OpenedUtc)
            .ThenByDescending(deal => deal.Id)
            .Take(50)
            .Select(deal => new
            {
                Deal = deal,
                ProductName = context
                    .Products.Where(product => product.Id == deal.ProductId)
                    .Select(product => product.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Deal.Id).ToArray();
        var stages = (
            await context
                .DealStageChanges.AsNoTracking()
                .Where(change => EF.Parameter(ids).Contains(change.DealId))
                .OrderBy(change => change.EnteredUtc)
                .ThenBy(change => change.Id)
                .ToListAsync(cancellationToken)
        ).ToLookup(change => change.DealId);
        return rows.ConvertAll(row => new LeadDeal(row.Deal, NameOrNull(row.ProductName))
        {
            Stages = [.. stages[row.Deal.Id]],
        });
    }

    private static async Task<IReadOnlyList<LeadPurchase>> PurchasesAsync(
        LeadContext context,
        int leadId,
        CancellationToken cancellationToken
    )
    {
        var rows = await context
            .Purchases.AsNoTracking()
            .Where(purchase => purchase.LeadId == leadId)
            .OrderByDescending(purchase => purchase.PurchasedUtc)
            .ThenByDescending(purchase => purchase.Id)
            .Take(50)
            .Select(purchase => new
            {
                Purchase = purchase,
                ProductName = context
                    .Products.Where(product => product.Id == purchase.ProductId)
                    .Select(product => product.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new LeadPurchase(row.Purchase, NameOrNull(row.ProductName)));
    }

    private static string? NameOrNull(string? name) => string.IsNullOrEmpty(name) ? null : name;

    /// <summary>The lead before and after in the list; null at its ends or when the lead is not in it.</summary>
    public async Task<(int? Previous, int? Next)> NeighboursAsync(
        Actor actor,
        int leadId,
        LeadFilter filter,
        CancellationToken cancellationToken = default
    )
    {
        var scope = LeadScope.For(actor);
        var days = await DaysAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await LeadOrder
            .Apply(Filtered(context, scope, filter, NowUtc, days), filter.Sort)
            .Take(2000)
            .Select(lead => lead.Id)
            .ToListAsync(cancellationToken);
        var index = ids.IndexOf(leadId);
        // A lead that was just closed has left the list: what was below it is now on top.
        return index < 0
            ? (null, ids.Count > 0 ? ids[0] : null)
            : (index > 0 ? ids[index - 1] : null, index + 1 < ids.Count ? ids[index + 1] : null);
    }

    public async Task<IReadOnlyDictionary<int, string>> CampaignNamesAsync(
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ViewLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Campaigns.ToDictionaryAsync(
            campaign => campaign.Id,
            campaign => campaign.Name,
            cancellationToken
        );
    }

    public async Task<IReadOnlyDictionary<string, string>> OwnerNamesAsync(
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ViewLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.ToDictionaryAsync(
            user => user.Id,
            user => user.DisplayName,
            StringComparer.Ordinal,
            cancellationToken
        );
    }

    /// <param name="context">Read from.</param>
    /// <param name="scope">Whose leads.</param>
    /// <param name="filter">Which leads.</param>
    /// <param name="nowUtc">Silence counts back from it.</param>
    /// <param name="days">Of the company: when the days of the filter begin.</param>
    internal static IQueryable<Lead> Filtered(
        LeadContext context,
        LeadScope scope,
        LeadFilter filter,
        DateTime nowUtc,
        ZoneDays days
    )
    {
        var leads = scope.Within(context.Leads.AsNoTracking());
        leads =
            filter.IsClosed ? leads.Where(lead => lead.Status != LeadStatus.Open)
            : filter.Status is { } status ? leads.Where(lead => lead.Status == status)
            : leads;
        leads = filter.Segment is { } segment ? leads.Where(lead => lead.Segment == segment) : leads;
        leads = filter.Source is { } source ? leads.Where(lead => lead.Source == source) : leads;
        leads =
            filter.OwnerId is not { } owner ? leads
            : filter.WithUnassigned ? leads.Where(lead => lead.OwnerId == owner || lead.OwnerId == null)
            : leads.Where(lead => lead.OwnerId == owner);
        if (filter.SilentDays is { } silent)
        {
            var silentFrom = nowUtc.AddDays(-silent);
            leads = leads.Where(lead => lead.LastActivityUtc == null || lead.LastActivityUtc < silentFrom);
        }

        // The instant of the import stands for a day that no file told: it is no day of arrival.
        leads =
            filter.IsUndated ? leads.Where(lead => !lead.IsCreatedKnown)
            : filter.FromDay is not null || filter.ToDay is not null ? leads.Where(lead => lead.IsCreatedKnown)
            : leads;
        leads = filter.ImportBatchId is { } batch ? leads.Where(lead => lead.ImportBatchId == batch) : leads;
        if (filter.FromDay is { } first)
        {
            var from = days.StartUtc(first);
            leads = leads.Where(lead => lead.CreatedUtc >= from);
        }

        if (filter.ToDay is { } last)
        {
            var before = days.StartUtc(last.AddDays(1));
            leads = leads.Where(lead => lead.CreatedUtc < before);
        }

        // Nor is it a day of decision, where neither day was told.
        leads =
            filter.ClosedFromDay is not null || filter.ClosedToDay is not null
                ? leads.Where(lead => lead.IsCreatedKnown || lead.ClosedUtc > lead.CreatedUtc)
                : leads;
        if (filter.ClosedFromDay is { } firstClosed)
        {
            var from = days.StartUtc(firstClosed);
            leads = leads.Where(lead => lead.ClosedUtc >= from);
        }

        if (filter.ClosedToDay is { } lastClosed)
        {
            var before = days.StartUtc(lastClosed.AddDays(1));
            leads = leads.Where(lead => lead.ClosedUtc < before);
        }

        leads = filter.CampaignId switch
        {
            null => leads,
            0 => leads.Where(lead => lead.CampaignId == null),
            LeadFilter.AnyCampaign => leads.Where(lead => lead.CampaignId != null),
            { } id => leads.Where(lead => lead.CampaignId == id),
        };
        if (filter.Channel == "")
        {
            leads = leads.Where(lead =>
                !context
                    .Campaigns.Where(campaign => campaign.Channel != "")
                    .Any(campaign => campaign.Id == lead.CampaignId)
            );
        }
        else if (filter.Channel is { } channel)
        {
            leads = leads.Where(lead =>
                context
                    .Campaigns.Where(campaign => campaign.Channel == channel)
                    .Select(campaign => (int?)campaign.Id)
                    .Contains(lead.CampaignId)
            );
        }

        if (filter.Search is { } search)
        {
            // Case-insensitive on both providers; the person's own % and _ are letters, not wildcards.
            var pattern =
                "%"
                + search
                    .Trim()
                    .ToLowerInvariant()
                    .Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("%", "\\%", StringComparison.Ordinal)
                    .Replace("_", "\\_", StringComparison.Ordinal)
                + "%";
            // LIKE of SQLite does not tell cases apart; a lower() beside it would only cost time.
#pragma warning disable CA1304, CA1311 // translated to SQL lower(): no culture takes part
            leads = context is SqliteLeadContext
                ? leads.Where(lead =>
                    EF.Functions.Like(lead.Name, pattern, "\\")
                    || EF.Functions.Like(lead.Company!, pattern, "\\")
                    || EF.Functions.Like(lead.Email!, pattern, "\\")
                )
                : leads.Where(lead =>
                    EF.Functions.Like(lead.Name.ToLower(), pattern, "\\")
                    || EF.Functions.Like(lead.Company!.ToLower(), pattern, "\\")
                    || EF.Functions.Like(lead.Email!.ToLower(), pattern, "\\")
                );
#pragma warning restore CA1304, CA1311
        }

        return leads;
    }

    private async Task<ZoneDays> DaysAsync(CancellationToken cancellationToken) =>
        (await settings.ReadAsync<CompanySettings>(cancellationToken)).Days;

    internal static IQueryable<LeadRow> Rows(IQueryable<Lead> leads) =>
        leads.Select(lead => new LeadRow(
            lead.Id,
            lead.Name,
            lead.Email,
            lead.Company,
            lead.Probability,
            lead.Segment,
            lead.TopReasonsJson,
            lead.ValueAmount,
            lead.Source,
            lead.CampaignId,
            lead.OwnerId,
            lead.CreatedUtc,
            lead.LastActivityUtc,
            lead.Status
        )
        {
            ModelVersionId = lead.ModelVersionId,
            OwnerText = lead.OwnerText,
            Phone = lead.PhoneE164 ?? lead.Phone,
        });
}
