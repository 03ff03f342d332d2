using System.Globalization;
using LeadDashboard.App.Access;
using LeadDashboard.App.Caching;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Campaigns;

/// <summary>
/// What the campaigns cost and bring. The database counts and adds up, see <see cref="CampaignFigures"/>; the report is
/// remembered until something happens.
/// </summary>
public sealed class CampaignQueries(
    IDbContextFactory<LeadContext> contexts,
    SettingStore settings,
    ReportCache reports,
    TimeProvider clock
)
{
    /// <summary>A campaign with fewer leads is not called best or worst.</summary>
    public const int MinimumLeadCount = 20;

    private const int RankedCount = 3;

    public async Task<CampaignReport> ReportAsync(Actor actor, string? periodKey, CancellationToken ct)
    {
        actor.Require(Permission.ViewCampaigns);
        var scope = LeadScope.For(actor);
        var company = await CompanyAsync(ct);
        return await ReportAsync(scope, ReportPeriod.Resolve(periodKey, Today(company)), company, ct);
    }

    /// <summary>null = there is no such campaign.</summary>
    public async Task<CampaignDetail?> DetailAsync(Actor actor, int campaignId, string? periodKey, CancellationToken ct)
    {
        actor.Require(Permission.ViewCampaigns);
        var scope = LeadScope.For(actor);
        var company = await CompanyAsync(ct);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var campaign = await context.Campaigns.AsNoTracking().SingleOrDefaultAsync(row => row.Id == campaignId, ct);
        if (campaign is null)
        {
            return null;
        }

        var period = ReportPeriod.Resolve(periodKey, Today(company));
        return await reports.GetAsync(
            Key("campaign-" + campaignId.ToString(CultureInfo.InvariantCulture), period),
            CacheScope(scope, company),
            async token =>
            {
                await using var source = await contexts.CreateDbContextAsync(token);
                var parts = await CampaignFigures.ReadAsync(source, scope, period, company.Days, campaignId, token);
                return new CampaignDetail(
                    campaign.Id,
                    campaign.Name,
                    campaign.Channel,
                    period,
                    company.Currency,
                    RoiRules.Total(parts),
                    ByMonth(parts),
                    await CampaignFigures.SpendDaysAsync(source, period, campaignId, token),
                    await FactsAsync(source, campaign, token)
                )
                {
                    LeftOutCount = await CampaignFigures.LeftOutAsync(source, scope, period, campaignId, token),
                };
            },
            ct
        );
    }

    public async Task<CampaignSummaryReport> SummaryAsync(Actor actor, CancellationToken ct)
    {
        actor.Require(Permission.ViewCampaigns);
        var scope = LeadScope.For(actor);
        var company = await CompanyAsync(ct);
        var today = Today(company);
        var year = await ReportAsync(scope, ReportPeriod.Resolve("12-months", today), company, ct);
        var judged = year.HasSpend ? year : await ReportAsync(scope, ReportPeriod.All, company, ct);

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
        var (quarter, before) = (ReportPeriod.Resolve("quarter", today), ReportPeriod.Resolve("last-quarter", today));
        return new CampaignSummaryReport(
            OfMonths(judged.Months, quarter),
            OfMonths(judged.CampaignMonths, quarter),
            OfMonths(judged.CampaignMonths, before),
            best,
            worst,
            judged.Period.FromDay,
            judged.Currency,
            judged.IsEmpty
        )
        {
            LeftOutCount = judged.Undated.LeadCount + judged.LeftOutCount,
        };
    }

    private static async Task<CampaignFacts> FactsAsync(LeadContext context, Campaign campaign, CancellationToken ct) =>
        new(
            campaign.Programme,
            DayOf(campaign.StartUtc),
            DayOf(campaign.EndUtc),
            campaign.BudgetAmount,
            await CampaignFigures.SpentAsync(context, campaign.Id, ct),
            campaign.Goal,
            campaign.MessageVariant,
            campaign.Status
        );

    private static DateOnly? DayOf(DateTime? midnightUtc) =>
        midnightUtc is { } day ? DateOnly.FromDateTime(day) : null;

    private static RoiFigures OfMonths(IReadOnlyList<RoiGroup<DateOnly>> months, ReportPeriod period) =>
        RoiRules.Total(months.Where(month => period.Contains(month.Key)));

    private Task<CampaignReport> ReportAsync(
        LeadScope scope,
        ReportPeriod period,
        CompanySettings company,
        CancellationToken ct
    ) =>
        reports.GetAsync(
            Key("campaigns", period),
            CacheScope(scope, company),
            async token =>
            {
                await using var context = await contexts.CreateDbContextAsync(token);
                return await ReadAsync(context, scope, period, company, token);
            },
            ct
        );

    private static async Task<CampaignReport> ReadAsync(
        LeadContext context,
        LeadScope scope,
        ReportPeriod period,
        CompanySettings company,
        CancellationToken ct
    )
    {
        var campaigns = await context.Campaigns.AsNoTracking().ToDictionaryAsync(campaign => campaign.Id, ct);
        var parts = await CampaignFigures.ReadAsync(context, scope, period, company.Days, campaignId: null, ct);
        var byCampaign = RoiRules.By(parts, part => part.CampaignId ?? 0);
        return new CampaignReport(
            period,
            company.Currency,
            RoiRules.Total(byCampaign),
            [.. byCampaign.Select(group => ToRow(group.Key, group.Figures)), .. Planned()],
            RoiRules.By(parts, part => ChannelOf(part.CampaignId)),
            ByMonth(parts)
        )
        {
            OfCampaigns = RoiRules.Total(byCampaign.Where(group => group.Key != 0)),
            CampaignMonths = ByMonth([.. parts.Where(part => part.Key.CampaignId is not null)]),
            Undated = RoiRules.Total(parts.Where(part => part.Key.Month is null)),
            LeftOutCount = await CampaignFigures.LeftOutAsync(context, scope, period, campaignId: null, ct),
        };

        string ChannelOf(int? id) =>
            id is { } known && campaigns.TryGetValue(known, out var campaign) ? campaign.Channel : "";

        CampaignRow ToRow(int id, RoiFigures figures) =>
            campaigns.TryGetValue(id, out var campaign)
                ? new CampaignRow(id, campaign.Name, campaign.Channel, figures) { Programme = campaign.Programme }
                : new CampaignRow(null, "", "", figures);

        // A campaign that a file describes is there before it brought or cost anything.
        IEnumerable<CampaignRow> Planned() =>
            campaigns
                .Values.Where(campaign =>
                    period.IsAll
                    && (campaign.BudgetAmount ?? (object?)campaign.StartUtc ?? campaign.Programme) is not null
                    && byCampaign.All(group => group.Key != campaign.Id)
                )
                .Select(campaign => ToRow(campaign.Id, RoiFigures.Zero));
    }

    /// <summary>Months without leads and spend are filled in, so that a time axis has no holes.</summary>
    private static List<RoiGroup<DateOnly>> ByMonth(IReadOnlyList<RoiGroup<CampaignMonth>> parts)
    {
        var found = RoiRules
            .By([.. parts.Where(part => part.Key.Month is not null)], part => part.Month!.Value)
            .ToDictionary(group => group.Key, group => group.Figures);
        var months = new List<RoiGroup<DateOnly>>();
        if (found.Count > 0)
        {
            var last = found.Keys.Max();
            for (var month = found.Keys.Min(); month <= last; month = month.AddMonths(1))
            {
                months.Add(new RoiGroup<DateOnly>(month, found.GetValueOrDefault(month, RoiFigures.Zero)));
            }
        }

        return months;
    }

    private async Task<CompanySettings> CompanyAsync(CancellationToken ct) =>
        await settings.ReadAsync<CompanySettings>(ct);

    private DateOnly Today(CompanySettings company) => company.Days.DayOf(clock.GetUtcNow().UtcDateTime);

    private static ReportScope CacheScope(LeadScope scope, CompanySettings company) => new(scope.Key, company.TimeZone);

    /// <summary>A period means other days when the month ends.</summary>
    private static string Key(string name, ReportPeriod period) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}/{period.Key}/{period.FromDay:yyyy-MM-dd}");
}
