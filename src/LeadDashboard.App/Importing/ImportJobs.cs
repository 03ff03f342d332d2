using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Sampling;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing;

/// <summary>Imports one file; then the model learns from it, or scores what is new.</summary>
internal sealed class CommitImportJob(
    ImportCommitter committer,
    ImportPairs pairs,
    IDbContextFactory<LeadContext> contexts
) : IJobHandler
{
    private sealed record ImportArguments(int BatchId);

    public string Kind => JobKinds.CommitImport;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        await committer.CommitAsync(context.Arguments<ImportArguments>().BatchId, context, 0, 1, cancellationToken);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var hasChampion = await database.ModelVersions.AnyAsync(
            version => version.Status == ModelStatus.Champion,
            cancellationToken
        );
        var labels = await database.Leads.CountAsync(lead => lead.Status != LeadStatus.Open, cancellationToken);
        if (hasChampion)
        {
            await context.EnqueueAsync(JobKinds.ScoreLeads, new { Trigger = "import" }, cancellationToken);
        }
        else if (labels >= TrainingOptions.Default.MinLabels)
        {
            await context.EnqueueAsync(JobKinds.TrainModel, new { Trigger = "import" }, cancellationToken);
        }
    }

    public async Task StoppedAsync(JobStop stop, CancellationToken cancellationToken)
    {
        var batchId = System.Text.Json.JsonSerializer.Deserialize<ImportArguments>(stop.ArgumentsJson)!.BatchId;
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var status = stop.Status == JobStatus.Canceled ? ImportStatus.Canceled : ImportStatus.Failed;
        await database
            .ImportBatches.Where(batch => batch.Id == batchId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(batch => batch.Status, status).SetProperty(batch => batch.Error, stop.Error),
                cancellationToken
            );
        await pairs.ReleaseAsync(database, batchId, cancellationToken);
        await committer.RestoreIndexesAsync(cancellationToken);
    }
}

/// <summary>Invents the sample company and brings it in through the same pipeline as a user's files.</summary>
internal sealed class LoadSampleJob(ImportService imports, ImportCommitter committer, TimeProvider time) : IJobHandler
{
    /// <summary>Share of the leads that somebody typed in again: enough for a queue of duplicates to look at.</summary>
    private const double EnteredTwice = 0.015;

    public string Kind => JobKinds.LoadSample;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        context.Report(0.02, ImportJobMessages.Generating);
        var sample = SampleCompany.Generate(
            new SampleOptions(time.GetUtcNow().UtcDateTime.Date) { DuplicateShare = EnteredTwice }
        );
        var files = new (string Name, ImportKind Kind, Action<Stream> Write)[]
        {
            ("sample-leads.csv", ImportKind.Leads, stream => sample.WriteLeadsCsv(stream, cancellationToken)),
            (
                "sample-activities.csv",
                ImportKind.Activities,
                stream => sample.WriteActivitiesCsv(stream, cancellationToken)
            ),
            ("sample-spend.csv", ImportKind.Spend, stream => sample.WriteSpendCsv(stream, cancellationToken)),
        };
        for (var i = 0; i < files.Length; i++)
        {
            using var content = new MemoryStream();
            files[i].Write(content);
            content.Position = 0;
            var staged = await imports.StageAsync(
                content,
                files[i].Name,
                files[i].Kind,
                context.Actor,
                cancellationToken
            );
            if (!staged.IsOk)
            {
                throw new JobFailedException(staged.Error.Message);
            }

            await committer.CommitAsync(
                staged.Value.Id,
                context,
                0.05 + (0.3 * i),
                0.35 + (0.3 * i),
                cancellationToken
            );
        }

        await context.EnqueueAsync(JobKinds.TrainModel, new { Trigger = "sample" }, cancellationToken);
    }
}

/// <summary>Starts the sample company.</summary>
public sealed class SampleCompanyService(JobQueue queue)
{
    /// <returns>Id of the job.</returns>
    public Task<int> StartAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        return queue.EnqueueAsync(JobKinds.LoadSample, new { }, actor, cancellationToken);
    }
}
