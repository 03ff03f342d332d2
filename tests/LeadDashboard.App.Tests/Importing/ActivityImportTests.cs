using System.Globalization;
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

/// <summary>Activities of all kinds: brought in, brought in again, corrected where they come from, undone.</summary>
public sealed class ActivityImportTests : IDisposable
{
    private const string Leads =
        "Lead Id,Name,Email,Created\nL1,Ann,ann@example.com,2026-01-01\nL2,Bob,bob@example.com,2026-01-01\n";
    private const string Header =
        "Activity ID,Lead ID,Activity type,Activity date,Subject,Body,Direction,Duration (min),Score,Campaign,"
        + "Product\n";
    private const string Activities =
        Header
        + "A1,L1,CALL,2026-02-01 09:00,First call,Wants a demo,INBOUND,12.5,,,\n"
        + "A2,L1,INCOMING_EMAIL,2026-02-02 10:00,Re: offer,Too dear,,,,Spring mailing,\n"
        + "A3,L2,Webinar,2026-02-03 15:00,Intro,,,45 min,,Spring mailing,Basic\n"
        + "A4,L2,Survey,2026-02-04 08:00,How was it?,Good,,,9/10,,\n"
        + "A5,L2,Review,2026-02-05 08:00,,Fine,,,★★★★☆,,Basic\n"
        + "A6,L2,Call,2026-02-05 09:00,,,sideways,soon,many,,\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Import_ColumnsOfAnActivity_AreStoredAndTheRestIsTold()
    {
        await _app.ImportAsync(Leads);
        var batch = await _app.ImportAsync(Activities, ImportKind.Activities);

        Assert.Equal((6, 0, 0), (batch.ImportedCount, batch.RejectedCount, batch.SkippedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var spring = await context.Campaigns.SingleAsync();
        var basic = await context.Products.SingleAsync();
        var stored = await context.Activities.AsNoTracking().OrderBy(activity => activity.OccurredUtc).ToListAsync();
        Assert.Equal(
            [
                ("A1", ActivityKind.Call, ActivityDirection.Inbound, 12.5m, null, null, "First call", "Wants a demo"),
                ("A2", ActivityKind.Email, ActivityDirection.Inbound, null, null, null, "Re: offer", "Too dear"),
                ("A3", ActivityKind.Event, null, 45m, null, null, "Intro", null),
                ("A4", ActivityKind.Survey, null, null, 9m, 10m, "How was it?", "Good"),
                ("A5", ActivityKind.Review, null, null, 4m, 5m, null, "Fine"),
                ("A6", ActivityKind.Call, (ActivityDirection?)null, (decimal?)null, (decimal?)null, (decimal?)null,
                    (string?)null, (string?)null),
            ],
            stored.Select(a =>
                (a.ExternalId, a.Kind, a.Direction, a.Minutes, a.Score, a.ScoreTop, a.Detail, a.Text)
            )
        );
        Assert.Equal(
            [
                (null, null), (spring.Id, null), (spring.Id, basic.Id), (null, null), (null, basic.Id),
                (null, (int?)null),
            ],
            stored.Select(a => (a.CampaignId, a.ProductId))
        );
        var kept = await _app.Get<ImportQueries>().KeptAsync(Actor.System, batch.Id, 9);
        Assert.Equal(
            ["Direction: sideways", "Duration (min): soon", "Score: many"],
            kept.Select(row => $"{row.Column}: {row.Value}").Order(StringComparer.Ordinal)
        );
        Assert.Equal(3, CellReport.FromJson(batch.CellsJson).LeftOut);
    }

    [Fact]
    public async Task Import_SameFileAgain_ChangesNothing()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Activities, ImportKind.Activities);
        var before = await DumpAsync();

        var staged = (await _app.StageAsync(Activities, ImportKind.Activities)).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;
        var trial = await _app.Get<ImportTrial>().RunAsync(staged, opened.Format, opened.Map, ImportSteps.Admin);
        var again = await _app.ImportAsync(Activities, ImportKind.Activities);

        Assert.Equal((0, 0, 6), (trial.New, trial.Updated, trial.Skipped));
        Assert.Equal((0, 0, 6, 6), (again.ImportedCount, again.UpdatedCount, again.SkippedCount, again.RowCount));
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task Import_ChangedActivityOfTheSameId_IsUpdatedAndUndoGivesItBack()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Activities, ImportKind.Activities);
        var before = await DumpAsync();

        var batch = await _app.ImportAsync(
            Header
                + "A1,L1,CALL,2026-02-01 09:30,First call,Wants two demos,OUTBOUND,20,,Autumn,\n"
                + "A7,L1,Search,2026-06-07 09:30,price of it,,,,,,\n",
            ImportKind.Activities
        );

        Assert.Equal((1, 1), (batch.ImportedCount, batch.UpdatedCount));
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            var call = await context.Activities.SingleAsync(activity => activity.ExternalId == "A1");
            Assert.Equal(
                (ActivityDirection.Outbound, 20m, "Wants two demos", new TimeSpan(9, 30, 0)),
                (call.Direction, call.Minutes, call.Text, call.OccurredUtc.TimeOfDay)
            );
            Assert.Equal(
                new DateTime(2026, 6, 7, 9, 30, 0, DateTimeKind.Utc),
                (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l1")).LastActivityUtc
            );
        }

        await UndoAsync(batch.Id);
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task Import_UndoneAndImportedAgain_LeavesTheSame()
    {
        await _app.ImportAsync(Leads);
        var empty = await DumpAsync();
        var first = await _app.ImportAsync(Activities, ImportKind.Activities);
        var before = await DumpAsync();

        await UndoAsync(first.Id);
        Assert.Equal(empty, await DumpAsync());
        var second = await _app.ImportAsync(Activities, ImportKind.Activities);

        Assert.Equal(before, await DumpAsync());
        Assert.Equal(
            (first.ImportedCount, first.SkippedCount, first.RejectedCount, first.WarningCount),
            (second.ImportedCount, second.SkippedCount, second.RejectedCount, second.WarningCount)
        );
    }

    /// <summary>A day without a time of day: only what the rows say tells two calls apart.</summary>
    [Fact]
    public async Task Import_RowsOfOneDayWithoutIds_StayTwoUnlessTheySayTheSame()
    {
        await _app.ImportAsync(Leads);
        const string Calls =
            "Email,Call date,Call Duration,Call Direction\n"
            + "ann@example.com,2026-02-01,02:30,Inbound\nann@example.com,2026-02-01,30,Inbound\n"
            + "ann@example.com,2026-02-01,02:30,Inbound\nbob@example.com,2026-02-01,60,ausgehend\n";
        var batch = await _app.ImportAsync(Calls, ImportKind.Activities);
        var again = await _app.ImportAsync(Calls, ImportKind.Activities);

        Assert.Equal((3, 1), (batch.ImportedCount, batch.SkippedCount));
        Assert.Equal((0, 0, 4), (again.ImportedCount, again.UpdatedCount, again.SkippedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(
            [
                (ActivityKind.Call, ActivityDirection.Inbound, 0.5m),
                (ActivityKind.Call, ActivityDirection.Inbound, 2.5m),
                (ActivityKind.Call, (ActivityDirection?)ActivityDirection.Outbound, (decimal?)1m),
            ],
            (await context.Activities.ToListAsync())
                .OrderBy(a => a.LeadId)
                .ThenBy(a => a.Minutes)
                .Select(a => (a.Kind, a.Direction, a.Minutes))
        );
    }

    [Fact]
    public async Task Import_MoreColumnsThanBefore_FillTheKnownActivity()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(
            "Email,Activity type,Activity date\nann@example.com,Call,2026-02-01 10:00\n",
            ImportKind.Activities
        );
        var batch = await _app.ImportAsync(
            "Email,Activity type,Activity date,Minutes,Activity ID\nann@example.com,Call,2026-02-01 10:00,7,77\n",
            ImportKind.Activities
        );

        Assert.Equal((0, 1), (batch.ImportedCount, batch.UpdatedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var only = await context.Activities.SingleAsync();
        Assert.Equal((7m, "77"), (only.Minutes, only.ExternalId));
    }

    /// <summary>The export of a survey has a row for each question of an answer, all with its id.</summary>
    [Fact]
    public async Task Import_RowsWithOneIdThatSayDifferentThings_AreAllKept()
    {
        await _app.ImportAsync(Leads);
        const string Answers =
            "Response ID,Respondent email,Response date,Title,Answer,Score\n"
            + "R1,ann@example.com,2026-02-01,Recommend us?,,9\nR1,ann@example.com,2026-02-01,Why?,Quick,\n";
        var batch = await _app.ImportAsync(Answers, ImportKind.Activities);
        var again = await _app.ImportAsync(Answers, ImportKind.Activities);

        Assert.Equal((2, 2), (batch.ImportedCount, again.SkippedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.All(
            await context.Activities.ToListAsync(),
            activity => Assert.Equal(ActivityKind.Survey, activity.Kind)
        );
    }

    /// <summary>The file of activities comes first: its rows wait, and the import of the leads takes them.</summary>
    [Fact]
    public async Task Import_ActivitiesBeforeTheirLeads_WaitAndAreTakenOnceByThemselves()
    {
        var early = await _app.ImportAsync(Activities, ImportKind.Activities);
        Assert.Equal((0, 6), (early.ImportedCount, early.RejectedCount));
        var waiting = await _app.Get<ImportQueries>().RejectedAsync(Actor.System, early.Id, 9);
        Assert.All(
            waiting,
            row => Assert.Contains("The row waits", Wording.English(row.Reason), StringComparison.Ordinal)
        );

        await _app.ImportAsync("Lead Id,Name,Created\nL1,Ann,2026-01-01\n");
        var half = (await _app.Get<ImportQueries>().FindAsync(Actor.System, early.Id))!;
        Assert.Equal((2, 4, 6), (half.ImportedCount, half.RejectedCount, half.RowCount));
        await _app.ImportAsync("Lead Id,Name,Created\nL2,Bob,2026-01-01\n");

        var after = (await _app.Get<ImportQueries>().FindAsync(Actor.System, early.Id))!;
        Assert.Equal((6, 0), (after.ImportedCount, after.RejectedCount));
        using var other = new TestApp();
        await other.ImportAsync("Lead Id,Name,Created\nL1,Ann,2026-01-01\nL2,Bob,2026-01-01\n");
        await other.ImportAsync(Activities, ImportKind.Activities);
        Assert.Equal(await DumpAsync(other), await DumpAsync());
    }

    private async Task UndoAsync(int batchId)
    {
        var job = await _app.Get<ImportService>().UndoAsync(batchId, ImportSteps.Admin);
        Assert.True(job.IsOk, MessageTexts.Say(job.Error));
        await _app.RunDataJobsAsync();
        Assert.Null((await _app.JobAsync(job.Value)).Error);
    }

    /// <summary>Activities with the names of what they point to, counts of leads, campaigns and products.</summary>
    private async Task<IReadOnlyList<string>> DumpAsync(TestApp? app = null)
    {
        await using var context = await (app ?? _app).Contexts.CreateDbContextAsync();
        var campaigns = await context.Campaigns.ToDictionaryAsync(row => row.Id, row => row.Name);
        var products = await context.Products.ToDictionaryAsync(row => row.Id, row => row.Name);
        var leads = await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync();
        var activities = await context.Activities.AsNoTracking().ToListAsync();
        return
        [
            .. leads.Select(lead => Say($"{lead.LeadKey} {lead.ActivityCount} {lead.LastActivityUtc:s}")),
            .. activities
                .Select(a =>
                    Say(
                        $"{a.LeadId} {a.Kind} {a.OccurredUtc:s} {a.Detail}|{a.Text}|{a.Direction}|{a.Minutes:0.00}|"
                    )
                    + Say($"{a.ExternalId}|{a.Score:0.00}|{a.ScoreTop:0.00}|")
                    + $"{(a.CampaignId is { } c ? campaigns[c] : "")}|{(a.ProductId is { } p ? products[p] : "")}"
                )
                .Order(StringComparer.Ordinal),
            .. campaigns.Values.Order(StringComparer.Ordinal),
            .. products.Values.Order(StringComparer.Ordinal),
        ];

        static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
