using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>Rows that are no data are rejected with a reason of their own, and come in when a person says so.</summary>
public sealed class SetAsideRowsTests : IDisposable
{
    private const string File =
        "Full Name,Company,City,Deal Value\nAnn,Firm A,Ulm,100\nBob,Firm B,Ulm,200\n,,Ulm,50\n"
        + "Full Name,Company,City,Deal Value\nToo,many,cells,1,2\nTotal,,,300\nConfidential Information - Internal\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Import_RowsThatAreNoData_AreRejectedEachWithItsReason()
    {
        var batch = await _app.ImportAsync(File);

        Assert.Equal((7, 2, 5), (batch.RowCount, batch.ImportedCount, batch.RejectedCount));
        Assert.Equal(
            [
                (4, ImportMessages.NoLeadNobody),
                (5, ImportMessages.NoLeadHeader),
                (6, ImportMessages.Ragged),
                (7, ImportMessages.NoLeadTotal),
                (8, ImportMessages.NoLeadFooter),
            ],
            await ReasonsAsync(batch.Id)
        );
    }

    [Fact]
    public async Task Trial_SameFile_SaysTheSame()
    {
        var staged = await _app.StageAsync(System.Text.Encoding.UTF8.GetBytes(File));

        var figures = await _app.Get<ImportTrial>()
            .RunAsync(
                staged.Value!,
                FileFormat.FromJson(staged.Value!.FormatJson),
                ColumnMap.FromJson(staged.Value.MapJson!),
                Actor.System
            );

        Assert.Equal((7, 2, 5), (figures.Rows, figures.New, figures.Rejected));
    }

    [Fact]
    public async Task ImportNoLeads_OneRowChosen_ComesInAndTheOthersStay()
    {
        var batch = await _app.ImportAsync(File);
        var total = (await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 10))[3];

        Assert.True((await _app.Get<ImportService>().ImportNoLeadsAsync(batch.Id, [total.Id], ImportSteps.Admin)).IsOk);
        await _app.RunDataJobsAsync();

        Assert.Equal((3, 4), await CountsAsync(batch.Id));
        await using var database = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(300m, (await database.Leads.SingleAsync(lead => lead.Name == "Total")).ValueAmount);
    }

    [Fact]
    public async Task ImportNoLeads_AllOfThem_LeavesOnlyWhatIsTrulyBroken()
    {
        var batch = await _app.ImportAsync(File);

        Assert.True((await _app.Get<ImportService>().ImportNoLeadsAsync(batch.Id, null, ImportSteps.Admin)).IsOk);
        await _app.RunDataJobsAsync();

        Assert.Equal((6, 1), await CountsAsync(batch.Id));
        Assert.Equal([(6, ImportMessages.Ragged)], await ReasonsAsync(batch.Id));
    }

    /// <summary>Running everything again is for rows that have become right, not for sums.</summary>
    [Fact]
    public async Task Retry_All_LeavesRowsThatAreNoDataAside()
    {
        var batch = await _app.ImportAsync(File);

        Assert.True((await _app.Get<ImportService>().RetryAsync(batch.Id, all: true, ImportSteps.Admin)).IsOk);
        await _app.RunDataJobsAsync();

        Assert.Equal((2, 5), await CountsAsync(batch.Id));
    }

    private async Task<List<(int Line, string Reason)>> ReasonsAsync(int batchId) =>
        [
            .. (await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batchId, 100)).Select(row =>
                (row.LineNumber, Message.FromStored(row.Reason)!.Key)
            ),
        ];

    private async Task<(int Imported, int Rejected)> CountsAsync(int batchId)
    {
        var batch = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batchId))!;
        Assert.Equal(
            batch.RowCount,
            batch.ImportedCount + batch.UpdatedCount + batch.RejectedCount + batch.SkippedCount
        );
        return (batch.ImportedCount, batch.RejectedCount);
    }
}
