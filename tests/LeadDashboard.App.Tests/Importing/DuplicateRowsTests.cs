using System.Text;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Tests.Duplicates;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>
/// Rows that look like leads already there, or like each other: skipped, merged or left for review, as the import says.
/// </summary>
public sealed class DuplicateRowsTests : IDisposable
{
    private readonly TestApp _app = new();
    private readonly LookAlikeFile _file = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Review_LookAlikes_AreAllImported()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);

        var batch = await ImportAsync(_file.Second(), DuplicateRule.Review);

        Assert.Equal(
            (LookAlikeFile.Rows - _file.OldCount, 0, 0),
            (batch.ImportedCount, batch.SkippedCount, batch.RejectedCount)
        );
        Assert.Equal((0, 0), await _app.Get<ImportQueries>().LookAlikeCountsAsync(Actor.System, batch.Id));
    }

    [Fact]
    public async Task Skip_LookAlikes_AreListedWithTheLeadAndTheReason()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);

        var batch = await ImportAsync(_file.Second(), DuplicateRule.Skip);

        var skipped = await _app.Get<ImportQueries>().LookAlikesAsync(Actor.System, batch.Id, 1000);
        AssertSum(batch);
        Assert.Equal((ImportStatus.Done, batch.SkippedCount), (batch.Status, skipped.Count));
        Assert.InRange(skipped.Count, (int)(0.8 * _file.TrueLookAlikes), _file.TrueLookAlikes);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(_file.OldCount + batch.ImportedCount, await context.Leads.CountAsync());
        Assert.False(await context.DuplicatePairs.AnyAsync(pair => pair.ImportBatchId != null));
        Assert.False(await context.Outcomes.AnyAsync(outcome => !context.Leads.Any(lead => lead.Id == outcome.LeadId)));
        var leads = await context.Leads.ToDictionaryAsync(lead => lead.Id);
        foreach (var row in skipped)
        {
            var kept = leads[row.ResembledLeadId!.Value];
            Assert.Equal(_file.Truth(RowOf(kept)), _file.Truth(_file.OldCount + row.RowIndex));
            Assert.Contains(kept.Name, Wording.English(row.Reason), StringComparison.Ordinal);
            Assert.Contains("probability", Wording.English(row.Reason), StringComparison.Ordinal);
            Assert.DoesNotContain(leads.Values, lead => lead.LeadKey == $"id:n{_file.OldCount + row.RowIndex}");
        }
    }

    [Fact]
    public async Task Skip_RowsOfOneFileAlike_KeepsTheFirst()
    {
        var batch = await ImportAsync(_file.Text(0, LookAlikeFile.Rows), DuplicateRule.Skip);

        AssertSum(batch);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var kept = await context.Leads.ToDictionaryAsync(lead => lead.Id, RowOf);
        var skipped = await _app.Get<ImportQueries>().LookAlikesAsync(Actor.System, batch.Id, 1000);
        Assert.InRange(skipped.Count, 100, 180);
        Assert.All(skipped, row => Assert.True(kept[row.ResembledLeadId!.Value] < row.RowIndex));
    }

    [Fact]
    public async Task Skip_RejectedRowsCsv_HoldsTheRowsWithTheirReason()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var batch = await ImportAsync(_file.Second(), DuplicateRule.Skip);

        using var browser = await _app.SignedInAsync(Core.Access.Role.Admin);
        var csv = await browser.GetStringAsync($"/imports/{batch.Id}/rejected.csv");

        Assert.Equal(batch.SkippedCount, csv.Split("Looks like the lead", StringSplitOptions.None).Length - 1);
        Assert.Empty(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 10));
    }

    [Fact]
    public async Task Skip_ThenImportAfterAll_BringsTheChosenRowsIn()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var batch = await ImportAsync(_file.Second(), DuplicateRule.Skip);
        var skipped = await _app.Get<ImportQueries>().LookAlikesAsync(Actor.System, batch.Id, 1000);

        Assert.True(
            (
                await _app.Get<ImportService>()
                    .ImportLookAlikesAsync(batch.Id, [skipped[0].Id, skipped[2].Id], ImportSteps.Admin)
            ).IsOk
        );
        await _app.RunDataJobsAsync();
        var two = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.True((await _app.Get<ImportService>().ImportLookAlikesAsync(batch.Id, null, ImportSteps.Admin)).IsOk);
        await _app.RunDataJobsAsync();
        var all = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;

        AssertSum(two);
        AssertSum(all);
        Assert.Equal(
            (batch.ImportedCount + 2, batch.SkippedCount - 2, 0),
            (two.ImportedCount, two.SkippedCount, two.RejectedCount)
        );
        Assert.Equal((all.RowCount, 0), (all.ImportedCount, all.SkippedCount));
    }

    [Fact]
    public async Task Merge_LookAlikes_BecomePartOfTheLeadByTheRuleOfEachField()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var before = await context.Leads.AsNoTracking().ToDictionaryAsync(lead => lead.Id);

        var batch = await _app.ImportAsync(
            Encoding.UTF8.GetBytes(_file.Second()),
            change: map => RuleOf(LookAlikeFile.With(DuplicateRule.Merge)(map), TargetField.Phone, FieldRule.Keep)
        );

        AssertSum(batch);
        var merges = await context.MergeRecords.AsNoTracking().ToListAsync();
        Assert.Equal((merges.Count, 0), (batch.UpdatedCount, batch.SkippedCount));
        Assert.InRange(merges.Count, (int)(0.8 * _file.TrueLookAlikes), _file.TrueLookAlikes);
        Assert.Equal(_file.OldCount + batch.ImportedCount, await context.Leads.CountAsync());
        var known = merges
            .Where(merge => before.ContainsKey(merge.SurvivorId))
            .GroupBy(merge => merge.SurvivorId)
            .Where(group => group.Count() == 1)
            .Select(group => group.Single())
            .ToList();
        Assert.True(known.Count > 40, $"{known.Count} merges with old leads");
        var changed = 0;
        foreach (var merge in known)
        {
            var (old, given, now) = (
                before[merge.SurvivorId],
                MergeSnapshot.Parse(merge.MergedJson),
                await context.Leads.SingleAsync(lead => lead.Id == merge.SurvivorId)
            );
            Assert.Equal(_file.Truth(RowOf(old)), _file.Truth(RowOf(given)));
            Assert.Equal(
                (old.Phone, given.Email ?? old.Email, given.Name.Length > 0 ? given.Name : old.Name),
                (now.Phone, now.Email, now.Name)
            );
            changed += old.Phone != given.Phone ? 1 : 0;
        }

        Assert.True(changed > 0, "No merged row had another phone number: the rule was not put to the test.");
    }

    [Theory]
    [InlineData(DuplicateRule.Skip)]
    [InlineData(DuplicateRule.Merge)]
    public async Task Undo_AfterSkipOrMerge_LeavesTheDatabaseAsBefore(DuplicateRule rule)
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var before = await DumpAsync();
        var batch = await ImportAsync(_file.Second(), rule);
        Assert.NotEqual(before, await DumpAsync());

        Assert.True((await _app.Get<ImportService>().UndoAsync(batch.Id, ImportSteps.Admin)).IsOk);
        await _app.RunDataJobsAsync();

        var undone = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.Equal((ImportStatus.Undone, 0), (undone.Status, undone.UndoConflictCount));
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task Undo_MergedLeadEditedSince_KeepsTheEditAndListsIt()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var batch = await ImportAsync(_file.Second(), DuplicateRule.Merge);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var merge = await context.MergeRecords.OrderBy(record => record.Id).FirstAsync();
        await context
            .Leads.Where(lead => lead.Id == merge.SurvivorId)
            .ExecuteUpdateAsync(set => set.SetProperty(lead => lead.Notes, "Called back."));

        await _app.Get<ImportService>().UndoAsync(batch.Id, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        var conflict = Assert.Single(await _app.Get<ImportQueries>().UndoConflictsAsync(Actor.System, batch.Id, 10));
        Assert.Equal((merge.SurvivorId, nameof(Lead.Notes)), (conflict.LeadId, conflict.Field));
        Assert.Equal(
            "Called back.",
            await context.Leads.Where(lead => lead.Id == merge.SurvivorId).Select(lead => lead.Notes).SingleAsync()
        );
        Assert.Equal(_file.OldCount, await context.Leads.CountAsync());
    }

    /// <summary>A merge that a person took back by itself is no business of the import's undo any more.</summary>
    [Fact]
    public async Task Undo_OneMergeTakenBackByHand_UndoesTheRest()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var before = await DumpAsync();
        var batch = await ImportAsync(_file.Second(), DuplicateRule.Merge);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var newest = await context.MergeRecords.MaxAsync(record => record.Id);
        Assert.True(
            (await _app.Get<DuplicateService>().UndoMergeAsync(newest, keepEdits: false, ImportSteps.Admin)).IsOk
        );

        await _app.Get<ImportService>().UndoAsync(batch.Id, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        Assert.Equal(0, (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!.UndoConflictCount);
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task Undo_LeadMergedByAPersonSince_IsListed()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var batch = await ImportAsync(_file.Second(), DuplicateRule.Review);
        await _app.Get<DuplicateService>().FindNowAsync(ImportSteps.Admin);
        await _app.RunJobsAsync();
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var pair = await context
            .DuplicatePairs.OrderByDescending(pair => pair.Probability)
            .FirstAsync(pair => pair.LeftLeadId <= _file.OldCount && pair.RightLeadId > _file.OldCount);
        Assert.True(
            (
                await _app.Get<DuplicateService>()
                    .MergeAsync(pair.Id, pair.LeftLeadId, new Dictionary<string, int>(), ImportSteps.Admin)
            ).IsOk
        );

        await _app.Get<ImportService>().UndoAsync(batch.Id, ImportSteps.Admin);
        await _app.RunJobsAsync();

        Assert.Contains(
            await _app.Get<ImportQueries>().UndoConflictsAsync(Actor.System, batch.Id, 100),
            conflict => conflict.Reason == ImportReasons.MergedAway().ToJson() && conflict.LeadId == pair.LeftLeadId
        );
    }

    /// <summary>
    /// Canceled between the search and the last pair: what was not settled waits for people like any other pair.
    /// </summary>
    [Fact]
    public async Task Stopped_PairsNotSettledYet_GoToTheReviewQueue()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var batch = await ImportAsync(_file.Second(), DuplicateRule.Review);
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            context.DuplicatePairs.Add(
                new DuplicatePair
                {
                    LeftLeadId = 1,
                    RightLeadId = _file.OldCount + 1,
                    Probability = 0.99,
                    ImportBatchId = batch.Id,
                }
            );
            await context.SaveChangesAsync();
        }

        Assert.Empty(await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open));
        await using var scope = _app.Services.CreateAsyncScope();
        var job = scope
            .ServiceProvider.GetServices<IJobHandler>()
            .Single(handler => handler.Kind == ImportingModule.CommitImport.Name);
        await job.StoppedAsync(
            new JobStop(1, $$"""{"BatchId":{{batch.Id}}}""", JobStatus.Canceled, null),
            CancellationToken.None
        );

        Assert.Single(await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open));
        Assert.Equal(
            ImportStatus.Canceled,
            (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!.Status
        );
    }

    [Fact]
    public async Task Skip_LeadEditedMeanwhile_StaysAndWaitsForReview()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var batch = await ImportAsync(_file.Second(), DuplicateRule.Review);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var lead = await context.Leads.SingleAsync(candidate => candidate.Id == _file.OldCount + 1);
        lead.Name = "Somebody wrote here";
        await context.SaveChangesAsync();

        var other = await context.Leads.SingleAsync(candidate => candidate.Id == _file.OldCount + 2);
        var kept = await CreatedLeads.KeptAsync(context, batch.Id, [lead, other], CancellationToken.None);
        await CreatedLeads.DeleteAsync(context, [other.Id], CancellationToken.None);

        Assert.Equal([(lead.Id, ImportReasons.EditedSince())], kept.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(LookAlikeFile.Rows - 1, await context.Leads.CountAsync());
    }

    [Fact]
    public async Task Trial_LookAlikes_AreCountedWithoutWriting()
    {
        await ImportAsync(_file.First(), DuplicateRule.Review);
        var before = await DumpAsync();
        var staged = (await _app.StageAsync(_file.Second())).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;

        var figures = await _app.Get<ImportTrial>()
            .RunAsync(staged, opened.Format, LookAlikeFile.With(DuplicateRule.Skip)(opened.Map), ImportSteps.Admin);

        Assert.Equal((figures.Rows, LookAlikeFile.Rows - _file.OldCount), (figures.New, figures.LookedAt));
        Assert.Equal(before, await DumpAsync());
        var batch = await ImportAsync(_file.Second(), DuplicateRule.Skip);
        Assert.Equal(batch.SkippedCount, figures.LookAlikes);
    }

    private Task<ImportBatch> ImportAsync(string text, DuplicateRule rule) =>
        _app.ImportAsync(Encoding.UTF8.GetBytes(text), change: LookAlikeFile.With(rule));

    private static void AssertSum(ImportBatch batch) =>
        Assert.Equal(
            batch.RowCount,
            batch.ImportedCount + batch.UpdatedCount + batch.RejectedCount + batch.SkippedCount
        );

    private static ColumnMap RuleOf(ColumnMap map, TargetField target, FieldRule rule) =>
        map with
        {
            Columns = [.. map.Columns.Select(column => column.Target == target ? column with { Rule = rule } : column)],
        };

    private static int RowOf(Lead lead) =>
        int.Parse(lead.LeadKey.AsSpan("id:n".Length), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Leads and outcomes that stand.</summary>
    private async Task<string> DumpAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return string.Join(
            '\n',
            (await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync())
                .Select(DuplicatesData.LeadLine)
                .Concat(
                    (await context.Outcomes.AsNoTracking().OrderBy(outcome => outcome.Id).ToListAsync()).Select(
                        outcome => $"{outcome.LeadId} {outcome.Kind} {outcome.UndoneUtc is null}"
                    )
                )
        );
    }
}
