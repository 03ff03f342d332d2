using System.ComponentModel;
using LeadDashboard.App.Access;
using LeadDashboard.App.Leads;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Home;

/// <summary>A rep's day.</summary>
/// <param name="UserId">Whose day it is.</param>
/// <param name="Leads">Hottest first, as many as are left of the capacity.</param>
/// <param name="DoneToday">Outcomes this rep marked today.</param>
/// <param name="Stale">Hot leads that nobody touched for a week.</param>
public sealed record Today(string UserId, IReadOnlyList<LeadRow> Leads, int DoneToday, int Capacity, int Stale);

/// <summary>What the data looks like.</summary>
[ImmutableObject(true)]
public sealed record DataHealth(
    int LeadCount,
    int OpenCount,
    int ClosedCount,
    int UnscoredCount,
    DateTime? LastImportUtc,
    int RejectedCount
);

/// <summary>Read-only views for the home page.</summary>
public sealed class HomeQueries(IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    private const int StaleDays = 7;

    /// <summary>
    /// Hot leads of a person or of nobody that were silent for a week: the count on the home page and the list it opens
    /// are of this one filter.
    /// </summary>
    public static LeadFilter Stale(string userId) =>
        new()
        {
            Segment = Segment.Hot,
            OwnerId = userId,
            WithUnassigned = true,
            SilentDays = StaleDays,
            Sort = "activity",
        };

    /// <summary>What is known to be won or lost: the rows behind <see cref="DataHealth.ClosedCount"/>.</summary>
    public static LeadFilter Closed { get; } = new() { Status = null, IsClosed = true };

    public async Task<Today> TodayAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.Of(actor);
        var userId = actor.UserId;
        var nowUtc = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var capacity =
            await context
                .Users.Where(user => user.Id == userId)
                .Select(user => (int?)user.DailyCapacity)
                .FirstOrDefaultAsync(cancellationToken)
            ?? 40;
        var today = nowUtc.Date;
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
        var stale = await LeadQueries.Filtered(context, scope, Stale(userId), nowUtc).CountAsync(cancellationToken);
        var leads = await LeadQueries
            .Rows(LeadOrder.Apply(mine, LeadOrder.Default).Take(Math.Max(0, capacity - done)))
            .ToListAsync(cancellationToken);
        return new Today(userId, leads, done, capacity, stale);
    }

    public async Task<DataHealth> HealthAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.Of(actor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var leads = scope.Within(context.Leads);
        var total = await leads.CountAsync(cancellationToken);
        var open = await leads.CountAsync(lead => lead.Status == LeadStatus.Open, cancellationToken);
        return new DataHealth(
            total,
            open,
            total - open,
            await leads.CountAsync(
                lead => lead.Status == LeadStatus.Open && lead.Probability == null,
                cancellationToken
            ),
            await context.ImportBatches.MaxAsync(batch => (DateTime?)batch.CreatedUtc, cancellationToken),
            await context.RejectedRows.CountAsync(cancellationToken)
        );
    }
}
