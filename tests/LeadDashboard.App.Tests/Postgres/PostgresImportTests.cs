using System.Text;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Tests.Duplicates;
using LeadDashboard.App.Tests.Importing;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Postgres;

/// <summary>
/// Imports, their modes and undo, and merges on PostgreSQL: what the tests of these features prove on SQLite.
/// </summary>
public sealed class PostgresImportTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Header = "Lead Id,Name,Email,City,Status,Amount,Campaign,Created Date,Pet\n";
    private const string First =
        Header
        + "L1,Ann,ann@example.com,Oslo,Open,100,Spring,2026-01-01,cat\n"
        + "L2,Bob,bob@example.com,Rome,Open,200,Spring,2026-01-02,dog\n"
        + "L3,Cid,cid@example.com,Bonn,Won,300,Spring,2026-01-03,cat\n"
        + "L4,Dan,dan@example.com,Graz,Lost,400,Spring,2026-01-04,\n";
    private const string Second =
        Header
        + "L1,Anna,ann@example.com,Paris,Won,150,Summer,2026-01-01,fish\n"
        + "L2,Bob,bob@example.com,Nice,Lost,200,Spring,2026-01-02,dog\n"
        + "L5,Eve,eve@example.com,Bern,Open,5,Summer,2026-01-05,cow\n"
        + "L1,Anna,ann@example.com,Lyon,Won,150,Summer,2026-01-01,fish\nL6,broken\n";

    private readonly TestApp _app = new() { Postgres = server.ConnectionString + "_" + Guid.NewGuid().ToString("N") };

    public void Dispose() => _app.Dispose();

    [PostgresFact]
    public async Task Upsert_ThenUndo_LeavesTheDatabaseAsBefore()
    {
        await _app.ImportAsync(First);
        var before = await DumpAsync();

        var second = await _app.ImportAsync(Second);
        Assert.Equal(
            (ImportStatus.Done, 1, 3, 1),
            (second.Status, second.ImportedCount, second.UpdatedCount, second.RejectedCount)
        );
        Assert.Contains("Lyon", await DumpAsync(), StringComparison.Ordinal);
        await UndoAsync(second.Id);

        Assert.Equal(before, await DumpAsync());
    }

    [PostgresFact]
    public async Task Modes_KeysAndRules_DecideAsOnSqlite()
    {
        await _app.ImportAsync(First);
        const string file =
            "Name,Email,City,Pet\nAnnabel,ANN@example.com,Kyiv,bird\nBobby,bob@example.com,Lund,\n"
            + "New,new@example.com,Riga,ox\n";

        var created = await ImportAsync(
            file,
            map => map with { Mode = ImportMode.CreateOnly, Keys = [MatchKey.Email] }
        );
        var updated = await ImportAsync(
            file.Replace("New,new@", "Nobody,nobody@", StringComparison.Ordinal),
            map =>
                RuleOf(map, TargetField.City, FieldRule.Keep) with
                {
                    Mode = ImportMode.UpdateOnly,
                    Keys = [MatchKey.Email],
                }
        );

        Assert.Equal(
            (1, 0, 2, 0),
            (created.ImportedCount, created.UpdatedCount, created.SkippedCount, created.RejectedCount)
        );
        Assert.Equal(
            (0, 2, 0, 1),
            (updated.ImportedCount, updated.UpdatedCount, updated.SkippedCount, updated.RejectedCount)
        );
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var ann = await context.Leads.SingleAsync(lead => lead.Email == "ann@example.com");
        Assert.Equal(
            ("Annabel", "Oslo", "bird"),
            (ann.Name, ann.City, LeadAttributes.Parse(ann.AttributesJson)["Pet"])
        );
    }

    [PostgresFact]
    public async Task RejectedRows_CorrectedAndRunAgain_ComeIn()
    {
        var batch = await _app.ImportAsync(Second);
        var rejected = Assert.Single(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 10));

        await _app.Get<ImportService>()
            .CorrectAsync(
                rejected.Id,
                ["L6", "Fay", "fay@example.com", "Ghent", "Open", "7", "Summer", "2026-01-06", "hen"],
                ImportSteps.Admin
            );
        await _app.Get<ImportService>().RetryAsync(batch.Id, all: false, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        var after = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.Equal((batch.ImportedCount + 1, 0), (after.ImportedCount, after.RejectedCount));
    }

    [PostgresFact]
    public async Task Records_AgainAndUndoneAndAgain_SameNumbers()
    {
        await _app.ImportAsync(RecordFiles.Leads);
        foreach (var file in RecordFiles.All)
        {
            await RecordFiles.WalkAsync(_app, (ImportKind)file[0], (string)file[1], (string)file[2]);
        }
    }

    [PostgresFact]
    public async Task Activities_JoinedAndUndone_LeaveTheCountsAsBefore()
    {
        await _app.ImportAsync(First);
        var before = await DumpAsync();

        var batch = await _app.ImportAsync(
            "Lead ID,Type,Date\nL1,Click,2026-02-01 10:00\nL1,Click,2026-02-01 10:00\nL2,Call,2026-02-02 "
                + "10:00\nL9,Call,2026-02-02 10:00\n",
            ImportKind.Activities
        );
        Assert.Equal((2, 1, 1), (batch.ImportedCount, batch.SkippedCount, batch.RejectedCount));
        await UndoAsync(batch.Id);

        Assert.Equal(before, await DumpAsync());
    }

    [PostgresFact]
    public async Task Duplicates_FoundMergedAndUndone_LeaveEveryRowAsItWas()
    {
        var service = _app.Get<DuplicateService>();
        var truth = await DuplicatesData.PlantAsync(_app.Contexts, 600);
        await service.FindNowAsync(ImportSteps.Admin);
        await _app.RunJobsAsync();
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var before = await DuplicatesData.DumpAsync(context);
        var pair = (await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open))[0];

        var merged = await service.MergeAsync(pair.Id, null, new Dictionary<string, int>(), ImportSteps.Admin);
        Assert.NotEqual(before, await DuplicatesData.DumpAsync(context));
        Assert.True((await service.UndoMergeAsync(merged.Value!.Id, keepEdits: false, ImportSteps.Admin)).IsOk);
        Assert.Equal(before, await DuplicatesData.DumpAsync(context));

        await service.MergeAboveAsync(0.99, ImportSteps.Admin);
        await _app.RunJobsAsync();
        var merges = await context.MergeRecords.AsNoTracking().Where(merge => merge.UndoneUtc == null).ToListAsync();
        Assert.True(merges.Count > 40, $"{merges.Count} merges");
        Assert.All(merges, merge => Assert.Equal(truth[merge.SurvivorId], truth[merge.MergedId]));
        await service.UndoGroupAsync(merges[0].GroupKey, ImportSteps.Admin);
        await _app.RunJobsAsync();

        Assert.Equal(before, await DuplicatesData.DumpAsync(context));
        Assert.False(await context.Jobs.AnyAsync(job => job.Status == JobStatus.Failed));
    }

    [PostgresFact]
    public async Task Search_Repeated_KeepsDecisionsAndAddsNothing()
    {
        var service = _app.Get<DuplicateService>();
        await DuplicatesData.PlantAsync(_app.Contexts, 400);
        await service.FindNowAsync(ImportSteps.Admin);
        await _app.RunJobsAsync();
        var pairs = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);

        Assert.True((await service.DismissAsync(pairs[0].Id, ImportSteps.Admin)).IsOk);
        await service.FindNowAsync(ImportSteps.Admin);
        await _app.RunJobsAsync();

        Assert.Equal(
            pairs.Skip(1).Select(pair => pair.Id),
            (await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open)).Select(pair => pair.Id)
        );
    }

    [PostgresFact]
    public async Task LookAlikes_SkippedThenMerged_AreSettledAndUndone()
    {
        var file = new LookAlikeFile();
        await _app.ImportAsync(file.First());
        var before = await DumpAsync();

        var skipping = await ImportAsync(file.Second(), LookAlikeFile.With(DuplicateRule.Skip));
        Assert.Equal(skipping.RowCount, skipping.ImportedCount + skipping.SkippedCount);
        Assert.InRange(skipping.SkippedCount, (int)(0.8 * file.TrueLookAlikes), file.TrueLookAlikes);
        Assert.Equal(
            skipping.SkippedCount,
            (await _app.Get<ImportQueries>().LookAlikesAsync(Actor.System, skipping.Id, 1000)).Count
        );
        await UndoAsync(skipping.Id);
        Assert.Equal(before, await DumpAsync());

        var merging = await ImportAsync(file.Second(), LookAlikeFile.With(DuplicateRule.Merge));
        Assert.Equal(
            (merging.RowCount, skipping.SkippedCount),
            (merging.ImportedCount + merging.UpdatedCount, merging.UpdatedCount)
        );
        await UndoAsync(merging.Id);
        Assert.Equal(before, await DumpAsync());
    }

    private Task<ImportBatch> ImportAsync(string text, Func<ColumnMap, ColumnMap> change) =>
        _app.ImportAsync(Encoding.UTF8.GetBytes(text), change: change);

    private async Task UndoAsync(int batchId)
    {
        Assert.True((await _app.Get<ImportService>().UndoAsync(batchId, ImportSteps.Admin)).IsOk);
        await _app.RunDataJobsAsync();
        var undone = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batchId))!;
        Assert.Equal((ImportStatus.Undone, 0), (undone.Status, undone.UndoConflictCount));
    }

    private static ColumnMap RuleOf(ColumnMap map, TargetField target, FieldRule rule) =>
        map with
        {
            Columns = [.. map.Columns.Select(column => column.Target == target ? column with { Rule = rule } : column)],
        };

    /// <summary>Leads, outcomes, activities and campaigns that stand.</summary>
    private async Task<string> DumpAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return string.Join(
            '\n',
            (await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync())
                .Select(MergeSnapshot.ToJson)
                .Concat(
                    (
                        await context
                            .Outcomes.AsNoTracking()
                            .OrderBy(outcome => outcome.Id)
                            .Where(outcome => outcome.UndoneUtc == null)
                            .ToListAsync()
                    ).Select(outcome => $"{outcome.LeadId} {outcome.Kind}")
                )
                .Concat(
                    (await context.Activities.AsNoTracking().OrderBy(activity => activity.Id).ToListAsync()).Select(
                        activity => $"{activity.LeadId} {activity.Kind}"
                    )
                )
                .Concat(
                    await context
                        .Campaigns.OrderBy(campaign => campaign.Id)
                        .Select(campaign => campaign.Name)
                        .ToListAsync()
                )
        );
    }
}
