using LeadDashboard.App.Importing;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

public sealed class UndoImportTests : IDisposable
{
    private const string Header = "Lead Id,Name,Email,City,Status,Amount,Campaign,Pet\n";
    private const string First =
        Header
        + "L1,Ann,ann@example.com,Oslo,Open,100,Spring,cat\n"
        + "L2,Bob,bob@example.com,Rome,Open,200,Spring,dog\n"
        + "L3,Cid,cid@example.com,Bonn,Won,300,Spring,cat\n"
        + "L4,Dan,dan@example.com,Graz,Lost,400,Spring,\n";
    private const string Second =
        Header
        + "L1,Anna,ann@example.com,Paris,Won,150,Summer,fish\n"
        + "L2,Bob,bob@example.com,Nice,Lost,200,Spring,dog\n"
        + "L5,Eve,eve@example.com,Bern,Open,5,Summer,cow\n"
        + "L1,Anna,ann@example.com,Lyon,Won,150,Summer,fish\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Undo_UpdatesAndCreatedLeads_LeavesTheDatabaseAsBefore()
    {
        await _app.ImportAsync(First);
        var before = await DumpAsync();
        var second = await _app.ImportAsync(Second);
        Assert.NotEqual(before, await DumpAsync());

        var batch = await UndoAsync(second.Id);

        Assert.Equal((ImportStatus.Undone, 0), (batch.Status, batch.UndoConflictCount));
        Assert.NotNull(batch.UndoneUtc);
        Assert.Equal(before, await DumpAsync());
        Assert.Equal(
            "import.not-undoable",
            (await _app.Get<ImportService>().UndoAsync(second.Id, ImportSteps.Admin)).Error?.Code
        );
    }

    [Fact]
    public async Task Undo_LaterEditsOutcomesAndActivities_AreListedAndTheRestUndone()
    {
        var first = await _app.ImportAsync(First);
        var second = await _app.ImportAsync(Second);
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            await context
                .Leads.Where(lead => lead.LeadKey == "id:l1")
                .ExecuteUpdateAsync(set => set.SetProperty(lead => lead.City, "Madrid"));
            var eve = await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l5");
            context.Activities.Add(
                new Activity
                {
                    LeadId = eve.Id,
                    Kind = ActivityKind.Call,
                    OccurredUtc = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
                }
            );
            await context.SaveChangesAsync();
        }

        var batch = await UndoAsync(second.Id);

        Assert.Equal(ImportStatus.Undone, batch.Status);
        var conflicts = await _app.Get<ImportQueries>().UndoConflictsAsync(Actor.System, second.Id, 20);
        Assert.Equal(batch.UndoConflictCount, conflicts.Count);
        Assert.Contains(
            conflicts,
            conflict =>
                conflict.Field == "City"
                && Wording.English(conflict.Reason).Contains("'Madrid'", StringComparison.Ordinal)
        );
        Assert.Contains(conflicts, conflict => conflict.LeadName == "Eve" && conflict.Field.Length == 0);
        await using var after = await _app.Contexts.CreateDbContextAsync();
        var ann = await after.Leads.SingleAsync(lead => lead.LeadKey == "id:l1");
        Assert.Equal(("Ann", "Madrid", LeadStatus.Open, 100m), (ann.Name, ann.City, ann.Status, ann.ValueAmount));
        Assert.Equal(5, await after.Leads.CountAsync());
        Assert.Equal(first.ImportedCount, await after.Leads.CountAsync(lead => lead.ImportBatchId == first.Id));
    }

    private const string Activities =
        "Email,Activity type,Activity date\nann@example.com,Call,2026-01-05\nann@example.com,Visit,2026-01-06\n"
        + "bob@example.com,Call,2026-01-05\n";

    /// <summary>The leads of a file that got activities from another one are told before, and both can go.</summary>
    [Fact]
    public async Task UndoPreview_ActivitiesOfAnotherImport_AreSaidWithTheirCount()
    {
        var leads = await _app.ImportAsync(First);
        Assert.Equal(0, (await _app.Get<ImportQueries>().UndoPreviewAsync(Actor.System, leads.Id)).StayingLeadCount);
        var activities = await _app.ImportAsync(Activities, ImportKind.Activities);

        var preview = await _app.Get<ImportQueries>().UndoPreviewAsync(Actor.System, leads.Id);

        Assert.Equal(2, preview.StayingLeadCount);
        Assert.Equal([(activities.Id, 2)], preview.KeptBy.Select(other => (other.BatchId, other.LeadCount)));
        Assert.Equal(
            0,
            (await _app.Get<ImportQueries>().UndoPreviewAsync(Actor.System, activities.Id)).StayingLeadCount
        );

        // As it was announced.
        var alone = await UndoAsync(leads.Id);
        Assert.Equal(2, alone.UndoConflictCount);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(2, await context.Leads.CountAsync());
    }

    [Fact]
    public async Task UndoWithOthers_ActivitiesOfAnotherImport_LeavesNeither()
    {
        var before = await DumpAsync();
        var leads = await _app.ImportAsync(First);
        var activities = await _app.ImportAsync(Activities, ImportKind.Activities);

        Assert.True((await _app.Get<ImportService>().UndoWithOthersAsync(leads.Id, ImportSteps.Admin)).IsOk);
        await _app.RunDataJobsAsync();

        Assert.Equal(before, await DumpAsync());
        Assert.Equal(
            [(ImportStatus.Undone, 0), (ImportStatus.Undone, 0)],
            new[]
            {
                await _app.Get<ImportQueries>().FindAsync(Actor.System, activities.Id),
                await _app.Get<ImportQueries>().FindAsync(Actor.System, leads.Id),
            }.Select(batch => (batch!.Status, batch.UndoConflictCount))
        );
    }

    [Fact]
    public async Task Undo_TheFirstOfTwoImports_KeepsLeadsThatTheSecondChanged()
    {
        var first = await _app.ImportAsync(First);
        await _app.ImportAsync(Second);

        var batch = await UndoAsync(first.Id);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(
            ["Anna", "Bob", "Eve"],
            await context.Leads.OrderBy(lead => lead.LeadKey).Select(lead => lead.Name).ToListAsync()
        );
        Assert.Equal(2, batch.UndoConflictCount);
    }

    [Fact]
    public async Task Undo_Activities_RemovesThemAndCountsAgain()
    {
        await _app.ImportAsync(First);
        await _app.ImportAsync(
            "Email,Activity type,Activity date\nann@example.com,Call,2026-01-05\n",
            ImportKind.Activities
        );
        var second = await _app.ImportAsync(
            "Email,Activity type,Activity date\nann@example.com,Visit,2026-02-05\nbob@example.com,Visit,2026-02-06\n",
            ImportKind.Activities
        );
        Assert.Equal(2, second.ImportedCount);

        await UndoAsync(second.Id);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var ann = await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l1");
        var bob = await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l2");
        Assert.Equal((1, 0), (ann.ActivityCount, bob.ActivityCount));
        Assert.Equal(new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc), ann.LastActivityUtc);
        Assert.Null(bob.LastActivityUtc);
    }

    [Fact]
    public async Task Undo_Spend_BringsBackWhatTheFileReplaced()
    {
        await _app.ImportAsync("Campaign,Date,Spend\nSpring,2026-01-05,100\nSpring,2026-01-06,50\n", ImportKind.Spend);
        var second = await _app.ImportAsync(
            "Campaign,Date,Spend\nSpring,2026-01-05,70\nAutumn,2026-01-05,9\n",
            ImportKind.Spend
        );

        await UndoAsync(second.Id);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(
            [100m, 50m],
            await context.CampaignSpends.OrderBy(spend => spend.DayUtc).Select(spend => spend.SpendAmount).ToListAsync()
        );
        Assert.Equal(["Spring"], await context.Campaigns.Select(campaign => campaign.Name).ToListAsync());
    }

    [Fact]
    public async Task Retry_CorrectedRow_IsImportedAndTheOthersStay()
    {
        var batch = await _app.ImportAsync(
            Header
                + "L1,Ann,ann@example.com,Oslo,Open,100,Spring,cat\n"
                + "L2,Bob,bob@example.com,Rome,Open\n"
                + "L3,Cid,cid@example.com,Bonn,Won\n"
        );
        var rejected = await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9);
        Assert.Equal(2, rejected.Count);

        await _app.Get<ImportService>()
            .CorrectAsync(
                rejected[0].Id,
                ["L2", "Bob", "bob@example.com", "Rome", "Open", "5", "Spring", ""],
                ImportSteps.Admin
            );
        Assert.True((await _app.Get<ImportService>().RetryAsync(batch.Id, all: false, ImportSteps.Admin)).IsOk);
        await _app.RunDataJobsAsync();

        var after = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.Equal((2, 1, 3), (after.ImportedCount, after.RejectedCount, after.RowCount));
        Assert.Equal(
            4,
            Assert.Single(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9)).LineNumber
        );
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(5m, (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l2")).ValueAmount);
    }

    [Fact]
    public async Task Retry_AllRowsOnceTheLeadsAreThere_JoinsTheActivities()
    {
        var batch = await _app.ImportAsync(
            "Email,Activity type,Activity date\nann@example.com,Call,2026-01-05\nnobody@example.com,Call,2026-01-05\n",
            ImportKind.Activities
        );
        Assert.Equal(2, batch.RejectedCount);
        await _app.ImportAsync(First);

        await _app.Get<ImportService>().RetryAsync(batch.Id, all: true, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        var after = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.Equal((1, 1), (after.ImportedCount, after.RejectedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(1, (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l1")).ActivityCount);
    }

    private async Task<ImportBatch> UndoAsync(int batchId)
    {
        var job = await _app.Get<ImportService>().UndoAsync(batchId, ImportSteps.Admin);
        Assert.True(job.IsOk, MessageTexts.Say(job.Error));
        await _app.RunDataJobsAsync();
        Assert.Null((await _app.JobAsync(job.Value)).Error);
        return (await _app.Get<ImportQueries>().FindAsync(Actor.System, batchId))!;
    }

    /// <summary>Leads, live outcomes, campaigns and fields as text.</summary>
    private async Task<string> DumpAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var leads = await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync();
        var outcomes = await context
            .Outcomes.AsNoTracking()
            .Where(outcome => outcome.UndoneUtc == null)
            .OrderBy(outcome => outcome.Id)
            .Select(outcome => $"{outcome.LeadId} {outcome.Kind}")
            .ToListAsync();
        return string.Join(
                '\n',
                leads.Select(lead => $"{lead.Id} {string.Join('|', LeadSnapshot.Read(lead))} {lead.ImportFingerprint}")
            )
            + string.Join(',', outcomes)
            + string.Join(',', await context.Campaigns.OrderBy(c => c.Id).Select(c => c.Name).ToListAsync())
            + string.Join(',', await context.FieldDefinitions.OrderBy(f => f.Id).Select(f => f.Name).ToListAsync());
    }
}
