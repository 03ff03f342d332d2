using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>The sample company, interrupted while its leads come in.</summary>
public sealed class SampleKilledTests : IDisposable
{
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task LoadSample_InterruptedInItsFirstFile_GoesOnWithTheSameImports()
    {
        var id = await InterruptAsync();
        Assert.Equal(JobStatus.Waiting, (await _app.JobAsync(id)).Status);

        await _app.RunDataJobsAsync();

        Assert.Equal(JobStatus.Done, (await _app.JobAsync(id)).Status);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var batches = await context.ImportBatches.AsNoTracking().OrderBy(batch => batch.Id).ToListAsync();
        Assert.Equal(
            [
                (ImportKind.Leads, ImportStatus.Done),
                (ImportKind.Activities, ImportStatus.Done),
                (ImportKind.Spend, ImportStatus.Done),
            ],
            batches.Select(batch => (batch.Kind, batch.Status))
        );
        var leads = await context.Leads.CountAsync();
        Assert.Equal((leads, 0), (batches[0].ImportedCount, batches[0].UpdatedCount));
        Assert.Equal(leads, await context.Leads.CountAsync(lead => lead.ImportBatchId == batches[0].Id));
    }

    [Fact]
    public async Task LoadSample_CanceledInItsFirstFile_LeavesNoImportRunning()
    {
        var id = await InterruptAsync();

        await _app.Get<JobQueue>().CancelAsync(id, ImportSteps.Admin, CancellationToken.None);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.All(context.ImportBatches, batch => Assert.Equal(ImportStatus.Canceled, batch.Status));
        Assert.Equal(3, await context.ImportBatches.CountAsync());
    }

    /// <summary>The program ends as soon as the first rows are stored.</summary>
    private async Task<int> InterruptAsync()
    {
        var id = await _app.Get<SampleCompanyService>().StartAsync(ImportSteps.Admin);
        using var stopping = new CancellationTokenSource();
        using var watching = _app.Get<JobBoard>()
            .Subscribe(
                id,
                job =>
                {
                    if (job.Progress > 0.05)
                    {
                        stopping.Cancel();
                    }
                }
            );
        await _app.Get<JobRunner>().RunNextAsync(JobLane.Data, stopping.Token);
        return id;
    }
}
