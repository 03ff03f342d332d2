using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Models;
using LeadDashboard.App.Tests.Duplicates;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Jobs;

/// <summary>
/// A change and the job that follows from it are stored together: where the job cannot be queued, nothing has changed.
/// </summary>
public sealed class StateWithJobTests : IDisposable
{
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task UndoOfAnImport_JobCannotBeQueued_LeavesTheImportDone()
    {
        var batch = await _app.ImportAsync("E-mail,Name\nann@acme.example,Ann\n");
        await RefuseJobsAsync();

        await AssertRefusedAsync(() => _app.Get<ImportService>().UndoAsync(batch.Id, ImportSteps.Admin));

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var after = await context.ImportBatches.AsNoTracking().SingleAsync();
        Assert.Equal((ImportStatus.Done, batch.JobId), (after.Status, after.JobId));
        Assert.Equal(1, await context.Leads.CountAsync());
    }

    [Fact]
    public async Task StartOfAnImport_JobCannotBeQueued_LeavesTheFileStaged()
    {
        var batch = (await _app.StageAsync("E-mail,Name\nann@acme.example,Ann\n")).Value!;
        await RefuseJobsAsync();

        await AssertRefusedAsync(() => _app.StartAsync(batch.Id));

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var after = await context.ImportBatches.AsNoTracking().SingleAsync();
        Assert.Equal((ImportStatus.Staged, (int?)null), (after.Status, after.JobId));
    }

    [Fact]
    public async Task LookAlikesToImport_JobCannotBeQueued_AreNotMarked()
    {
        var batch = await _app.ImportAsync("E-mail,Name\nann@acme.example,Ann\n");
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var row = new RejectedRow { ImportBatchId = batch.Id, ResembledLeadId = 1 };
        context.RejectedRows.Add(row);
        await context.SaveChangesAsync();
        await RefuseJobsAsync();

        await AssertRefusedAsync(() =>
            _app.Get<ImportService>().ImportLookAlikesAsync(batch.Id, [row.Id], ImportSteps.Admin)
        );
        await AssertRefusedAsync(() => _app.Get<ImportService>().RetryAsync(batch.Id, true, ImportSteps.Admin));

        Assert.Null((await context.RejectedRows.AsNoTracking().SingleAsync()).CorrectedJson);
    }

    [Fact]
    public async Task Promotion_JobCannotBeQueued_LeavesTheChampion()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        context.ModelVersions.AddRange(
            new ModelVersion { Number = 1, Status = ModelStatus.Champion },
            new ModelVersion { Number = 2, Status = ModelStatus.Challenger }
        );
        await context.SaveChangesAsync();
        await RefuseJobsAsync();

        await AssertRefusedAsync(() => _app.Get<ModelService>().PromoteAsync(2, ImportSteps.Admin));

        var after = await context.ModelVersions.AsNoTracking().OrderBy(version => version.Number).ToListAsync();
        Assert.Equal([ModelStatus.Champion, ModelStatus.Challenger], after.Select(version => version.Status));
        Assert.Null(after[1].PromotedUtc);
        Assert.Equal(0, await context.OutboxEvents.CountAsync());
    }

    [Fact]
    public async Task MergeAndItsUndoing_JobCannotBeQueued_LeaveBothLeads()
    {
        await DuplicatesData.PlantAsync(_app.Contexts, 30);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        await context.ModelVersions.ExecuteUpdateAsync(set =>
            set.SetProperty(version => version.Status, ModelStatus.Champion)
        );
        context.DuplicatePairs.AddRange(
            new DuplicatePair { LeftLeadId = 1, RightLeadId = 16 },
            new DuplicatePair { LeftLeadId = 2, RightLeadId = 17 }
        );
        await context.SaveChangesAsync();
        var service = _app.Get<DuplicateService>();
        var merged = (await service.MergeAsync(1, null, new Dictionary<string, int>(), ImportSteps.Admin)).Value!;
        var before = await DuplicatesData.DumpAsync(context);
        await RefuseJobsAsync();

        await AssertRefusedAsync(() => service.MergeAsync(2, null, new Dictionary<string, int>(), ImportSteps.Admin));
        await AssertRefusedAsync(() => service.UndoMergeAsync(merged.Id, keepEdits: true, ImportSteps.Admin));

        Assert.Equal(before, await DuplicatesData.DumpAsync(context));
        Assert.Equal(1, await context.MergeRecords.CountAsync(merge => merge.UndoneUtc == null));
    }

    /// <summary>From here on the database refuses every new job: the transaction fails after the change.</summary>
    private async Task RefuseJobsAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync("DELETE FROM \"Jobs\" WHERE \"Status\" = 0");
        await context.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER refuse_jobs BEFORE INSERT ON \"Jobs\" BEGIN SELECT RAISE(ABORT, 'no more jobs'); END"
        );
    }

    private static async Task AssertRefusedAsync<T>(Func<Task<T>> change)
    {
        var refusal = await Assert.ThrowsAsync<DbUpdateException>(change);
        Assert.Contains("no more jobs", refusal.InnerException!.Message, StringComparison.Ordinal);
    }
}
