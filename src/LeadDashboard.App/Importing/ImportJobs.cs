using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing;

/// <summary>Imports one file; then the model learns from it, or scores what is new.</summary>
internal sealed class CommitImportJob(
    ImportCommitter committer,
    ImportPairs pairs,
    IDbContextFactory<LeadContext> contexts,
    TimeProvider time
) : IJobHandler
{
    public string Kind => ImportingModule.CommitImport.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        await committer.CommitAsync(
            context.Arguments(ImportingModule.CommitImport).BatchId,
            context,
            0,
            1,
            cancellationToken
        );
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await TakeWaitingRowsAsync(context, database, cancellationToken);
        var hasChampion = await database.ModelVersions.AnyAsync(
            version => version.Status == ModelStatus.Champion,
            cancellationToken
        );
        var labels = await database.Leads.CountAsync(lead => lead.Status != LeadStatus.Open, cancellationToken);
        if (hasChampion)
        {
            await context.EnqueueAsync(RescoringModule.ScoreLeads, new TriggerArguments("import"), cancellationToken);
        }
        else if (labels >= TrainingOptions.Default.MinLabels)
        {
            await context.EnqueueAsync(ModelsModule.TrainModel, new TriggerArguments("import"), cancellationToken);
        }
    }

    /// <summary>Rows of earlier imports that wait for a lead run again: this import may have brought it.</summary>
    private static async Task TakeWaitingRowsAsync(
        JobContext context,
        LeadContext database,
        CancellationToken cancellationToken
    )
    {
        var batchId = context.Arguments(ImportingModule.CommitImport).BatchId;
        var kind = await database
            .ImportBatches.Where(batch => batch.Id == batchId)
            .Select(batch => batch.Kind)
            .SingleAsync(cancellationToken);
        var waiting = kind.BringsLeads()
            ? await database
                .ImportBatches.Where(batch =>
                    batch.Id != batchId
                    && batch.Status == ImportStatus.Done
                    && batch.RejectedCount > 0
                    && database.RejectedRows.Any(row =>
                        row.ImportBatchId == batch.Id
                        && !row.IsKept
                        && row.CorrectedJson == null
                        && row.Reason.StartsWith(ImportReasons.WaitsForLeadPrefix)
                    )
                )
                .OrderBy(batch => batch.Id)
                .Select(batch => batch.Id)
                .ToListAsync(cancellationToken)
            : [];
        foreach (var id in waiting)
        {
            var rows = new RetryArguments(id, All: false, Waiting: true);
            await context.EnqueueAsync(ImportingModule.RetryRejected, rows, cancellationToken);
        }
    }

    public async Task StoppedAsync(JobStop stop, CancellationToken cancellationToken)
    {
        var batchId = ImportingModule.CommitImport.Read(stop.ArgumentsJson).BatchId;
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var status = stop.Status == JobStatus.Canceled ? ImportStatus.Canceled : ImportStatus.Failed;
        await database
            .ImportBatches.Where(batch => batch.Id == batchId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(batch => batch.Status, status).SetProperty(batch => batch.Error, stop.Error),
                cancellationToken
            );
        // What came in stays, and no scoring of it follows at the end of the job.
        Outbox.Add(database, EventKinds.ImportStopped, time.GetUtcNow().UtcDateTime, importBatchId: batchId, count: 0);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await pairs.ReleaseAsync(database, batchId, cancellationToken);
        await committer.RestoreIndexesAsync(cancellationToken);
    }
}

/// <summary>Starts the sample company.</summary>
public sealed class SampleCompanyService(JobQueue queue)
{
    /// <returns>Id of the job.</returns>
    public Task<int> StartAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        return queue.EnqueueAsync(ImportingModule.LoadSample, NoArguments.Value, actor, cancellationToken);
    }
}
