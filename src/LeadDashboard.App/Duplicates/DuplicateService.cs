using LeadDashboard.App.Jobs;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>What undoing a merge did.</summary>
/// <param name="KeptEdits">Fields of the survivor that were edited after the merge and kept their edit.</param>
public sealed record MergeUndone(int MergeId, IReadOnlyList<string> KeptEdits);

/// <summary>Decisions about pairs. Each is one transaction: after it returns, the decision is on disk.</summary>
public sealed class DuplicateService(IDbContextFactory<LeadContext> contexts, JobQueue queue, TimeProvider time)
{
    /// <returns>Id of the searching job.</returns>
    public Task<int> FindNowAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.MergeLeads);
        return queue.EnqueueAsync(
            DuplicatesModule.FindDuplicates,
            new TriggerArguments("manual"),
            actor,
            cancellationToken
        );
    }

    /// <param name="pairId">An open pair.</param>
    /// <param name="survivorId">The lead to keep; null = by the rule.</param>
    /// <param name="choices">Field name to the lead whose value is kept; fields not named follow the rule.</param>
    public async Task<Result<MergeRecord>> MergeAsync(
        int pairId,
        int? survivorId,
        IReadOnlyDictionary<string, int> choices,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.MergeLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var pair = await context.DuplicatePairs.FirstOrDefaultAsync(
            candidate => candidate.Id == pairId,
            cancellationToken
        );
        if (pair is null)
        {
            return DuplicateErrors.Decided;
        }

        var merged = await LeadMerger.MergeAsync(context, pair, survivorId, choices, Stamp(actor), cancellationToken);
        if (merged.IsOk)
        {
            var rescoring = await RescoreAsync(context, "merge", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            Announce(rescoring);
        }

        return merged;
    }

    /// <summary>Two different leads: the pair is not shown again, also after the next search.</summary>
    public async Task<Result<DuplicatePair>> DismissAsync(
        int pairId,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.MergeLeads);
        return await SetStateAsync(pairId, PairState.Open, PairState.NotDuplicate, actor, cancellationToken);
    }

    /// <summary>Takes back "not a duplicate".</summary>
    public async Task<Result<DuplicatePair>> ReopenAsync(
        int pairId,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.MergeLeads);
        return await SetStateAsync(pairId, PairState.NotDuplicate, PairState.Open, actor, cancellationToken);
    }

    /// <summary>What undoing a merge would not take back, because it was edited since; empty = nothing.</summary>
    public async Task<IReadOnlyList<string>> ConflictsAsync(
        int mergeId,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.MergeLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var record = await context
            .MergeRecords.AsNoTracking()
            .FirstOrDefaultAsync(merge => merge.Id == mergeId, cancellationToken);
        var survivor = record is null
            ? null
            : await context
                .Leads.AsNoTracking()
                .FirstOrDefaultAsync(lead => lead.Id == record.SurvivorId, cancellationToken);
        return survivor is null
            ? []
            : MergeSnapshot.EditedSince(
                survivor,
                MergeSnapshot.Parse(record!.BeforeJson),
                MergeSnapshot.Parse(record.AfterJson)
            );
    }

    /// <param name="keepEdits">False: refused where the survivor was edited since, so that the person can look; true:
    /// those edits stay, the rest is taken back.</param>
    public async Task<Result<MergeUndone>> UndoMergeAsync(
        int mergeId,
        bool keepEdits,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.MergeLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var record = await context.MergeRecords.FirstOrDefaultAsync(merge => merge.Id == mergeId, cancellationToken);
        if (record is null)
        {
            return DuplicateErrors.NotMerged;
        }

        var undone = await LeadMerger.UndoAsync(context, record, Stamp(actor), cancellationToken);
        if (!undone.IsOk)
        {
            return undone;
        }

        if (undone.Value.KeptEdits.Count > 0 && !keepEdits)
        {
            await transaction.RollbackAsync(cancellationToken);
            return DuplicateErrors.Edited;
        }

        var rescoring = await RescoreAsync(context, "unmerge", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Announce(rescoring);
        return undone;
    }

    /// <summary>Merges every open pair at or above the probability whose group does not contradict it.</summary>
    /// <returns>Id of the job.</returns>
    public Task<int> MergeAboveAsync(double probability, Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.MergeLeads);
        if (!(probability is >= 0.9 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(probability),
                probability,
                "Pairs below 90 % are for people to judge; 0.9 to 1 is expected."
            );
        }

        return queue.EnqueueAsync(
            DuplicatesModule.MergeDuplicates,
            new MergeArguments(Guid.NewGuid().ToString("N"), probability),
            actor,
            cancellationToken
        );
    }

    /// <summary>Takes back all merges of one group; where a survivor was edited since, the edits stay.</summary>
    /// <returns>Id of the job.</returns>
    public Task<int> UndoGroupAsync(string groupKey, Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.MergeLeads);
        return queue.EnqueueAsync(
            DuplicatesModule.UndoMerges,
            new UndoMergesArguments(groupKey),
            actor,
            cancellationToken
        );
    }

    private async Task<Result<DuplicatePair>> SetStateAsync(
        int pairId,
        PairState from,
        PairState to,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var pair = await context.DuplicatePairs.FirstOrDefaultAsync(
            candidate => candidate.Id == pairId && candidate.State == from,
            cancellationToken
        );
        if (pair is null)
        {
            return DuplicateErrors.Decided;
        }

        LeadMerger.Decide(pair, to, Stamp(actor));
        await context.SaveChangesAsync(cancellationToken);
        return pair;
    }

    /// <summary>
    /// The survivor knows more than before: its score is computed anew. Nothing to do before there is a model.
    /// </summary>
    private async Task<Job?> RescoreAsync(LeadContext context, string trigger, CancellationToken cancellationToken) =>
        await context.ModelVersions.AnyAsync(version => version.Status == ModelStatus.Champion, cancellationToken)
            ? await queue.AddAsync(
                context,
                RescoringModule.ScoreLeads,
                new TriggerArguments(trigger),
                Actor.System,
                cancellationToken,
                evenIfRunning: true
            )
            : null;

    private void Announce(Job? job)
    {
        if (job is not null)
        {
            queue.Announce(job);
        }
    }

    private MergeStamp Stamp(Actor actor) => new(actor.UserId, time.GetUtcNow().UtcDateTime, "");
}
