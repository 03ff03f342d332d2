using LeadDashboard.App.Access;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Campaigns;

/// <summary>Reads leads and spend and hands them to <see cref="RoiRules"/>.</summary>
public sealed class CampaignQueries(IDbContextFactory<LeadContext> contexts, SettingStore settings, TimeProvider clock)
{
    /// <summary>A campaign with fewer leads is not called best or worst.</summary>
    public const int MinimumLeadCount = 20;

    private const int RankedCount = 3;
    private static readonly DateTime Earliest = new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    public DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<CampaignReport> ReportAsync(Actor actor, string? periodKey, CancellationToken ct)
    {
        actor.Require(Permission.ViewCampaigns);
        var scope = LeadScope.Of(actor);
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await ReportAsync(context, scope, ReportPeriod.Resolve(periodKey, NowUtc), ct);
    }

    /// <summary>null = there is no such campaign.</summary>
    public async Task<CampaignDetail?> DetailAsync(Actor actor, int campaignId, string? periodKey, CancellationToken ct)
    {
        actor.Require(Permission.ViewCampaigns);
        var scope = LeadScope.Of(actor);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var campaign = await context.Campaigns.AsNoTracking().SingleOrDefaultAsync(row => row.Id == campaignId, ct);
        if (campaign is null)
        {
            return null;
        }

        var period = ReportPeriod.Resolve(periodKey, NowUtc);
        var leads = await ReadLeadsAsync(context, scope, period, campaignId, ct);
        var spends = await ReadSpendsAsync(context, period, campaignId, ct);
        return new CampaignDetail(
            campaign.Id,
            campaign.Name,
            campaign.Channel,
            period,
            await CurrencyAsync(ct),
            RoiRules.Total(leads, spends),
            ByMonth(leads, spends),
            [.. spends.OrderByDescending(spend => spend.DayUtc)]
        );
    }

    public async Task<CampaignSummaryReport> SummaryAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(Permission.ViewCampaigns);
        var scope = LeadScope.Of(actor);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var now = NowUtc;
        var year = await ReportAsync(context, scope, ReportPeriod.Resolve("12-months", now), ct);
        var judged = year.HasSpend ? year : await ReportAsync(context, scope, ReportPeriod.All, ct);

        // Expected revenue counts here: among recent leads most money is still open, and a young campaign is not a bad
        // one.
        var ranked = RoiRules.Rank(
            judged
                .Campaigns.Where(row => row.Id is not null)
                .Select(row => new RoiGroup<CampaignRow>(row, row.Figures)),
            RoiDefinition.Expected,
            MinimumLeadCount
        );
        var best = ranked.Take(Math.Min(RankedCount, (ranked.Count + 1) / 2)).Select(group => group.Key).ToList();
        var worst = ranked.Skip(best.Count).Reverse().Take(RankedCount).Select(group => group.Key).ToList();
        return new CampaignSummaryReport(
            OfMonths(judged, ReportPeriod.Resolve("quarter", now)),
            OfMonths(judged, ReportPeriod.Resolve("last-quarter", now)),
            best,
            worst,
            judged.Period.FromUtc,
            judged.Currency,
            judged.IsEmpty
        );
    }

    private static RoiFigures OfMonths(CampaignReport report, ReportPeriod period) =>
        RoiRules.Total(report.Months.Where(month => period.Contains(month.Key)));

    private async Task<string> CurrencyAsync(CancellationToken ct) =>
        (await settings.ReadAsync<CompanySettings>(ct)).Currency;

    private async Task<CampaignReport> ReportAsync(
        LeadContext context,
        LeadScope scope,
        ReportPeriod period,
        CancellationToken ct
    )
    {
        var campaigns = await context.Campaigns.AsNoTracking().ToDictionaryAsync(campaign => campaign.Id, ct);
        var leads = await ReadLeadsAsync(context, scope, period, campaignId: null, ct);
        var spends = await ReadSpendsAsync(context, period, campaignId: null, ct);
        var byCampaign = RoiRules.By(leads, spends, lead => lead.CampaignId ?? 0, spend => spend.CampaignId);
        var byChannel = RoiRules.By(
            leads,
            spends,
            lead => ChannelOf(lead.CampaignId),
            spend => ChannelOf(spend.CampaignId)
        );
        return new CampaignReport(
            period,
            await CurrencyAsync(ct),
            RoiRules.Total(byCampaign),
            [.. byCampaign.Select(group => ToRow(group.Key, group.Figures))],
            byChannel,
            ByMonth(leads, spends)
        );

        string ChannelOf(int? id) =>
            id is { } known && campaigns.TryGetValue(known, out var campaign) ? campaign.Channel : "";

        CampaignRow ToRow(int id, RoiFigures figures) =>
            campaigns.TryGetValue(id, out var campaign)
                ? new CampaignRow(id, campaign.Name, campaign.Channel, figures)
                : new CampaignRow(null, "", "", figures);
    }

    /// <summary>Months without leads and spend are filled in, so that a time axis has no holes.</summary>
    private static List<RoiGroup<DateTime>> ByMonth(IEnumerable<LeadFact> leads, IEnumerable<SpendFact> spends)
    {
        var found = RoiRules
            .By(leads, spends, lead => MonthOf(lead.CreatedUtc), spend => MonthOf(spend.DayUtc))
            .ToDictionary(group => group.Key, group => group.Figures);
        var months = new List<RoiGroup<DateTime>>();
        if (found.Count > 0)
        {
            var last = found.Keys.Max();
            for (var month = found.Keys.Min(); month <= last; month = month.AddMonths(1))
            {
                months.Add(new RoiGroup<DateTime>(month, found.GetValueOrDefault(month, RoiFigures.Zero)));
            }
        }

        return months;
    }

    private static DateTime MonthOf(DateTime utc) => new(utc.Year, utc.Month, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// Won and open leads carry money and come one by one; lost ones are only counted, by the database.
    /// </summary>
    private static async Task<List<LeadFact>> ReadLeadsAsync(
        LeadContext context,
        LeadScope scope,
        ReportPeriod period,
        int? campaignId,
        CancellationToken ct
    )
    {
        var (from, to) = (period.FromUtc ?? Earliest, period.ToUtc ?? Latest);
        var leads = scope
            .Within(context.Leads.AsNoTracking())
            .Where(lead =>
                (campaignId == null || lead.CampaignId == campaignId) && lead.CreatedUtc >= from && lead.CreatedUtc < to
            );
        var facts = await leads
            .Where(lead => lead.Status != LeadStatus.Lost)
            .Select(lead => new LeadFact(
                lead.CampaignId,
                lead.CreatedUtc,
                lead.Status,
                lead.ValueAmount,
                lead.WonAmount,
                lead.Probability,
                1
            ))
            .ToListAsync(ct);
        var lost = await leads
            .Where(lead => lead.Status == LeadStatus.Lost)
            .GroupBy(lead => new
            {
                lead.CampaignId,
                lead.CreatedUtc.Year,
                lead.CreatedUtc.Month,
            })
            .Select(group => new
            {
                group.Key.CampaignId,
                group.Key.Year,
                group.Key.Month,
                Count = group.Count(),
            })
            .ToListAsync(ct);
        facts.AddRange(
            lost.Select(group => new LeadFact(
                group.CampaignId,
                new DateTime(group.Year, group.Month, 1, 0, 0, 0, DateTimeKind.Utc),
                LeadStatus.Lost,
                Count: group.Count
            ))
        );
        return facts;
    }

    private static async Task<List<SpendFact>> ReadSpendsAsync(
        LeadContext context,
        ReportPeriod period,
        int? campaignId,
        CancellationToken ct
    )
    {
        var (from, to) = (period.FromUtc ?? Earliest, period.ToUtc ?? Latest);
        var spends = context
            .CampaignSpends.AsNoTracking()
            .Where(spend =>
                (campaignId == null || spend.CampaignId == campaignId) && spend.DayUtc >= from && spend.DayUtc < to
            );
        return await spends
            .Select(spend => new SpendFact(spend.CampaignId, spend.DayUtc, spend.SpendAmount))
            .ToListAsync(ct);
    }
}
