using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Results;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Outcomes;

/// <summary>Outcomes and their undoing. Each is one transaction: after it returns, the outcome is on disk.</summary>
public sealed class OutcomeService(IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    /// <summary>What each way in refuses by.</summary>
    public static OutcomeEntryRules Rules { get; } = new();

    /// <summary>Closes an open lead. Who comes second is refused: only one outcome can be right.</summary>
    /// <param name="leadId">An open lead.</param>
    /// <param name="shown">What the page showed; without a page the stored score.</param>
    public async Task<Result<Outcome>> RecordAsync(
        int leadId,
        OutcomeEntry entry,
        Actor actor,
        ScoreShown? shown = null,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.RecordOutcomes);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await ApplyAsync(context, leadId, entry, null, actor, shown, cancellationToken);
        if (result.IsOk)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    /// <summary>The same inside a transaction of the caller, who commits when it is accepted.</summary>
    /// <param name="closedUtc">When the deal was decided; null = now.</param>
    internal async Task<Result<Outcome>> ApplyAsync(
        LeadContext context,
        int leadId,
        OutcomeEntry entry,
        DateTime? closedUtc,
        Actor actor,
        ScoreShown? shown,
        CancellationToken cancellationToken
    )
    {
        actor.Require(Permission.RecordOutcomes);
        if (Rules.Refusal(entry) is { } refusal)
        {
            return refusal;
        }

        var (kind, amount, reason) = entry;
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var lead = await context
            .Leads.AsNoTracking()
            .FirstOrDefaultAsync(candidate => candidate.Id == leadId, cancellationToken);
        if (lead is null)
        {
            return OutcomeErrors.NotThere;
        }

        var status = LabelRules.StatusOf(kind);
        DateTime? decidedUtc = status == LeadStatus.Open ? null : closedUtc ?? nowUtc;
        var income = kind == OutcomeKind.Won ? amount ?? lead.ValueAmount : LabelRules.IncomeOf(kind, amount);
        var why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        var lossReason = status == LeadStatus.Lost ? why : null;
        var changed = await context
            .Leads.Where(candidate =>
                candidate.Id == leadId
                && candidate.Status == LeadStatus.Open
                && !context.Outcomes.Any(standing =>
                    standing.LeadId == leadId
                    && standing.UndoneUtc == null
                    && (standing.Kind == OutcomeKind.Passed || standing.Kind == OutcomeKind.Sold)
                )
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(candidate => candidate.Status, status)
                        .SetProperty(candidate => candidate.ClosedUtc, decidedUtc)
                        .SetProperty(candidate => candidate.WonAmount, income)
                        .SetProperty(candidate => candidate.LossReason, lossReason),
                cancellationToken
            );
        if (changed != 1)
        {
            return OutcomeErrors.AlreadyClosed;
        }

        var outcome = new Outcome
        {
            LeadId = leadId,
            Kind = kind,
            Source = OutcomeSource.Person,
            Amount = income,
            Reason = why,
            ClosedUtc = closedUtc ?? nowUtc,
            RecordedUtc = nowUtc,
            ActorId = actor.UserId,
            ProbabilityShown = shown is null ? lead.Probability : shown.Probability,
            SegmentShown = shown is null ? lead.Segment : shown.Segment,
            ModelVersionId = shown is null ? lead.ModelVersionId : shown.ModelVersionId,
        };
        context.Outcomes.Add(outcome);
        var before = LeadSnapshot.Read(lead);
        (lead.Status, lead.ClosedUtc, lead.WonAmount, lead.LossReason) = (status, decidedUtc, income, lossReason);
        Outbox.Add(context, EventKinds.OutcomeRecorded, nowUtc, leadId, payload: new { Kind = (int)kind });
        await ChangeLog.WriteAsync(
            context,
            Stamp(actor, ChangeSource.Person, "outcome.record", nowUtc, leadId),
            [LeadImage.Create(before, lead)],
            cancellationToken
        );
        return outcome;
    }

    /// <summary>Takes back the newest outcome of a lead that still stands.</summary>
    public async Task<Result<Outcome>> UndoOfLeadAsync(
        int leadId,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.RecordOutcomes);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var standing = await context
            .Outcomes.Where(outcome => outcome.LeadId == leadId && outcome.UndoneUtc == null)
            .MaxAsync(outcome => (int?)outcome.Id, cancellationToken);
        return standing is { } id ? await UndoAsync(id, actor, cancellationToken) : OutcomeErrors.NothingToUndo;
    }

    /// <summary>
    /// Takes back one outcome, at most once; its row stays, marked as undone. The lead then follows the newest outcome
    /// that still stands, and is open without one.
    /// </summary>
    public async Task<Result<Outcome>> UndoAsync(
        int outcomeId,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.RecordOutcomes);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var changed = await context
            .Outcomes.Where(candidate => candidate.Id == outcomeId && candidate.UndoneUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(candidate => candidate.UndoneUtc, nowUtc), cancellationToken);
        if (changed != 1)
        {
            return OutcomeErrors.NothingToUndo;
        }

        var outcome = await context
            .Outcomes.AsNoTracking()
            .SingleAsync(candidate => candidate.Id == outcomeId, cancellationToken);
        var standing = await context
            .Outcomes.AsNoTracking()
            .Where(candidate => candidate.LeadId == outcome.LeadId && candidate.UndoneUtc == null)
            .OrderByDescending(candidate => candidate.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var status = standing is null ? LeadStatus.Open : LabelRules.StatusOf(standing.Kind);
        var closedUtc = status == LeadStatus.Open ? null : standing?.ClosedUtc;
        var income = standing is null ? null : LabelRules.IncomeOf(standing.Kind, standing.Amount);
        var lossReason = status == LeadStatus.Lost ? standing?.Reason : null;
        var lead = await context.Leads.AsNoTracking().SingleAsync(row => row.Id == outcome.LeadId, cancellationToken);
        var before = LeadSnapshot.Read(lead);
        (lead.Status, lead.ClosedUtc, lead.WonAmount, lead.LossReason) = (status, closedUtc, income, lossReason);
        Outbox.Add(context, EventKinds.OutcomeUndone, nowUtc, outcome.LeadId);
        await ChangeLog.WriteAsync(
            context,
            Stamp(actor, ChangeSource.Undo, "outcome.undo", nowUtc, outcome.LeadId),
            [LeadImage.Create(before, lead)],
            cancellationToken
        );
        await context
            .Leads.Where(candidate => candidate.Id == outcome.LeadId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(candidate => candidate.Status, status)
                        .SetProperty(candidate => candidate.ClosedUtc, closedUtc)
                        .SetProperty(candidate => candidate.WonAmount, income)
                        .SetProperty(candidate => candidate.LossReason, lossReason),
                cancellationToken
            );
        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private static ChangeStamp Stamp(Actor actor, ChangeSource source, string action, DateTime atUtc, int leadId) =>
        new(actor.UserId, source, action, atUtc, 1) { EntityKind = nameof(Lead), EntityId = leadId };
}

/// <summary>The score that a person had before the eyes when they decided; null where none was shown.</summary>
public sealed record ScoreShown(double? Probability, Segment? Segment, int? ModelVersionId);

/// <summary>Expected refusals.</summary>
public static class OutcomeErrors
{
    public static Error AlreadyClosed { get; } = new("outcomes.already-closed");

    public static Error NothingToUndo { get; } = new("outcomes.nothing-to-undo");

    public static Error NotThere { get; } = new("outcomes.not-there");
}
