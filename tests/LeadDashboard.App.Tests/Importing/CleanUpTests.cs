using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

public sealed class CleanUpTests : IDisposable
{
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task RemoveOld_AfterTheDays_DeletesTheFileAndSaysSo()
    {
        var old = await _app.ImportAsync(ImportSteps.SampleLeads(20));
        var young = await _app.ImportAsync(ImportSteps.SampleLeads(20, seed: 8));
        var staged = (await _app.StageAsync(ImportSteps.SampleLeads(20, seed: 9))).Value!;
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            var then = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-40);
            await context
                .ImportBatches.Where(batch => batch.Id != young.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(batch => batch.FinishedUtc, then).SetProperty(batch => batch.CreatedUtc, then)
                );
        }

        Assert.Equal(1, await _app.Get<UploadRetention>().RemoveOldAsync(CancellationToken.None));
        Assert.Equal(0, await _app.Get<UploadRetention>().RemoveOldAsync(CancellationToken.None));

        var left = Directory.GetFiles(_app.Uploads).Select(Path.GetFileName).ToHashSet();
        Assert.DoesNotContain(old.StoredPath, left);
        Assert.Contains(young.StoredPath, left);
        Assert.Contains(staged.StoredPath, left);
        Assert.NotNull((await _app.Get<ImportQueries>().FindAsync(Actor.System, old.Id))!.FileRemovedUtc);
        Assert.Equal(
            "import.file-removed",
            (await _app.Get<ImportService>().OpenAsync(old.Id, null, ImportSteps.Admin)).Error?.Code
        );
    }

    [Fact]
    public async Task RemoveOld_HalfAnUploadThatAKillLeft_IsDeletedButNoneUnderWay()
    {
        var batch = (await _app.StageAsync(ImportSteps.SampleLeads(5))).Value!;
        var (half, growing) = (Path.Combine(_app.Uploads, "half"), Path.Combine(_app.Uploads, "growing"));
        await File.WriteAllTextAsync(half, "Name,Ema");
        await File.WriteAllTextAsync(growing, "Name,Ema");
        File.SetLastWriteTimeUtc(half, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        File.SetLastWriteTimeUtc(
            Path.Combine(_app.Uploads, batch.StoredPath),
            TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2)
        );

        Assert.Equal(1, await _app.Get<UploadRetention>().RemoveOldAsync(CancellationToken.None));

        Assert.Equal(
            ["growing", batch.StoredPath],
            Directory
                .GetFiles(_app.Uploads)
                .Select(path => Path.GetFileName(path)!)
                .OrderByDescending(name => name == "growing")
        );
    }

    [Fact]
    public async Task Import_Leads_StoresTheQualityOfTheData()
    {
        var batch = await _app.ImportAsync(ImportSteps.SampleLeads(200));

        var report = QualityReport.FromJson(batch.QualityJson)!;
        Assert.Equal(200, report.RowCount);
        Assert.All(report.Columns, column => Assert.InRange(column.FilledShare, 0, 1));
        Assert.True(report.MailKinds.Values.Sum() == 200 && report.NamePlausible > 150);
        Assert.NotEmpty(report.OddRows!);
        var leads = await _app.Get<ImportQueries>()
            .LeadsAsync(Actor.System, report.OddRows!.Select(row => row.LeadKey!));
        Assert.All(report.OddRows!, row => Assert.Contains(row.LeadKey!, leads));
    }

    [Fact]
    public async Task Import_ScannerBurst_IsMarkedNotCountedAndReversible()
    {
        await _app.ImportAsync("Lead Id,Name,Email\nL1,Ann,ann@example.com\nL2,Bob,bob@example.com\n");
        var burst = string.Concat(
            Enumerable.Range(0, 6).Select(i => $"ann@example.com,Click,2026-03-02 09:30:{11 + i},link {i}\n")
        );

        var batch = await _app.ImportAsync(
            "Email,Activity type,Activity date,Detail\n"
                + burst
                + "bob@example.com,Click,2026-03-02 09:30:15,link 1\nann@example.com,Call,2026-03-03 10:00:00,called\n",
            ImportKind.Activities
        );

        Assert.Equal((8, 6), (batch.ImportedCount, await _app.Get<BotMarks>().CountAsync(batch.Id, Actor.System)));
        Assert.Equal((1, 1), await CountsAsync());

        await _app.Get<BotMarks>().ClearAsync(batch.Id, ImportSteps.Admin);

        Assert.Equal(0, await _app.Get<BotMarks>().CountAsync(batch.Id, Actor.System));
        Assert.Equal((7, 1), await CountsAsync());
    }

    private async Task<(int Ann, int Bob)> CountsAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return (
            (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l1")).ActivityCount,
            (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l2")).ActivityCount
        );
    }
}
