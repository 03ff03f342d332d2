using LeadDashboard.App.Importing;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

public sealed class ImportFlowTests : IDisposable
{
    private const string Header = "Lead Id,Name,Email,Status,Amount,Created\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Import_SampleTwice_CountsAddUpAndNothingIsDoubled()
    {
        var file = ImportSteps.SampleLeads(400);

        var first = await _app.ImportAsync(file);

        Assert.Equal((ImportStatus.Done, 400), (first.Status, first.RowCount));
        Assert.Equal(
            first.RowCount,
            first.ImportedCount + first.UpdatedCount + first.RejectedCount + first.SkippedCount
        );
        Assert.Equal("leads.csv", first.FileName);
        var before = await CountsAsync();
        Assert.Equal(first.ImportedCount, before.Leads);
        Assert.True(before.Open > 0 && before.Outcomes > 0);
        Assert.Equal(before.Leads, before.Open + before.Outcomes);
        Assert.True(before.Fields > 0);

        var second = await _app.ImportAsync(file);

        Assert.Equal((ImportStatus.Done, 0), (second.Status, second.ImportedCount));
        Assert.Equal(
            second.RowCount,
            second.ImportedCount + second.UpdatedCount + second.RejectedCount + second.SkippedCount
        );
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Import_SameLeadNowWon_UpdatesAndRecordsTheOutcomeOnce()
    {
        await _app.ImportAsync(
            Header
                + "L1,Ann,ann@example.com,Open,100,2026-01-05\nL2,Bob,bob@example.com,Lost,200,2026-01-06\n"
                + "L3,Cid,cid@example.com,Won,300,2026-01-07\n"
        );

        var second = await _app.ImportAsync(
            Header + "L1,Ann,ann@example.com,Won,150,2026-01-05\nL4,Dan,dan@example.com,Lost,50,2026-01-08\n"
        );

        Assert.Equal((1, 1, 0), (second.ImportedCount, second.UpdatedCount, second.RejectedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var lead = await context.Leads.SingleAsync(candidate => candidate.Email == "ann@example.com");
        Assert.Equal((LeadStatus.Won, 150m), (lead.Status, lead.ValueAmount));
        Assert.Equal(1, await context.Outcomes.CountAsync(outcome => outcome.LeadId == lead.Id));
        Assert.Equal(4, await context.Leads.CountAsync());
    }

    [Fact]
    public async Task Import_RowsThatCannotBeRead_AreKeptWithLineAndReason()
    {
        var batch = await _app.ImportAsync(
            Header
                + "L1,Ann,ann@example.com,Won,100,2026-01-05\n"
                + "L2,Bob,bob@example.com,Lost,200,2026-01-06\n"
                + "L3,Too,few\n"
                + "L4,Dan,dan@example.com,Won,400,2026-01-08,one,too,many\n"
                + "L5,Eve,eve@example.com,Lost,500,2026-01-09\n"
        );

        Assert.Equal((5, 3, 2), (batch.RowCount, batch.ImportedCount, batch.RejectedCount));
        var rejected = await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 10);
        Assert.Equal([4, 5], rejected.Select(row => row.LineNumber));
        Assert.All(rejected, row => Assert.True(Wording.English(row.Reason).Length > 20, row.Reason));
        Assert.Contains("\"few\"", rejected[0].CellsJson, StringComparison.Ordinal);
        var browser = await _app.SignedInAsync(Role.Admin);
        var csv = await browser.GetStringAsync($"/imports/{batch.Id}/rejected.csv");
        Assert.Contains("Rejected line", csv, StringComparison.Ordinal);
        Assert.Contains("L4", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_FormulaCells_AreKeptAsTextAndDefusedInTheExport()
    {
        var batch = await _app.ImportAsync(
            Header
                + "L1,=HYPERLINK(\"\"x\"\"),a@example.com,Won,1,2026-01-05\n"
                + "L2,@SUM(A1),b@example.com,Lost,2,2026-01-06\nL3,+cmd|' /C calc'!A0,c@example.com,Lost,3,2026-01-07\n"
        );

        Assert.Equal(ImportStatus.Done, batch.Status);
        Assert.Equal(3, batch.ImportedCount);
        var browser = await _app.SignedInAsync(Role.Admin);
        var csv = await browser.GetStringAsync("/leads/export.csv?status=all");
        Assert.Contains("'@SUM(A1)", csv, StringComparison.Ordinal);
        Assert.All(
            csv.Split('\n').SelectMany(line => line.Split(',')),
            cell =>
                Assert.False(
                    cell.TrimStart('"').StartsWith('=')
                        || cell.TrimStart('"').StartsWith('@')
                        || cell.TrimStart('"').StartsWith('+'),
                    cell
                )
        );
    }

    [Fact]
    public async Task Import_OneClassOnly_IsTakenAndTheTrainingSaysWhatIsMissing()
    {
        var rows = string.Concat(
            Enumerable.Range(0, 40).Select(i => $"L{i},Name {i},n{i}@example.com,Won,{i},2026-01-05\n")
        );

        var batch = await _app.ImportAsync(Header + rows);
        await _app.RunJobsAsync();

        Assert.Equal((ImportStatus.Done, 40), (batch.Status, batch.ImportedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Empty(await context.ModelVersions.ToListAsync());
        var training = await context.Jobs.Where(job => job.Kind == ModelsModule.TrainModel.Name).ToListAsync();
        Assert.NotEmpty(training);
        Assert.All(training, job => Assert.Equal(JobStatus.Failed, job.Status));
        Assert.All(training, job => Assert.Matches("lost|outcome|class", Wording.English(job.Error)));
    }

    [Fact]
    public async Task Start_SameBatchTwice_IsRefusedAndImportsOnce()
    {
        var batch = (await _app.StageAsync(ImportSteps.SampleLeads(30))).Value!;
        Assert.True((await _app.StartAsync(batch.Id)).IsOk);
        await _app.RunDataJobsAsync();

        Assert.Equal("import.started", (await _app.StartAsync(batch.Id)).Error?.Code);
        Assert.Equal(30, (await CountsAsync()).Leads);
    }

    [Fact]
    public async Task Start_CanceledBeforeItRan_LeavesNoLead()
    {
        var batch = (await _app.StageAsync(ImportSteps.SampleLeads(30))).Value!;
        var job = (await _app.StartAsync(batch.Id)).Value;

        await _app.Get<ImportService>().CancelAsync(job, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        Assert.Equal(
            ImportStatus.Canceled,
            (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!.Status
        );
        Assert.Equal(0, (await CountsAsync()).Leads);
    }

    [Fact]
    public async Task Stage_HeaderSeenBefore_RemembersWhatAPersonChose()
    {
        var file = ImportSteps.SampleLeads(30);
        await _app.ImportAsync(
            file,
            change: map => map.WithExcluded(map.CustomColumns.First().Index, Message.Verbatim("chosen by hand"))
        );

        var again = (await _app.StageAsync(file)).Value!;

        Assert.Contains(
            ColumnMap.FromJson(again.MapJson!).Columns,
            column => Message.Verbatim("chosen by hand").Equals(column.ExcludedReason)
        );
    }

    private async Task<(int Leads, int Open, int Outcomes, int Fields, int Campaigns)> CountsAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return (
            await context.Leads.CountAsync(),
            await context.Leads.CountAsync(lead => lead.Status == LeadStatus.Open),
            await context.Outcomes.CountAsync(),
            await context.FieldDefinitions.CountAsync(),
            await context.Campaigns.CountAsync()
        );
    }
}
