using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>The steps of a merge and of its undoing inside the caller's transaction.</summary>
internal static class LeadMerger
{
    /// <param name="pair">Tracked by the context.</param>
    /// <param name="survivorId">One of the pair's leads; null = by the rule.</param>
    /// <param name="choices">See <see cref="MergeRules.Merge"/>.</param>
    public static async Task<Result<MergeRecord>> MergeAsync(
        LeadContext context,
        DuplicatePair pair,
        int? survivorId,
        IReadOnlyDictionary<string, int> choices,
        MergeStamp stamp,
        CancellationToken cancellationToken
    )
    {
        var left = await FindAsync(context, pair.LeftLeadId, cancellationToken);
        var right = await FindAsync(context, pair.RightLeadId, cancellationToken);
        if (pair.State != PairState.Open || left is null || right is null || left.Id == right.Id)
        {
            return DuplicateErrors.Decided;
        }

        if (survivorId is not null && survivorId != left.Id && survivorId != right.Id)
        {
            return DuplicateErrors.WrongSurvivor;
        }

        var survivor =
            survivorId is null ? MergeRules.SurvivorOf(left, right)
            : survivorId == left.Id ? left
            : right;
        var other = ReferenceEquals(survivor, left) ? right : left;
        var counts = await LeadValueCounts.ReadAsync(context, survivor, other, cancellationToken);
        var after = MergeRules.Merge(survivor, other, choices, counts);
        var moving = await MovedRows.ReadAsync(context, [other.Id], cancellationToken);
        var record = RecordOf(survivor, other, after, pair.Id, moving, stamp);
        var survivorOf = new Dictionary<int, int> { [other.Id] = survivor.Id };
        await moving.MoveAsync(context, new BulkWriter(), survivorOf, cancellationToken);
        var before = LeadSnapshot.Read(survivor);
        context.Entry(survivor).CurrentValues.SetValues(after);
        context.Leads.Remove(other);
        context.MergeRecords.Add(record);
        Decide(pair, PairState.Merged, stamp);
        await MergeLog.WriteAsync(
            context,
            stamp,
            ChangeSource.Merge,
            EventKinds.LeadsMerged,
            [LeadImage.Create(before, survivor)],
            cancellationToken
        );
        return record;
    }

    /// <summary>Both leads as they were; fields of the survivor that were edited since keep their edit.</summary>
    /// <param name="record">Tracked by the context.</param>
    public static async Task<Result<MergeUndone>> UndoAsync(
        LeadContext context,
        MergeRecord record,
        MergeStamp stamp,
        CancellationToken cancellationToken
    )
    {
        if (record.UndoneUtc is not null)
        {
            return DuplicateErrors.NotMerged;
        }

        var survivor = await context.Leads.FirstOrDefaultAsync(lead => lead.Id == record.SurvivorId, cancellationToken);
        if (survivor is null)
        {
            return DuplicateErrors.SurvivorGone;
        }

        if (
            await context.Leads.AnyAsync(
                lead => lead.LeadKey == record.MergedLeadKey || lead.Id == record.MergedId,
                cancellationToken
            )
        )
        {
            return DuplicateErrors.KeyTaken;
        }

        var (before, after, merged) = (
            MergeSnapshot.Parse(record.BeforeJson),
            MergeSnapshot.Parse(record.AfterJson),
            MergeSnapshot.Parse(record.MergedJson)
        );
        var kept = MergeSnapshot.EditedSince(survivor, before, after);
        var was = LeadSnapshot.Read(survivor);
        MergeSnapshot.Restore(survivor, before, after);
        survivor.ActivityCount = Math.Max(0, survivor.ActivityCount - merged.ActivityCount);
        survivor.LastActivityUtc =
            survivor.LastActivityUtc == after.LastActivityUtc ? before.LastActivityUtc : survivor.LastActivityUtc;
        await LeadReferences.ClearGoneAsync(context, [survivor, merged], cancellationToken);
        context.Leads.Add(merged);
        record.UndoneById = stamp.ActorId;
        record.UndoneUtc = stamp.Utc;
        await MergeLog.WriteAsync(
            context,
            stamp,
            ChangeSource.Undo,
            EventKinds.MergeUndone,
            [LeadImage.Create(was, survivor), new LeadImage(merged.Id, [])],
            cancellationToken
        );

        await MovedRows.GiveBackAsync(context, record.MovedJson, survivor.Id, merged.Id, cancellationToken);
        var pair = await context.DuplicatePairs.FirstOrDefaultAsync(
            candidate => candidate.Id == record.PairId,
            cancellationToken
        );
        if (pair is not null)
        {
            (pair.State, pair.ReviewedById, pair.ReviewedUtc) = (PairState.Open, null, null);
        }

        await context.SaveChangesAsync(cancellationToken);
        return new MergeUndone(record.Id, kept);
    }

    /// <summary>What undoing the merge needs.</summary>
    /// <param name="survivor">As it was.</param>
    /// <param name="after">As the merge leaves it.</param>
    public static MergeRecord RecordOf(
        Lead survivor,
        Lead other,
        Lead after,
        int pairId,
        MovedRows moved,
        MergeStamp stamp
    ) =>
        new()
        {
            SurvivorId = survivor.Id,
            MergedId = other.Id,
            MergedLeadKey = other.LeadKey,
            PairId = pairId,
            GroupKey = stamp.GroupKey,
            BeforeJson = MergeSnapshot.ToJson(survivor),
            AfterJson = MergeSnapshot.ToJson(after),
            MergedJson = MergeSnapshot.ToJson(other),
            MovedJson = moved.ToJson(other.Id),
            MergedById = stamp.ActorId,
            MergedUtc = stamp.Utc,
        };

    public static void Decide(DuplicatePair pair, PairState state, MergeStamp stamp) =>
        (pair.State, pair.ReviewedById, pair.ReviewedUtc) = (state, stamp.ActorId, stamp.Utc);

    /// <summary>The lead, or the one it was merged into.</summary>
    private static async Task<Lead?> FindAsync(LeadContext context, int leadId, CancellationToken cancellationToken)
    {
        // Each step goes to an earlier merge's survivor; a chain is as short as the group is small.
        for (var id = leadId; ;)
        {
            if (await context.Leads.FirstOrDefaultAsync(lead => lead.Id == id, cancellationToken) is { } lead)
            {
                return lead;
            }

            if (
                await context
                    .MergeRecords.Where(merge => merge.MergedId == id && merge.UndoneUtc == null)
                    .Select(merge => (int?)merge.SurvivorId)
                    .FirstOrDefaultAsync(cancellationToken)
                is not { } next
            )
            {
                return null;
            }

            id = next;
        }
    }
}

/// <summary>Who decides, when, and together with what.</summary>
internal sealed record MergeStamp(string ActorId, DateTime Utc, string GroupKey);
