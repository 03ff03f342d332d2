using System.Text.Json;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>
/// Takes back what an import brought: created leads, deals and products are deleted, changed fields get their old
/// values, spend and activities go.
/// What somebody changed later stays and is listed. Each step is one transaction with its place, so that a kill at any
/// instant costs nothing.
/// </summary>
internal sealed class UndoImportJob(
    IDbContextFactory<LeadContext> contexts,
    BulkWriter writer,
    ImportPairs pairs,
    ImportOptions options,
    TimeProvider time
) : IJobHandler
{
    private const int MergesAtOnce = 50;
    private const int RecordsAtOnce = 1_000;

    /// <summary>In this order: what others hold on to goes last.</summary>
    private IEnumerable<Step> Steps =>
        [
            UndoMergesAsync,
            ListMergesAsync,
            DeleteStagesAsync,
            Restore(work => new PurchaseHistory(work)),
            Remove(
                work => new PurchaseHistory(work),
                at => at.LastPurchaseId,
                (at, id) => at with { LastPurchaseId = id }
            ),
            Restore(work => new DealHistory(work)),
            Remove(work => new DealHistory(work), at => at.LastDealId, (at, id) => at with { LastDealId = id }),
            Restore(work => new ProductHistory(work)),
            Remove(
                work => new ProductHistory(work),
                at => at.LastProductId,
                (at, id) => at with { LastProductId = id }
            ),
            Restore(work => new LeadHistory(work)),
            Remove(work => new LeadHistory(work), at => at.LastLeadId, (at, id) => at with { LastLeadId = id }),
            Restore(work => new ActivityHistory(work)),
            Remove(
                work => new ActivityHistory(work),
                at => at.LastActivityId,
                (at, id) => at with { LastActivityId = id }
            ),
            RestoreSpendAsync,
            Restore(work => new CampaignHistory(work)),
            Restore(work => new CostHistory(work)),
            Remove(work => new CostHistory(work), at => at.LastCostId, (at, id) => at with { LastCostId = id }),
        ];

    /// <summary>Takes one chunk back; null = nothing is left to do.</summary>
    private delegate Task<Position?> Step(UndoWork work, Position at, CancellationToken cancellationToken);

    /// <param name="LastLeadId">The last created lead that was looked at.</param>
    /// <param name="LastMergeId">The last merge of the import that was looked at; they go from the newest to the
    /// oldest.</param>
    /// <param name="IsMergesListed">Merges that people made of its leads are listed.</param>
    /// <param name="LastDealId">The last created deal that was looked at.</param>
    /// <param name="LastProductId">The last created product that was looked at.</param>
    /// <param name="LastPurchaseId">The last created line of an order that was looked at.</param>
    /// <param name="LastCostId">The last created cost that was looked at.</param>
    /// <param name="LastActivityId">The last created activity that was looked at.</param>
    private sealed record Position(
        int LastLeadId,
        int Count,
        int LastMergeId = int.MaxValue,
        bool IsMergesListed = false,
        int LastDealId = 0,
        int LastProductId = 0,
        int LastPurchaseId = 0,
        int LastCostId = 0,
        int LastActivityId = 0
    );

    public string Kind => ImportingModule.UndoImport.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var batchId = context.Arguments(ImportingModule.UndoImport).BatchId;
        var position = context.Checkpoint is { } json
            ? JsonSerializer.Deserialize<Position>(json)!
            : new Position(0, 0);
        foreach (var step in Steps)
        {
            for (var isMore = true; isMore;)
            {
                await using var database = await contexts.CreateDbContextAsync(cancellationToken);
                await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
                var work = new UndoWork(
                    database,
                    writer,
                    batchId,
                    new UndoConflicts(batchId),
                    context.ActorId,
                    time.GetUtcNow().UtcDateTime,
                    Math.Min(RecordsAtOnce, options.ChunkRows)
                );
                var next = await step(work, position, cancellationToken);
                isMore = next is not null;
                if (isMore)
                {
                    position = next!;
                    await work.Conflicts.StoreAsync(database, writer, cancellationToken);
                    await context.SaveCheckpointAsync(database, JsonSerializer.Serialize(position), cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                    context.Report(0.5, ImportJobMessages.Undone, position.Count);
                }
            }
        }

        await FinishAsync(batchId, context.ActorId, position.Count, cancellationToken);
        await ScoreAsync(context, cancellationToken);
    }

    public async Task StoppedAsync(JobStop stop, CancellationToken cancellationToken)
    {
        var batchId = ImportingModule.UndoImport.Read(stop.ArgumentsJson).BatchId;
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await database
            .ImportBatches.Where(batch => batch.Id == batchId && batch.Status == ImportStatus.Undoing)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(batch => batch.Status, ImportStatus.Done)
                        .SetProperty(batch => batch.Error, stop.Error),
                cancellationToken
            );
    }

    private static Step Restore<T>(Func<UndoWork, RecordHistory<T>> of)
        where T : class, IImported =>
        async (work, at, cancellationToken) =>
            await of(work).RestoreAsync(cancellationToken) is var count and > 0
                ? at with
                {
                    Count = at.Count + count,
                }
                : null;

    /// <param name="last">Where the step stands.</param>
    /// <param name="goOn">The place after the given record.</param>
    private static Step Remove<T>(
        Func<UndoWork, RecordHistory<T>> of,
        Func<Position, int> last,
        Func<Position, int, Position> goOn
    )
        where T : class, IImported =>
        async (work, at, cancellationToken) =>
            await of(work).RemoveAsync(last(at), cancellationToken) is var (id, count)
                ? goOn(at, id) with
                {
                    Count = at.Count + count,
                }
                : null;

    /// <summary>First the leads that the import merged stand again by themselves.</summary>
    private async Task<Position?> UndoMergesAsync(UndoWork work, Position at, CancellationToken cancellationToken)
    {
        var undone = await pairs.UndoMergesAsync(
            work.Database,
            work.BatchId,
            at.LastMergeId,
            MergesAtOnce,
            work.ActorId,
            work.NowUtc,
            cancellationToken
        );
        foreach (var merge in undone)
        {
            if (merge.Failure is not null)
            {
                work.Conflicts.Add(
                    merge.SurvivorId,
                    merge.MergedName,
                    "",
                    ImportReasons.MergeStays(merge.SurvivorName)
                );
            }

            foreach (var field in merge.KeptEdits)
            {
                work.Conflicts.Add(merge.SurvivorId, merge.SurvivorName, field, ImportReasons.EditedSince());
            }
        }

        return undone.Count == 0
            ? null
            : at with
            {
                LastMergeId = undone[^1].MergeId,
                Count = at.Count + undone.Count(merge => merge.Failure is null),
            };
    }

    private async Task<Position?> ListMergesAsync(UndoWork work, Position at, CancellationToken cancellationToken)
    {
        if (at.IsMergesListed)
        {
            return null;
        }

        var merged = await ImportPairs.MergedAwayAsync(work.Database, work.BatchId, cancellationToken);
        foreach (var (survivorId, name) in merged)
        {
            work.Conflicts.Add(survivorId, name, "", ImportReasons.MergedAway());
        }

        return at with
        {
            IsMergesListed = true,
        };
    }

    private static async Task<Position?> DeleteStagesAsync(
        UndoWork work,
        Position at,
        CancellationToken cancellationToken
    )
    {
        var ids = await work
            .Database.DealStageChanges.Where(change => change.ImportBatchId == work.BatchId)
            .OrderBy(change => change.Id)
            .Select(change => change.Id)
            .Take(work.ChunkSize)
            .ToArrayAsync(cancellationToken);
        if (ids.Length == 0)
        {
            return null;
        }

        await work
            .Database.DealStageChanges.Where(change => EF.Parameter(ids).Contains(change.Id))
            .ExecuteDeleteAsync(cancellationToken);
        return at with { Count = at.Count + ids.Length };
    }

    private static async Task<Position?> RestoreSpendAsync(
        UndoWork work,
        Position at,
        CancellationToken cancellationToken
    ) =>
        await SpendRestore.RunAsync(work, cancellationToken) is var count and > 0
            ? at with
            {
                Count = at.Count + count,
            }
            : null;

    private async Task FinishAsync(int batchId, string actorId, int count, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await UndoLeftovers.RemoveAsync(database, batchId, cancellationToken);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        Outbox.Add(database, EventKinds.ImportUndone, nowUtc, importBatchId: batchId, count: count);
        var stamp = new ChangeStamp(actorId, ChangeSource.Undo, "import.undo", nowUtc, count)
        {
            ImportBatchId = batchId,
        };
        await ChangeLog.WriteAsync(database, stamp, [], cancellationToken);
        await database
            .ImportBatches.Where(batch => batch.Id == batchId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(batch => batch.Status, ImportStatus.Undone)
                        .SetProperty(batch => batch.UndoneUtc, nowUtc),
                cancellationToken
            );
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task ScoreAsync(JobContext context, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await database.ModelVersions.AnyAsync(version => version.Status == ModelStatus.Champion, cancellationToken))
        {
            await context.EnqueueAsync(RescoringModule.ScoreLeads, new TriggerArguments("undo"), cancellationToken);
        }
    }
}
