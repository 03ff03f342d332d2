using System.Globalization;
using System.Text;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>One file with leads and their activities, in both forms that programs write.</summary>
public sealed class MixedImportTests : IDisposable
{
    /// <summary>Each row is an activity with the columns of its lead; the last lead has none.</summary>
    private const string Repeated =
        "Lead ID,Name,Email,Company,Activity type,Activity date,Minutes,Budget class\n"
        + "L1,Ann,ann@example.com,Acme,Call,2026-02-01 09:00,5,high\n"
        + "L1,Ann,ann@example.com,Acme,Email,2026-02-02 09:00,,high\n"
        + "L1,Ann,ann@example.com,Acme,Email,2026-02-02 09:00,,high\n"
        + "L2,Bob,bob@example.com,Brix,Webinar,2026-02-03 09:00,45,low\n"
        + "L3,Cid,cid@example.com,Cube,Call,some day,3,low\n"
        + "L4,Dan,dan@example.com,Dome,,,,low\n";

    /// <summary>A column says what each row is.</summary>
    private const string Parted =
        "Record type,ID,Lead ID,Name,Email,Company,Activity type,Activity date,Subject\n"
        + "Lead,L1,,Ann,ann@example.com,Acme,,,\n"
        + "Activity,A1,L1,,,,Call,2026-02-01 09:00,First\n"
        + "Lead,L2,,Bob,bob@example.com,Brix,,,\n"
        + "Activity,A2,L2,,,,Meeting,2026-02-02 09:00,Demo\n"
        + "Activity,A3,nobody,,,,Meeting,2026-02-02 09:00,Lost\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(Repeated, 6, 4, 1, 1, 4, 3)]
    [InlineData(Parted, 5, 4, 1, 0, 2, 2)]
    public async Task Import_Mixed_BringsLeadsAndActivitiesAsTheTrialSaid(
        string file,
        int rows,
        int imported,
        int rejected,
        int skipped,
        int leads,
        int activities
    )
    {
        var staged = await StageAsync(file);
        Assert.Equal(ImportKind.LeadsAndActivities, staged.Kind);
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;
        var trial = await _app.Get<ImportTrial>().RunAsync(staged, opened.Format, opened.Map, ImportSteps.Admin);

        var batch = await RunAsync(staged.Id);

        Assert.Equal(
            (rows, imported, 0, rejected, skipped),
            (batch.RowCount, batch.ImportedCount, batch.UpdatedCount, batch.RejectedCount, batch.SkippedCount)
        );
        Assert.Equal(
            (imported, 0, rejected, skipped),
            (trial.New, trial.Updated, trial.Rejected, trial.Skipped)
        );
        Assert.Equal(
            (leads, activities),
            await _app.Get<ImportQueries>().BroughtLeadsAsync(Actor.System, batch.Id)
        );
        var cells = CellReport.FromJson(batch.CellsJson);
        Assert.Equal((0, 0), (cells.NotImported, cells.LeftOut));
        Assert.True(cells.Stored > rows);
    }

    [Fact]
    public async Task Import_RepeatedLead_HasItsOwnFieldsAndItsActivities()
    {
        await RunAsync((await StageAsync(Repeated)).Id);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var ann = await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l1");
        Assert.Equal(("Ann", "Acme", 2), (ann.Name, ann.Company, ann.ActivityCount));
        Assert.Contains("high", ann.AttributesJson, StringComparison.Ordinal);
        Assert.DoesNotContain("Activity", ann.AttributesJson, StringComparison.Ordinal);
        Assert.Equal(
            [(ActivityKind.Call, 5m), (ActivityKind.Email, (decimal?)null)],
            (await context.Activities.Where(activity => activity.LeadId == ann.Id).ToListAsync())
                .OrderBy(activity => activity.OccurredUtc)
                .Select(activity => (activity.Kind, activity.Minutes))
        );
        Assert.Equal(0, (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l4")).ActivityCount);
    }

    /// <summary>The lead of a row whose activity is refused is there; the row, corrected, adds the rest.</summary>
    [Fact]
    public async Task Import_RowWithABadActivity_KeepsItsLeadAndIsTakenOnceCorrected()
    {
        var batch = await RunAsync((await StageAsync(Repeated)).Id);
        var row = Assert.Single(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9));
        Assert.Equal((6, "Activity date", "some day"), (row.LineNumber, row.Column, row.Value));

        await _app.Get<ImportService>()
            .CorrectAsync(
                row.Id,
                ["L3", "Cid", "cid@example.com", "Cube", "Call", "2026-02-04", "3", "low"],
                ImportSteps.Admin
            );
        await _app.Get<ImportService>().RetryAsync(batch.Id, all: false, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        var after = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.Equal((5, 0), (after.ImportedCount, after.RejectedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(1, (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l3")).ActivityCount);
    }

    [Theory]
    [InlineData(Repeated)]
    [InlineData(Parted)]
    public async Task Import_AgainUndoneAndAgain_LeavesTheSame(string file)
    {
        var first = await RunAsync((await StageAsync(file)).Id);
        var before = await DumpAsync();
        var again = await RunAsync((await StageAsync(file)).Id);
        Assert.Equal(before, await DumpAsync());
        Assert.Equal((0, first.RejectedCount), (again.ImportedCount + again.UpdatedCount, again.RejectedCount));

        await UndoAsync(again.Id);
        Assert.Equal(before, await DumpAsync());
        await UndoAsync(first.Id);
        Assert.Empty(await DumpAsync());
        var second = await RunAsync((await StageAsync(file)).Id);

        Assert.Equal(before, await DumpAsync());
        Assert.Equal(
            (first.ImportedCount, first.SkippedCount, first.RejectedCount),
            (second.ImportedCount, second.SkippedCount, second.RejectedCount)
        );
    }

    private async Task<ImportBatch> StageAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var staged = await _app.Get<ImportService>().StageAsync(stream, "mixed.csv", null, ImportSteps.Admin);
        Assert.True(staged.IsOk, MessageTexts.Say(staged.Error));
        return staged.Value;
    }

    private async Task<ImportBatch> RunAsync(int batchId)
    {
        var started = await _app.StartAsync(batchId);
        Assert.True(started.IsOk, MessageTexts.Say(started.Error));
        await _app.RunDataJobsAsync();
        Assert.Null((await _app.JobAsync(started.Value)).Error);
        return (await _app.Get<ImportQueries>().FindAsync(Actor.System, batchId))!;
    }

    private async Task UndoAsync(int batchId)
    {
        var job = await _app.Get<ImportService>().UndoAsync(batchId, ImportSteps.Admin);
        Assert.True(job.IsOk, MessageTexts.Say(job.Error));
        await _app.RunDataJobsAsync();
        Assert.Null((await _app.JobAsync(job.Value)).Error);
    }

    /// <summary>Leads with what they count, and activities with the key of their lead.</summary>
    private async Task<IReadOnlyList<string>> DumpAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var leads = await context.Leads.AsNoTracking().ToListAsync();
        var keys = leads.ToDictionary(lead => lead.Id, lead => lead.LeadKey);
        return
        [
            .. leads
                .Select(lead => Say($"{lead.LeadKey} {lead.Name} {lead.ActivityCount} {lead.LastActivityUtc:s}"))
                .Order(StringComparer.Ordinal),
            .. (await context.Activities.AsNoTracking().ToListAsync())
                .Select(a =>
                    Say($"{keys[a.LeadId]} {a.Kind} {a.OccurredUtc:s} {a.Detail} {a.ExternalId} {a.Minutes:0.0}")
                )
                .Order(StringComparer.Ordinal),
        ];

        static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
