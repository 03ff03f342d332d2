using System.Text.Json;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Sampling;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing;

/// <summary>
/// Makes the sample company and brings it in through the same pipeline as a user's files. The imports it made stand in
/// its checkpoint: after a kill it goes on with them and makes none twice.
/// </summary>
internal sealed class LoadSampleJob(
    ImportService imports,
    ImportCommitter committer,
    IDbContextFactory<LeadContext> contexts,
    TimeProvider time
) : IJobHandler
{
    /// <summary>Share of the leads that somebody typed in again: enough for a queue of duplicates to look at.</summary>
    private const double EnteredTwice = 0.015;

    /// <param name="BatchIds">The imports, in the order in which they are committed; all of them, or none yet.</param>
    /// <param name="Done">How many of them are committed.</param>
    /// <param name="Step">Checkpoint of the one that is being committed.</param>
    internal sealed record Position(IReadOnlyList<int> BatchIds, int Done = 0, string? Step = null);

    public string Kind => ImportingModule.LoadSample.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var position = context.Checkpoint is { } json
            ? JsonSerializer.Deserialize<Position>(json)!
            : await StageAsync(context, cancellationToken);
        for (var i = position.Done; i < position.BatchIds.Count; i++)
        {
            var at = position with { Done = i, Step = null };
            context.BeginStep(
                i == position.Done ? position.Step : null,
                step => JsonSerializer.Serialize(at with { Step = step })
            );
            await committer.CommitAsync(
                position.BatchIds[i],
                context,
                0.05 + (0.3 * i),
                0.35 + (0.3 * i),
                cancellationToken
            );
        }

        await context.EnqueueAsync(ModelsModule.TrainModel, new TriggerArguments("sample"), cancellationToken);
    }

    public async Task StoppedAsync(JobStop stop, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var status = stop.Status == JobStatus.Canceled ? ImportStatus.Canceled : ImportStatus.Failed;
        await database
            .ImportBatches.Where(batch =>
                batch.JobId == stop.JobId
                && (batch.Status == ImportStatus.Staged || batch.Status == ImportStatus.Running)
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(batch => batch.Status, status).SetProperty(batch => batch.Error, stop.Error),
                cancellationToken
            );
        await committer.RestoreIndexesAsync(cancellationToken);
    }

    private async Task<Position> StageAsync(JobContext context, CancellationToken cancellationToken)
    {
        context.Report(0.02, ImportJobMessages.Generating);
        CompanySettings company;
        await using (var settings = await contexts.CreateDbContextAsync(cancellationToken))
        {
            company = await SettingStore.ReadAsync<CompanySettings>(settings, cancellationToken);
        }

        // Its files say no zone and are read in the company's: the newest day is the company's today.
        var today = company.Days.DayOf(time.GetUtcNow().UtcDateTime).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var sample = SampleCompany.Generate(new SampleOptions(today) { DuplicateShare = EnteredTwice });
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
        var batchIds = new List<int>();
        foreach (var (name, kind, write) in files)
        {
            using var content = new MemoryStream();
            write(content);
            content.Position = 0;
            var staged = await imports.StageAsync(content, name, kind, context.Actor, cancellationToken);
            if (!staged.IsOk)
            {
                throw new JobFailedException("{0}", staged.Error.Message);
            }

            batchIds.Add(staged.Value.Id);
        }

        // From here on they belong to this job, and it to them: one transaction.
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ids = batchIds.ToArray();
        await database
            .ImportBatches.Where(batch => EF.Parameter(ids).Contains(batch.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.JobId, context.JobId), cancellationToken);
        var position = new Position(batchIds);
        await context.SaveCheckpointAsync(database, JsonSerializer.Serialize(position), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return position;
    }
}
