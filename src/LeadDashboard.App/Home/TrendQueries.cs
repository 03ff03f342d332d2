using System.ComponentModel;
using LeadDashboard.App.Access;
using LeadDashboard.App.Caching;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using LeadDashboard.Data.Money;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Home;

/// <summary>What came in and was decided in the last weeks, each seven days of the company's zone.</summary>
/// <param name="LastDay">The last day of the last week: today.</param>
/// <param name="Arrived">Leads by week of arrival, oldest first.</param>
/// <param name="Won">Leads by week of the decision.</param>
/// <param name="RevenueAmounts">Of the won leads.</param>
[ImmutableObject(true)]
public sealed record Trends(
    DateOnly LastDay,
    IReadOnlyList<int> Arrived,
    IReadOnlyList<int> Won,
    IReadOnlyList<int> Lost,
    IReadOnlyList<decimal> RevenueAmounts,
    string Currency
)
{
    /// <summary>Share of the decided leads that were won, week by week; null where none was decided.</summary>
    public IReadOnlyList<double?> WinRates =>
        [.. Won.Zip(Lost, (won, lost) => won + lost == 0 ? (double?)null : (double)won / (won + lost))];

    /// <summary>The leads behind the last week of <see cref="Arrived"/>.</summary>
    public LeadFilter ArrivedLately => TrendQueries.Arrived(LastDay.AddDays(-6), LastDay);

    /// <summary>The leads behind the last week of <see cref="Won"/>.</summary>
    public LeadFilter WonLately => TrendQueries.Decided(LastDay.AddDays(-6), LastDay) with { Status = LeadStatus.Won };

    /// <summary>The leads behind the last week of <see cref="WinRates"/>.</summary>
    public LeadFilter DecidedLately => TrendQueries.Decided(LastDay.AddDays(-6), LastDay) with { IsClosed = true };
}

/// <summary>What happened since the day before began.</summary>
/// <param name="FromDay">Yesterday, in the company's zone.</param>
/// <param name="HotCount">Of the arrived leads, those that are open and hot.</param>
[ImmutableObject(true)]
public sealed record RecentChanges(
    DateOnly FromDay,
    int ArrivedCount,
    int HotCount,
    int WonCount,
    decimal WonAmount,
    int LostCount,
    string Currency
)
{
    public LeadFilter Arrived => TrendQueries.Arrived(FromDay, null);

    public LeadFilter Hot => Arrived with { Status = LeadStatus.Open, Segment = Core.Segments.Segment.Hot };

    public LeadFilter Won => TrendQueries.Decided(FromDay, null) with { Status = LeadStatus.Won };

    public LeadFilter Lost => TrendQueries.Decided(FromDay, null) with { Status = LeadStatus.Lost };

    public bool IsNone => ArrivedCount + WonCount + LostCount == 0;
}

/// <summary>Counts by time for the home page, each by the filter that its link opens.</summary>
public sealed class TrendQueries(
    IDbContextFactory<LeadContext> contexts,
    SettingStore settings,
    ReportCache reports,
    TimeProvider time
)
{
    public const int WeekCount = 12;

    /// <summary>Leads that arrived within days.</summary>
    public static LeadFilter Arrived(DateOnly? from, DateOnly? to) =>
        new()
        {
            Status = null,
            FromDay = from,
            ToDay = to,
            Sort = "-created",
        };

    /// <summary>Leads that were decided within days.</summary>
    public static LeadFilter Decided(DateOnly? from, DateOnly? to) =>
        new()
        {
            Status = null,
            ClosedFromDay = from,
            ClosedToDay = to,
        };

    public async Task<Trends> WeeksAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        var (company, today, nowUtc) = await TodayAsync(cancellationToken);
        return await reports.GetAsync(
            FormattableString.Invariant($"weeks-{today:yyyy-MM-dd}"),
            new ReportScope(scope.Key, company.TimeZone),
            async token =>
            {
                var first = today.AddDays(1 - (7 * WeekCount));
                var starts = Enumerable
                    .Range(0, WeekCount)
                    .Select(week => company.Days.StartUtc(first.AddDays(7 * week)))
                    .ToArray();
                await using var context = await contexts.CreateDbContextAsync(token);
                var (arrived, won, lost) = (new int[WeekCount], new int[WeekCount], new int[WeekCount]);
                var revenue = new decimal[WeekCount];
                var arrivals = await LeadQueries
                    .Filtered(context, scope, Arrived(first, today), nowUtc, company.Days)
                    .GroupBy(InstantSpans.Number<Lead>(lead => lead.CreatedUtc, starts))
                    .Select(group => new { Week = group.Key, Count = group.Count() })
                    .ToListAsync(token);
                foreach (var week in arrivals)
                {
                    arrived[week.Week] = week.Count;
                }

                foreach (var status in new[] { LeadStatus.Won, LeadStatus.Lost })
                {
                    var decided = await LeadQueries
                        .Filtered(
                            context,
                            scope,
                            Decided(first, today) with
                            {
                                Status = status,
                            },
                            nowUtc,
                            company.Days
                        )
                        .GroupBy(InstantSpans.Number<Lead>(lead => lead.ClosedUtc!.Value, starts))
                        .Select(group => new
                        {
                            Week = group.Key,
                            Count = group.Count(),
                            Cents = group.Sum(lead => MoneyFunctions.Cents(lead.WonAmount)),
                        })
                        .ToListAsync(token);
                    foreach (var week in decided)
                    {
                        (status == LeadStatus.Won ? won : lost)[week.Week] = week.Count;
                        revenue[week.Week] += status == LeadStatus.Won ? (week.Cents ?? 0) / 100m : 0;
                    }
                }

                return new Trends(today, arrived, won, lost, revenue, company.Currency);
            },
            cancellationToken
        );
    }

    public async Task<RecentChanges> SinceYesterdayAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        var (company, today, nowUtc) = await TodayAsync(cancellationToken);
        var from = today.AddDays(-1);
        return await reports.GetAsync(
            FormattableString.Invariant($"since-{from:yyyy-MM-dd}"),
            new ReportScope(scope.Key, company.TimeZone),
            async token =>
            {
                await using var context = await contexts.CreateDbContextAsync(token);
                IQueryable<Lead> Of(LeadFilter filter) =>
                    LeadQueries.Filtered(context, scope, filter, nowUtc, company.Days);
                var asked = new RecentChanges(from, 0, 0, 0, 0, 0, company.Currency);
                var won = Of(asked.Won);
                return asked with
                {
                    ArrivedCount = await Of(asked.Arrived).CountAsync(token),
                    HotCount = await Of(asked.Hot).CountAsync(token),
                    WonCount = await won.CountAsync(token),
                    WonAmount = (await won.SumAsync(lead => MoneyFunctions.Cents(lead.WonAmount), token) ?? 0) / 100m,
                    LostCount = await Of(asked.Lost).CountAsync(token),
                };
            },
            cancellationToken
        );
    }

    private async Task<(CompanySettings Company, DateOnly Today, DateTime NowUtc)> TodayAsync(CancellationToken token)
    {
        var company = await settings.ReadAsync<CompanySettings>(token);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        return (company, company.Days.DayOf(nowUtc), nowUtc);
    }
}
