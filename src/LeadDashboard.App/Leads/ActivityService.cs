using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Leads;

/// <summary>Logs what a rep did with a lead.</summary>
public sealed class ActivityService(IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    /// <summary>What each way in refuses by.</summary>
    public static ActivityEntryRules Rules { get; } = new();

    /// <summary>Logs it as of now. Where the lead is gone, or the entry breaks a rule, nothing is written.</summary>
    public async Task<Result<Activity>> LogAsync(
        int leadId,
        ActivityEntry entry,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.EditLeads);
        if (Rules.Refusal(entry) is { } refusal)
        {
            return refusal;
        }

        var nowUtc = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var touched = await context
            .Leads.Where(lead => lead.Id == leadId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(lead => lead.LastActivityUtc, nowUtc)
                        .SetProperty(lead => lead.ActivityCount, lead => lead.ActivityCount + 1),
                cancellationToken
            );
        if (touched == 0)
        {
            return ActivityErrors.LeadGone;
        }

        var activity = new Activity
        {
            LeadId = leadId,
            Kind = entry.Kind,
            OccurredUtc = nowUtc,
            Detail = string.IsNullOrWhiteSpace(entry.Detail) ? null : entry.Detail.Trim(),
            ActorId = actor.UserId,
        };
        context.Activities.Add(activity);
        Outbox.Add(context, EventKinds.ActivityLogged, nowUtc, entityId: leadId);
        await context.SaveChangesAsync(cancellationToken);
        var stamp = new ChangeStamp(actor.UserId, ChangeSource.Person, "activity.log", nowUtc, 1)
        {
            EntityKind = nameof(Lead),
            EntityId = leadId,
        };
        await ChangeLog.WriteAsync(context, stamp, [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return activity;
    }
}

/// <summary>Expected refusals.</summary>
public static class ActivityErrors
{
    public static Error LeadGone { get; } = new("leads.lead-gone");
}
