using LeadDashboard.App.Jobs;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>
/// Merges the surest pairs, likeliest first. Every merge is a transaction of its own that also closes its pair: after a
/// kill the job goes on with the pairs still open.
/// </summary>
internal sealed class MergeDuplicatesJob(IDbContextFactory<LeadContext> contexts, TimeProvider time) : IJobHandler
{
    public string Kind => DuplicatesModule.MergeDuplicates.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments(DuplicatesModule.MergeDuplicates);
        int[] ids;
        int before;
        await using (var reading = await contexts.CreateDbContextAsync(cancellationToken))
        {
            before = await reading.MergeRecords.CountAsync(
                merge => merge.GroupKey == arguments.Group,
                cancellationToken
            );
            ids = await reading
                .DuplicatePairs.Where(pair =>
                    pair.State == PairState.Open
                    && pair.ImportBatchId == null
                    && pair.IsJoined
                    && pair.Probability >= arguments.Probability
                )
                .OrderByDescending(pair => pair.Probability)
                .ThenBy(pair => pair.Id)
                .Select(pair => pair.Id)
                .ToArrayAsync(cancellationToken);
        }

        for (var i = 0; i < ids.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await MergeAsync(
                ids[i],
                new MergeStamp(context.ActorId, time.GetUtcNow().UtcDateTime, arguments.Group),
                cancellationToken
            );
            context.Report((i + 1.0) / ids.Length, DuplicateMessages.Merged, before + i + 1, before + ids.Length);
        }

        await Rescoring.QueueAsync(contexts, context, cancellationToken);
    }

    private async Task MergeAsync(int pairId, MergeStamp stamp, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var pair = await database.DuplicatePairs.FirstOrDefaultAsync(
            candidate => candidate.Id == pairId && candidate.State == PairState.Open,
            cancellationToken
        );
        if (pair is null)
        {
            return;
        }

        var merged = await LeadMerger.MergeAsync(
            database,
            pair,
            null,
            new Dictionary<string, int>(StringComparer.Ordinal),
            stamp,
            cancellationToken
        );
        if (!merged.IsOk)
        {
            // Both sides have become one lead by way of a third, or a lead was removed: nothing is left to merge.
            database.ChangeTracker.Clear();
            return;
        }

        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>Takes back the merges of one group, newest first, each in a transaction of its own.</summary>
internal sealed class UndoMergesJob(IDbContextFactory<LeadContext> contexts, TimeProvider time) : IJobHandler
{
    public string Kind => DuplicatesModule.UndoMerges.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var group = context.Arguments(DuplicatesModule.UndoMerges).Group;
        int[] ids;
        int before;
        await using (var reading = await contexts.CreateDbContextAsync(cancellationToken))
        {
            before = await reading.MergeRecords.CountAsync(
                merge => merge.GroupKey == group && merge.UndoneUtc != null,
                cancellationToken
            );
            ids = await reading
                .MergeRecords.Where(merge => merge.GroupKey == group && merge.UndoneUtc == null)
                .OrderByDescending(merge => merge.Id)
                .Select(merge => merge.Id)
                .ToArrayAsync(cancellationToken);
        }

        for (var i = 0; i < ids.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var id = ids[i];
            var record = await database.MergeRecords.FirstAsync(merge => merge.Id == id, cancellationToken);
            var undone = await LeadMerger.UndoAsync(
                database,
                record,
                new MergeStamp(context.ActorId, time.GetUtcNow().UtcDateTime, group),
                cancellationToken
            );
            if (undone.IsOk)
            {
                await transaction.CommitAsync(cancellationToken);
            }

            context.Report((i + 1.0) / ids.Length, DuplicateMessages.Undone, before + i + 1, before + ids.Length);
        }

        await Rescoring.QueueAsync(contexts, context, cancellationToken);
    }
}

/// <summary>Merged leads get their scores anew, once there is a model.</summary>
internal static class Rescoring
{
    public static async Task QueueAsync(
        IDbContextFactory<LeadContext> contexts,
        JobContext context,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await database.ModelVersions.AnyAsync(version => version.Status == ModelStatus.Champion, cancellationToken))
        {
            await context.EnqueueAsync(RescoringModule.ScoreLeads, new TriggerArguments("merge"), cancellationToken);
        }
    }
}
