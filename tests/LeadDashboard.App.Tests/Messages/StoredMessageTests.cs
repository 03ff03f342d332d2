using System.Net;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Messages;

/// <summary>What is stored once is read in the language of whoever looks at it.</summary>
public sealed class StoredMessageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string File =
        "Lead Id,Name,Email,Status,Amount,Created\n"
        + "M1,Ann,ann@example.com,Won,100,2026-01-05\n"
        + "M2,Bob,bob@example.com,Lost,200,2026-01-06\n"
        + "M3,Too,few\n";

    [Theory]
    [InlineData("en-US", "Line 4 does not fit the header: cells found 3, expected 6.", "Rejected reason")]
    [InlineData("zh-CN", "第 4 行与表头不符：找到 3 个单元格，应为 6 个。", "被拒原因")]
    public async Task RejectedRow_OnPageAndInCsv_IsInTheReadersLanguage(string language, string reason, string heading)
    {
        var batch = await app.ImportAsync(File);
        var row = Assert.Single(await app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 10));
        Assert.Equal(new Message(ImportMessages.Ragged, 4, 3, 6), Message.FromStored(row.Reason));
        var browser = await BrowserAsync(language);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/imports/{batch.Id}"));
        var csv = await browser.GetStringAsync($"/imports/{batch.Id}/rejected.csv");

        Assert.Contains(reason, page, StringComparison.Ordinal);
        Assert.Contains(reason, csv, StringComparison.Ordinal);
        Assert.Contains(heading, csv, StringComparison.Ordinal);
        Assert.DoesNotContain("import.ragged", page + csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("zh-CN")]
    public async Task RejectedRow_OfAnOlderVersion_IsShownAsItWasStored(string language)
    {
        const string Old = "A sentence of an older version.";
        var batch = await app.ImportAsync(File);
        await using (var context = await app.Contexts.CreateDbContextAsync())
        {
            await context
                .RejectedRows.Where(row => row.ImportBatchId == batch.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Reason, Old));
        }

        var csv = await (await BrowserAsync(language)).GetStringAsync($"/imports/{batch.Id}/rejected.csv");

        Assert.Contains(Old, csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-US", "This program has no job named Dream. Update the program or delete the job.")]
    [InlineData("zh-CN", "本程序没有名为 Dream 的任务。请更新程序或删除该任务。")]
    public async Task JobError_OnThePageOfItsImport_IsInTheReadersLanguage(string language, string sentence)
    {
        var batch = await app.ImportAsync(File);
        await using (var context = await app.Contexts.CreateDbContextAsync())
        {
            var stored = new Message(JobMessages.UnknownKind, "Dream").ToJson();
            await context
                .ImportBatches.Where(known => known.Id == batch.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(known => known.Status, ImportStatus.Failed)
                        .SetProperty(known => known.Error, stored)
                );
        }

        var page = WebUtility.HtmlDecode(await (await BrowserAsync(language)).GetStringAsync($"/imports/{batch.Id}"));

        Assert.Contains(sentence, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JobRow_OfAFinishedImport_HoldsKeysAndValues()
    {
        var batch = await app.ImportAsync(File);

        await using var context = await app.Contexts.CreateDbContextAsync();
        var job = await context.Jobs.AsNoTracking().SingleAsync(known => known.Id == batch.JobId);

        Assert.Equal(JobStatus.Done, job.Status);
        Assert.Equal(("Done", "已完成"), (Wording.English(job.Message), Wording.Chinese(job.Message)));
    }

    private async Task<HttpClient> BrowserAsync(string language)
    {
        var browser = await app.SignedInAsync(Role.Admin);
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        return browser;
    }
}
