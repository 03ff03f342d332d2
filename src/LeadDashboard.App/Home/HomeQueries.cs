using System.ComponentModel;
using LeadDashboard.App.Access;
using LeadDashboard.App.Caching;
using LeadDashboard.App.Leads;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Home;

/// <summary>A rep's day.</summary>
/// <param name="UserId">Whose day it is.</param>
/// <param name="Leads">Hottest first, as many as are left of the capacity.</param>
/// <param name="DoneToday">Outcomes this rep marked today.</param>
public sealed record Today(string UserId, IReadOnlyList<LeadRow> Leads, int DoneToday, int Capacity);

/// <summary>What the data looks like.</summary>
[ImmutableObject(true)]
public sealed record DataHealth(int LeadCount, int OpenCount)
{
    public int ClosedCount => LeadCount - OpenCount;
}

/// <summary>Read-only views for the home page.</summary>
public sealed class HomeQueries(
    IDbContextFactory<LeadContext> contexts,
    ReportCache reports,
    TimeProvider time
)
{
    private const int StaleDays = 7;

    /// <summary>
    /// Hot leads that were silent for a week: the count on the home page and the list it opens are of this one filter.
    /// </summary>
    /// <param name="userId">Those of a person and of nobody; null = of everybody.</param>
    public static LeadFilter Stale(string? userId) =>
        new()
        {
            Segment = Segment.Hot,
            OwnerId = userId,
            WithUnassigned = userId is not null,
            SilentDays = StaleDays,
            Sort = "activity",
        };

    /// <param name="actor">Whose day.</param>
    /// <param name="viewer">Where that person is: today is the day that a clock there shows.</param>
    /// <param name="cancellationToken">Of the one who asks.</param>
    public async Task<Today> TodayAsync(Actor actor, ZoneDays viewer, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        var userId = actor.UserId;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var capacity =
            await context
                .Users.Where(user => user.Id == userId)
                .Select(user => (int?)user.DailyCapacity)
                .FirstOrDefaultAsync(cancellationToken)
            ?? 40;
        var today = viewer.StartUtc(viewer.DayOf(time.GetUtcNow().UtcDateTime));
        var done = await context.Outcomes.CountAsync(
            outcome => outcome.ActorId == userId && outcome.UndoneUtc == null && outcome.RecordedUtc >= today,
            cancellationToken
        );
        var mine = scope
            .Within(context.Leads.AsNoTracking())
            .Where(lead =>
                lead.Status == LeadStatus.Open
                && lead.Probability != null
                && (lead.OwnerId == userId || lead.OwnerId == null)
            );
        var leads = await LeadQueries
            .Rows(LeadOrder.Apply(mine, LeadOrder.Default).Take(Math.Max(0, capacity - done)))
            .ToListAsync(cancellationToken);
        return new Today(userId, leads, done, capacity);
    }

    public async Task<DataHealth> HealthAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        return await reports.GetAsync(
            "data-health",
            ReportScope.Company with
            {
                Rows = scope.Key,
            },
            async token =>
            {
                await using var context = await contexts.CreateDbContextAsync(token);
                var leads = scope.Within(context.Leads);
                return new DataHealth(
                    await leads.CountAsync(token),
                    await leads.CountAsync(lead => lead.Status == LeadStatus.Open, token)
                );
            },
            cancellationToken
        );
    }
}
