using System.Text.Json;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
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

    private int ChunkSize => Math.Min(1_000, options.ChunkRows);

    /// <param name="LastLeadId">The last created lead that was looked at.</param>
    /// <param name="LastMergeId">The last merge of the import that was looked at; they go from the newest to the
    /// oldest.</param>
    /// <param name="IsMergesListed">Merges that people made of its leads are listed.</param>
    /// <param name="LastDealId">The last created deal that was looked at.</param>
    /// <param name="LastProductId">The last created product that was looked at.</param>
    private sealed record Position(
        int LastLeadId,
        int Count,
        int LastMergeId = int.MaxValue,
        bool IsMergesListed = false,
        int LastDealId = 0,
        int LastProductId = 0
    );

    public string Kind => ImportingModule.UndoImport.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var batchId = context.Arguments(ImportingModule.UndoImport).BatchId;
        var position = context.Checkpoint is { } json
            ? JsonSerializer.Deserialize<Position>(json)!
            : new Position(0, 0);
        var steps = new Func<LeadContext, int, Position, UndoConflicts, CancellationToken, Task<Position?>>[]
        {
            (database, id, at, conflicts, token) =>
                UndoMergesAsync(database, id, at, conflicts, context.ActorId, token),
            ListMergesAsync,
            RestoreDealsAsync,
            DeleteDealsAsync,
            RestoreProductsAsync,
            DeleteProductsAsync,
            RestoreLeadsAsync,
            DeleteLeadsAsync,
            DeleteActivitiesAsync,
            RestoreSpendAsync,
        };
        foreach (var step in steps)
        {
            for (var isMore = true; isMore;)
            {
                await using var database = await contexts.CreateDbContextAsync(cancellationToken);
                await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
                var conflicts = new UndoConflicts(batchId);
                var next = await step(database, batchId, position, conflicts, cancellationToken);
                isMore = next is not null;
                if (isMore)
                {
                    position = next!;
                    await conflicts.StoreAsync(database, writer, cancellationToken);
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

    /// <summary>First the leads that the import merged stand again by themselves.</summary>
    private async Task<Position?> UndoMergesAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        string actorId,
        CancellationToken cancellationToken
    )
    {
        var undone = await pairs.UndoMergesAsync(
            database,
            batchId,
            position.LastMergeId,
            MergesAtOnce,
            actorId,
            time.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        foreach (var merge in undone)
        {
            if (merge.Failure is not null)
            {
                conflicts.Add(merge.SurvivorId, merge.MergedName, "", ImportReasons.MergeStays(merge.SurvivorName));
            }

            foreach (var field in merge.KeptEdits)
            {
                conflicts.Add(merge.SurvivorId, merge.SurvivorName, field, ImportReasons.EditedSince());
            }
        }

        return undone.Count == 0
            ? null
            : position with
            {
                LastMergeId = undone[^1].MergeId,
                Count = position.Count + undone.Count(merge => merge.Failure is null),
            };
    }

    private static async Task<Position?> ListMergesAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        if (position.IsMergesListed)
        {
            return null;
        }

        foreach (var (survivorId, name) in await ImportPairs.MergedAwayAsync(database, batchId, cancellationToken))
        {
            conflicts.Add(survivorId, name, "", ImportReasons.MergedAway());
        }

        return position with
        {
            IsMergesListed = true,
        };
    }

    private async Task<Position?> RestoreLeadsAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        var images = await ImportImages.NewestLeadsAsync(database, batchId, ChunkSize, cancellationToken);
        if (images.Count == 0)
        {
            return null;
        }

        await LeadRestore.RunAsync(
            database,
            writer,
            batchId,
            images,
            conflicts,
            time.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        await ImportImages.MarkUndoneAsync(
            database,
            batchId,
            images[^1].Id,
            time.GetUtcNow().UtcDateTime,
            cancellationToken
        );
        return position with { Count = position.Count + images.Count };
    }

    private async Task<Position?> DeleteLeadsAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        var leads = await database
            .Leads.AsNoTracking()
            .Where(lead => lead.ImportBatchId == batchId && lead.Id > position.LastLeadId)
            .OrderBy(lead => lead.Id)
            .Take(ChunkSize)
            .ToListAsync(cancellationToken);
        if (leads.Count == 0)
        {
            return null;
        }

        var kept = await CreatedLeads.RemoveAsync(database, batchId, leads, cancellationToken);
        foreach (var lead in leads.Where(lead => kept.ContainsKey(lead.Id)))
        {
            conflicts.Add(lead.Id, lead.Name, "", kept[lead.Id]);
        }

        await ImportPairs.RemoveAsync(
            database,
            [.. leads.Select(lead => lead.Id).Where(id => !kept.ContainsKey(id))],
            cancellationToken
        );
        return position with { LastLeadId = leads[^1].Id, Count = position.Count + leads.Count - kept.Count };
    }

    private async Task<Position?> RestoreDealsAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    ) =>
        await DealRestore.UpdatedDealsAsync(
            database,
            writer,
            batchId,
            ChunkSize,
            conflicts,
            time.GetUtcNow().UtcDateTime,
            cancellationToken
        )
            is var count
                and > 0
            ? position with
            {
                Count = position.Count + count,
            }
            : null;

    private async Task<Position?> DeleteDealsAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    ) =>
        await DealRestore.CreatedDealsAsync(
            database,
            writer,
            batchId,
            position.LastDealId,
            ChunkSize,
            conflicts,
            time.GetUtcNow().UtcDateTime,
            cancellationToken
        )
            is var (last, count)
            ? position with
            {
                LastDealId = last,
                Count = position.Count + count,
            }
            : null;

    private async Task<Position?> RestoreProductsAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    ) =>
        await DealRestore.UpdatedProductsAsync(database, writer, batchId, ChunkSize, conflicts, cancellationToken)
            is var count
                and > 0
            ? position with
            {
                Count = position.Count + count,
            }
            : null;

    private async Task<Position?> DeleteProductsAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    ) =>
        await DealRestore.CreatedProductsAsync(
            database,
            batchId,
            position.LastProductId,
            ChunkSize,
            conflicts,
            cancellationToken
        )
            is var (last, count)
            ? position with
            {
                LastProductId = last,
                Count = position.Count + count,
            }
            : null;

    private async Task<Position?> DeleteActivitiesAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        var rows = await database
            .Activities.Where(activity => activity.ImportBatchId == batchId)
            .OrderBy(activity => activity.Id)
            .Select(activity => new { activity.Id, activity.LeadId })
            .Take(ChunkSize)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }

        var ids = rows.Select(row => row.Id).ToArray();
        var leadIds = rows.Select(row => row.LeadId).Distinct().ToArray();
        await database
            .Activities.Where(activity => EF.Parameter(ids).Contains(activity.Id))
            .ExecuteDeleteAsync(cancellationToken);
        await ActivityCounts.UpdateAsync(
            database,
            database.Leads.Where(lead => EF.Parameter(leadIds).Contains(lead.Id)),
            cancellationToken
        );
        return position with { Count = position.Count + rows.Count };
    }

    private async Task<Position?> RestoreSpendAsync(
        LeadContext database,
        int batchId,
        Position position,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        var deleted = await database
            .CampaignSpends.Where(spend => spend.ImportBatchId == batchId)
            .ExecuteDeleteAsync(cancellationToken);
        var images = await database
            .RecordChanges.AsNoTracking()
            .Where(change => change.ImportBatchId == batchId && change.Kind == RecordChangeKind.SpendReplaced)
            .ToListAsync(cancellationToken);
        if (deleted == 0 && images.Count == 0)
        {
            return null;
        }

        await SpendRestore.RunAsync(database, writer, images, conflicts, cancellationToken);
        await database
            .RecordChanges.Where(change =>
                change.ImportBatchId == batchId && change.Kind == RecordChangeKind.SpendReplaced
            )
            .ExecuteDeleteAsync(cancellationToken);
        return position with { Count = position.Count + deleted + images.Count };
    }

    /// <summary>Campaigns and custom fields that came with the import go when nothing uses them any more.</summary>
    private async Task FinishAsync(int batchId, string actorId, int count, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database
            .Campaigns.Where(campaign =>
                campaign.ImportBatchId == batchId
                && !database.Leads.Any(lead => lead.CampaignId == campaign.Id)
                && !database.CampaignSpends.Any(spend => spend.CampaignId == campaign.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Accounts.Where(account =>
                account.ImportBatchId == batchId
                && !database.Leads.Any(lead => lead.AccountId == account.Id)
                && !database.Deals.Any(deal => deal.AccountId == account.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);
        foreach (
            var field in await database
                .FieldDefinitions.Where(field => field.ImportBatchId == batchId)
                .ToListAsync(cancellationToken)
        )
        {
            var key = Core.Leads.LeadAttributes.ToJson([new(field.Name, "x")])[1..^4];
            if (!await database.Leads.AnyAsync(lead => lead.AttributesJson.Contains(key), cancellationToken))
            {
                database.FieldDefinitions.Remove(field);
            }
        }

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
            await context.EnqueueAsync(ModelsModule.ScoreLeads, new TriggerArguments("undo"), cancellationToken);
        }
    }
}
