using System.Linq.Expressions;
using LeadDashboard.App.Access;
using LeadDashboard.App.Leads;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Data.Money;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Campaigns;

/// <summary>What a report is added up from.</summary>
/// <param name="CampaignId">null = no campaign.</param>
/// <param name="Month">Its first day; null = leads whose file did not say when they arrived.</param>
internal readonly record struct CampaignMonth(int? CampaignId, DateOnly? Month);

/// <summary>
/// Leads and spend by campaign and month, counted and added up by the database with the rules of
/// <see cref="RoiRules"/>: some hundred rows, however many leads there are.
/// </summary>
internal static class CampaignFigures
{
    /// <summary>In place of the number of a month.</summary>
    private const int Undated = -1;

    /// <summary>Spend first: a campaign that cost something stands before one that did not.</summary>
    public static async Task<IReadOnlyList<RoiGroup<CampaignMonth>>> ReadAsync(
        LeadContext context,
        LeadScope scope,
        ReportPeriod period,
        ZoneDays zone,
        int? campaignId,
        CancellationToken ct
    ) =>
        [
            .. await SpendsAsync(Spends(context, period, campaignId), ct),
            .. await LeadsAsync(context, scope, period, zone, campaignId, ct),
        ];

    /// <summary>
    /// Leads that a period leaves out, because nobody knows whether they arrived in it. The instants of the period do
    /// not matter: one count, whichever it is.
    /// </summary>
    public static async Task<int> LeftOutAsync(
        LeadContext context,
        LeadScope scope,
        ReportPeriod period,
        int? campaignId,
        CancellationToken ct
    ) =>
        period.IsAll
            ? 0
            : await Leads(context, scope, campaignId).CountAsync(lead => !lead.IsCreatedKnown, ct);

    /// <summary>All that was ever spent for a campaign.</summary>
    public static async Task<decimal> SpentAsync(LeadContext context, int campaignId, CancellationToken ct) =>
        Amount(
            await Spends(context, ReportPeriod.All, campaignId)
                .SumAsync(spend => MoneyFunctions.Cents(spend.SpendAmount), ct)
        );

    /// <summary>The money of one campaign day by day, newest first.</summary>
    public static async Task<IReadOnlyList<SpendFact>> SpendDaysAsync(
        LeadContext context,
        ReportPeriod period,
        int campaignId,
        CancellationToken ct
    ) =>
        await Spends(context, period, campaignId)
            .OrderByDescending(spend => spend.DayUtc)
            .ThenBy(spend => spend.Id)
            .Select(spend => new SpendFact(spend.CampaignId, spend.DayUtc, spend.SpendAmount))
            .ToListAsync(ct);

    /// <summary>A day of spend is a day of the calendar, kept as its midnight: no zone moves it.</summary>
    private static IQueryable<CampaignSpend> Spends(LeadContext context, ReportPeriod period, int? campaignId)
    {
        var spends = context.CampaignSpends.AsNoTracking();
        spends = campaignId is { } id ? spends.Where(spend => spend.CampaignId == id) : spends;
        if (period.FromUtc(ZoneDays.Utc) is { } from)
        {
            spends = spends.Where(spend => spend.DayUtc >= from);
        }

        return period.EndUtc(ZoneDays.Utc) is { } end ? spends.Where(spend => spend.DayUtc < end) : spends;
    }

    private static async Task<IEnumerable<RoiGroup<CampaignMonth>>> SpendsAsync(
        IQueryable<CampaignSpend> spends,
        CancellationToken ct
    )
    {
        var sums = await spends
            .GroupBy(spend => new
            {
                spend.CampaignId,
                spend.DayUtc.Year,
                spend.DayUtc.Month,
            })
            .Select(group => new { group.Key, Cents = group.Sum(spend => MoneyFunctions.Cents(spend.SpendAmount)) })
            .ToListAsync(ct);
        return sums.OrderBy(sum => sum.Key.CampaignId)
            .ThenBy(sum => sum.Key.Year)
            .ThenBy(sum => sum.Key.Month)
            .Select(sum => new RoiGroup<CampaignMonth>(
                new CampaignMonth(sum.Key.CampaignId, new DateOnly(sum.Key.Year, sum.Key.Month, 1)),
                new RoiFigures { SpendAmount = Amount(sum.Cents) }
            ));
    }

    private static async Task<IEnumerable<RoiGroup<CampaignMonth>>> LeadsAsync(
        LeadContext context,
        LeadScope scope,
        ReportPeriod period,
        ZoneDays zone,
        int? campaignId,
        CancellationToken ct
    )
    {
        var months = await MonthsAsync(context, period, zone, ct);
        var leads = Leads(context, scope, campaignId);
        if (period.FromUtc(zone) is { } from)
        {
            leads = leads.Where(lead => lead.IsCreatedKnown && lead.CreatedUtc >= from);
        }

        if (period.EndUtc(zone) is { } end)
        {
            leads = leads.Where(lead => lead.IsCreatedKnown && lead.CreatedUtc < end);
        }

        var sums = await leads
            .GroupBy(KeyOf([.. months.Select(zone.StartUtc)]))
            .Select(group => new
            {
                group.Key.CampaignId,
                group.Key.Month,
                group.Key.Status,
                Count = group.Count(),
                // An open lead with an amount was sold: it brought its price, and nothing else is expected of it.
                RevenueCents = group.Sum(lead =>
                    lead.Status == LeadStatus.Lost ? null : MoneyFunctions.Cents(lead.WonAmount)
                ),
                ExpectedCents = group.Sum(lead =>
                    lead.Status == LeadStatus.Open && lead.WonAmount == null
                        ? MoneyFunctions.ExpectedCents(lead.Probability, lead.ValueAmount)
                        : null
                ),
                WithoutAmount = group.Count(lead =>
                    lead.WonAmount == null
                    && (lead.Status == LeadStatus.Won || lead.Probability == null || lead.ValueAmount == null)
                ),
            })
            .ToListAsync(ct);
        return sums.OrderBy(sum => sum.CampaignId)
            .ThenBy(sum => sum.Month)
            .ThenBy(sum => sum.Status)
            .Select(sum => new RoiGroup<CampaignMonth>(
                new CampaignMonth(sum.CampaignId, sum.Month == Undated ? null : months[sum.Month]),
                Figures(sum.Status, sum.Count, Amount(sum.RevenueCents), Amount(sum.ExpectedCents), sum.WithoutAmount)
            ));
    }

    private static IQueryable<Lead> Leads(LeadContext context, LeadScope scope, int? campaignId)
    {
        var leads = scope.Within(context.Leads.AsNoTracking());
        return campaignId is { } id ? leads.Where(lead => lead.CampaignId == id) : leads;
    }

    /// <summary>The months that leads can be in, without gaps; empty without leads.</summary>
    private static async Task<List<DateOnly>> MonthsAsync(
        LeadContext context,
        ReportPeriod period,
        ZoneDays zone,
        CancellationToken ct
    )
    {
        DateTime? first = null,
            last = null;
        foreach (var status in Enum.GetValues<LeadStatus>())
        {
            // One status at a time: both ends are then a look into an index.
            var leads = context.Leads.Where(lead => lead.Status == status && lead.IsCreatedKnown);
            var (oldest, newest) = (
                await leads.MinAsync(lead => (DateTime?)lead.CreatedUtc, ct),
                await leads.MaxAsync(lead => (DateTime?)lead.CreatedUtc, ct)
            );
            first = first is null || oldest < first ? oldest ?? first : first;
            last = last is null || newest > last ? newest ?? last : last;
        }

        var months = new List<DateOnly>();
        if (first is { } from && last is { } to)
        {
            var end = ReportPeriod.MonthOf(zone.DayOf(to));
            for (var month = ReportPeriod.MonthOf(zone.DayOf(from)); month <= end; month = month.AddMonths(1))
            {
                if (period.Contains(month))
                {
                    months.Add(month);
                }
            }
        }

        return months;
    }

    /// <summary>The month as a number of <see cref="InstantSpans"/>, or <see cref="Undated"/>.</summary>
    private static Expression<Func<Lead, GroupKey>> KeyOf(DateTime[] starts)
    {
        var lead = Expression.Parameter(typeof(Lead), "lead");
        var created = Expression.Property(lead, nameof(Lead.CreatedUtc));
        return Expression.Lambda<Func<Lead, GroupKey>>(
            Expression.MemberInit(
                Expression.New(typeof(GroupKey)),
                Bind(nameof(GroupKey.CampaignId), Expression.Property(lead, nameof(Lead.CampaignId))),
                Bind(
                    nameof(GroupKey.Month),
                    starts.Length == 0
                        ? Expression.Constant(Undated)
                        : Expression.Condition(
                            Expression.Property(lead, nameof(Lead.IsCreatedKnown)),
                            InstantSpans.Number(created, starts),
                            Expression.Constant(Undated)
                        )
                ),
                Bind(nameof(GroupKey.Status), Expression.Property(lead, nameof(Lead.Status)))
            ),
            lead
        );
    }

    private static MemberAssignment Bind(string property, Expression value) =>
        Expression.Bind(typeof(GroupKey).GetProperty(property)!, value);

    private static RoiFigures Figures(
        LeadStatus status,
        int count,
        decimal revenue,
        decimal expected,
        int withoutAmount
    ) =>
        status switch
        {
            LeadStatus.Won => new RoiFigures
            {
                WinCount = count,
                RevenueAmount = revenue,
                WinsWithoutAmountCount = withoutAmount,
            },
            LeadStatus.Lost => new RoiFigures { LossCount = count },
            _ => new RoiFigures
            {
                OpenCount = count,
                RevenueAmount = revenue,
                ExpectedRevenueAmount = expected,
                OpenWithoutExpectationCount = withoutAmount,
            },
        };

    private static decimal Amount(long? cents) => (cents ?? 0) / 100m;

    private sealed class GroupKey
    {
        public int? CampaignId { get; init; }

        public int Month { get; init; }

        public LeadStatus Status { get; init; }
    }
}
