using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Leads;

/// <summary>Logs what a rep did with a lead.</summary>
public sealed class ActivityService(IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    public async Task LogAsync(
        int leadId,
        ActivityKind kind,
        string? detail,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.EditLeads);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Activities.Add(
            new Activity
            {
                LeadId = leadId,
                Kind = kind,
                OccurredUtc = nowUtc,
                Detail = string.IsNullOrWhiteSpace(detail) ? null : detail.Trim(),
                ActorId = actor.UserId,
            }
        );
        Outbox.Add(context, EventKinds.ActivityLogged, nowUtc, entityId: leadId);
        await context.SaveChangesAsync(cancellationToken);
        await context
            .Leads.Where(lead => lead.Id == leadId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(lead => lead.LastActivityUtc, nowUtc)
                        .SetProperty(lead => lead.ActivityCount, lead => lead.ActivityCount + 1),
                cancellationToken
            );
        var stamp = new ChangeStamp(actor.UserId, ChangeSource.Person, "activity.log", nowUtc, 1)
        {
            EntityKind = nameof(Lead),
            EntityId = leadId,
        };
        await ChangeLog.WriteAsync(context, stamp, [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
