using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Data;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Duplicates;

public sealed class DuplicateServiceTests : IDisposable
{
    private static readonly Actor Manager = TestApp.ActorOf(Role.MarketingManager);
    private static readonly Dictionary<string, int> NoChoices = [];

    private readonly TestApp _app = new();

    private DuplicateService Service => _app.Get<DuplicateService>();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Find_PlantedDuplicates_FillsTheQueueAndKeepsDecisions()
    {
        var truth = await SearchedAsync(600);
        var pairs = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);
        var counts = await _app.Get<DuplicateQueries>().CountsAsync(Actor.System);

        Assert.True(pairs.Count > 60, $"{pairs.Count} pairs");
        Assert.True(
            pairs.Where(pair => pair.Probability >= 0.99).All(pair => truth[pair.LeftId] == truth[pair.RightId])
        );
        Assert.InRange(counts.SureCount, 40, counts.OpenCount);
        var detail = (await _app.Get<DuplicateQueries>().FindAsync(Actor.System, pairs[0].Id))!;
        Assert.Contains(detail.Evidence, field => field.Field == "Name" && field.Bits > 0);

        Assert.True((await Service.DismissAsync(pairs[0].Id, Manager)).IsOk);
        await FindAsync();
        var after = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);

        Assert.DoesNotContain(after, pair => pair.Id == pairs[0].Id);
        Assert.Equal(pairs.Select(pair => pair.Id).Skip(1), after.Select(pair => pair.Id));
        Assert.True((await Service.ReopenAsync(pairs[0].Id, Manager)).IsOk);
        Assert.Equal(pairs, await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open));
    }

    [Fact]
    public async Task Merge_ThenUndo_LeavesEveryRowAsItWas()
    {
        await SearchedAsync(300);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var before = await DuplicatesData.DumpAsync(context);
        var pair = (await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open))[0];

        var merged = (await Service.MergeAsync(pair.Id, null, NoChoices, Manager)).Value!;
        var survivor = await context.Leads.AsNoTracking().SingleAsync(lead => lead.Id == merged.SurvivorId);

        Assert.Equal(2, survivor.ActivityCount);
        Assert.Equal(2, await context.Activities.CountAsync(row => row.LeadId == merged.SurvivorId));
        Assert.Equal(0, await context.Leads.CountAsync(lead => lead.Id == merged.MergedId));
        Assert.Contains("Row " + (merged.MergedId - 1), survivor.Notes, StringComparison.Ordinal);
        Assert.Equal("duplicates.decided", (await Service.MergeAsync(pair.Id, null, NoChoices, Manager)).Error?.Code);
        Assert.NotEqual(before, await DuplicatesData.DumpAsync(context));

        Assert.Empty((await Service.UndoMergeAsync(merged.Id, keepEdits: false, Manager)).Value!.KeptEdits);
        Assert.Equal(before, await DuplicatesData.DumpAsync(context));
        var told = await context.OutboxEvents.OrderBy(entry => entry.Sequence).LastAsync();
        Assert.Equal(EventKinds.MergeUndone, told.Kind);
        Assert.Equal([merged.SurvivorId, merged.MergedId], told.LeadIds());
        Assert.Equal(
            "duplicates.not-merged",
            (await Service.UndoMergeAsync(merged.Id, keepEdits: false, Manager)).Error?.Code
        );
    }

    [Fact]
    public async Task Merge_WithChoices_KeepsWhatThePersonChose()
    {
        await SearchedAsync(300);
        var pairs = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);
        var detail = (await _app.Get<DuplicateQueries>().FindAsync(Actor.System, pairs[0].Id))!;

        var merged = await Service.MergeAsync(
            pairs[0].Id,
            detail.Right.Id,
            new Dictionary<string, int> { ["Name"] = detail.Left.Id, ["Company"] = detail.Right.Id },
            Manager
        );

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var survivor = await context.Leads.SingleAsync(lead => lead.Id == detail.Right.Id);
        Assert.Equal((detail.Right.Id, detail.Left.Id), (merged.Value!.SurvivorId, merged.Value.MergedId));
        Assert.Equal((detail.Left.Name, detail.Right.Company), (survivor.Name, survivor.Company));
        Assert.Equal(
            "duplicates.wrong-survivor",
            (await Service.MergeAsync(pairs[1].Id, -5, NoChoices, Manager)).Error?.Code
        );
    }

    /// <summary>Alone, at once, and on the page: all three keep the city that most leads live in.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Merge_NewerLeadHasTheRareSpelling_KeepsTheFrequentOne(bool alone)
    {
        await SearchedAsync(300);
        var pair = (await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open))[0];
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            await context.Leads.ExecuteUpdateAsync(set => set.SetProperty(lead => lead.City, "Seoul"));
            var newer = await context
                .Leads.Where(lead => lead.Id == pair.LeftId || lead.Id == pair.RightId)
                .OrderByDescending(lead => lead.LastActivityUtc)
                .FirstAsync();
            newer.City = "Seol";
            await context.SaveChangesAsync();
        }

        var detail = (await _app.Get<DuplicateQueries>().FindAsync(Actor.System, pair.Id))!;
        Assert.Equal((299, 1), (detail.Counts.CountOf("City", "Seoul"), detail.Counts.CountOf("City", "Seol")));
        if (alone)
        {
            Assert.True((await Service.MergeAsync(pair.Id, null, NoChoices, Manager)).IsOk);
        }
        else
        {
            await Service.MergeAboveAsync(0.9, Manager);
            await _app.RunJobsAsync();
        }

        await using var after = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(["Seoul"], await after.Leads.Select(lead => lead.City).Distinct().ToListAsync());
    }

    [Fact]
    public async Task Undo_SurvivorEditedSince_ListsTheConflictAndKeepsTheEdit()
    {
        await SearchedAsync(300);
        var pair = (await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open))[0];
        var merged = (await Service.MergeAsync(pair.Id, null, NoChoices, Manager)).Value!;
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            await context
                .Leads.Where(lead => lead.Id == merged.SurvivorId)
                .ExecuteUpdateAsync(set => set.SetProperty(lead => lead.Notes, "Edited later."));
        }

        Assert.Equal(["Notes"], await Service.ConflictsAsync(merged.Id, Actor.System));
        Assert.Equal(
            "duplicates.edited",
            (await Service.UndoMergeAsync(merged.Id, keepEdits: false, Manager)).Error?.Code
        );
        Assert.Equal(["Notes"], (await Service.UndoMergeAsync(merged.Id, keepEdits: true, Manager)).Value!.KeptEdits);

        await using var after = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal("Edited later.", (await after.Leads.SingleAsync(lead => lead.Id == merged.SurvivorId)).Notes);
        Assert.Equal(
            "Row " + (merged.MergedId - 1),
            (await after.Leads.SingleAsync(lead => lead.Id == merged.MergedId)).Notes
        );
        Assert.Equal(1, await after.Activities.CountAsync(row => row.LeadId == merged.MergedId));
    }

    [Fact]
    public async Task Undo_KeyTakenOrSurvivorGone_IsRefusedAndChangesNothing()
    {
        await SearchedAsync(300);
        var pairs = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);
        var merged = (await Service.MergeAsync(pairs[0].Id, null, NoChoices, Manager)).Value!;
        await using var context = await _app.Contexts.CreateDbContextAsync();
        context.Leads.Add(
            new Lead
            {
                LeadKey = merged.MergedLeadKey,
                Name = "Newcomer",
                CreatedUtc = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc),
            }
        );
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();
        var before = await DuplicatesData.DumpAsync(context);

        Assert.Equal(
            "duplicates.key-taken",
            (await Service.UndoMergeAsync(merged.Id, keepEdits: true, Manager)).Error?.Code
        );
        Assert.Equal(before, await DuplicatesData.DumpAsync(context));
        await context.Leads.Where(lead => lead.Id == merged.SurvivorId).ExecuteDeleteAsync();
        Assert.Equal(
            "duplicates.survivor-gone",
            (await Service.UndoMergeAsync(merged.Id, keepEdits: true, Manager)).Error?.Code
        );
    }

    [Fact]
    public async Task MergeAbove_ThenUndoGroup_LeavesEveryRowAsItWas()
    {
        var truth = await SearchedAsync(600);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var before = await DuplicatesData.DumpAsync(context);
        var leads = await context.Leads.CountAsync();

        await Service.MergeAboveAsync(0.99, Manager);
        await _app.RunJobsAsync();

        var merges = await context.MergeRecords.AsNoTracking().ToListAsync();
        Assert.True(merges.Count > 40, $"{merges.Count} merges");
        Assert.All(merges, merge => Assert.Equal(truth[merge.SurvivorId], truth[merge.MergedId]));
        Assert.Equal(leads - merges.Count, await context.Leads.CountAsync());
        Assert.Equal(600, await context.Activities.CountAsync());
        Assert.Equal(0, (await _app.Get<DuplicateQueries>().CountsAsync(Actor.System)).SureCount);
        Assert.Equal(600, await context.Leads.SumAsync(lead => lead.ActivityCount));

        await Service.UndoGroupAsync(merges[0].GroupKey, Manager);
        await _app.RunJobsAsync();

        Assert.Equal(before, await DuplicatesData.DumpAsync(context));
        Assert.All(
            await _app.Get<DuplicateQueries>().MergesAsync(Actor.System),
            merge => Assert.NotNull(merge.UndoneUtc)
        );
    }

    /// <summary>The merged pairs were what the search learnt from; those that wait are as likely as before.</summary>
    [Fact]
    public async Task Find_AfterMergingAll_KeepsThePairsThatWait()
    {
        await SearchedAsync(600);
        var all = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);
        await Service.MergeAboveAsync(Math.Max(0.9, all[^8].Probability), Manager);
        await _app.RunJobsAsync();
        var waiting = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);
        Assert.InRange(waiting.Count, 2, all.Count - 40);

        await FindAsync();
        var once = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);
        await FindAsync();
        var twice = await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open);

        Assert.Subset(once.Select(pair => pair.Id).ToHashSet(), waiting.Select(pair => pair.Id).ToHashSet());
        Assert.Equal(once, twice);
        var after = once.ToDictionary(pair => pair.Id, pair => pair.Probability);
        Assert.All(
            waiting.Where(pair => pair.Probability >= 0.9),
            pair => Assert.InRange(after[pair.Id], pair.Probability - 0.1, 1)
        );
    }

    /// <summary>No search finds a pair of leads that have nothing in common any more: it waits for a person.</summary>
    [Fact]
    public async Task Find_LeadsNoLongerAlike_KeepsThePairAndSaysHowLikelyItIsNow()
    {
        await SearchedAsync(300);
        var pair = (await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open))[0];
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            await context
                .Leads.Where(lead => lead.Id == pair.RightId)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(lead => lead.Name, "Quite Another")
                        .SetProperty(lead => lead.Email, "quite@another.example")
                        .SetProperty(lead => lead.Phone, "+442071838750")
                        .SetProperty(lead => lead.Company, "Otherwise Ltd")
                );
        }

        await FindAsync();

        var detail = (await _app.Get<DuplicateQueries>().FindAsync(Actor.System, pair.Id))!;
        Assert.Equal(PairState.Open, detail.Pair.State);
        Assert.InRange(detail.Pair.Probability, 0, 0.5);
        Assert.Contains(detail.Evidence, field => field.Field == "Name" && field.Bits < 0);
    }

    [Fact]
    public async Task Merge_FaultInTheMiddle_LeavesNothingBehind()
    {
        await SearchedAsync(300);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var pair = (await _app.Get<DuplicateQueries>().PairsAsync(Actor.System, PairState.Open))[0];
        var before = await DuplicatesData.DumpAsync(context);

        // The rows have moved when the lead itself is to go: the database refuses that last step.
        await context.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER stop BEFORE DELETE ON \"Leads\" BEGIN SELECT RAISE(ABORT, 'stopped'); END"
        );
        await Assert.ThrowsAsync<DbUpdateException>(() => Service.MergeAsync(pair.Id, null, NoChoices, Manager));
        await context.Database.ExecuteSqlRawAsync("DROP TRIGGER stop");

        Assert.Equal(before, await DuplicatesData.DumpAsync(context));
        Assert.Equal(0, await context.MergeRecords.CountAsync());
        Assert.True((await Service.MergeAsync(pair.Id, null, NoChoices, Manager)).IsOk);
    }

    /// <summary>
    /// A new table that belongs to a lead must say what a merge does with its rows, or they go with the merged lead.
    /// </summary>
    [Fact]
    public async Task Merge_TablesOfALead_AreAllThoughtOf()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();

        var tables = context
            .Model.GetEntityTypes()
            .SelectMany(type => type.GetForeignKeys())
            .Where(key => key.PrincipalEntityType.ClrType == typeof(Lead))
            .Select(key => key.DeclaringEntityType.ClrType.Name);

        Assert.Equal(
            ["Activity", "Deal", "Outcome", "Purchase", "ScoreReceipt"],
            tables.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task MergedKeys_OfAChain_LeadToTheLeadThatStands()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        context.AddRange(
            new[] { 1, 2, 3 }.Select(id => new Lead
            {
                Id = id,
                LeadKey = "k" + id,
                Name = "Anna Berg",
                CreatedUtc = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc),
            })
        );
        context.AddRange(
            new DuplicatePair
            {
                Id = 1,
                LeftLeadId = 1,
                RightLeadId = 2,
            },
            new DuplicatePair
            {
                Id = 2,
                LeftLeadId = 2,
                RightLeadId = 3,
            }
        );
        await context.SaveChangesAsync();

        Assert.True((await Service.MergeAsync(1, 2, NoChoices, Manager)).IsOk);
        Assert.True((await Service.MergeAsync(2, 3, NoChoices, Manager)).IsOk);

        Assert.Equal(
            new Dictionary<string, string> { ["k1"] = "k3", ["k2"] = "k3" },
            await MergedKeys.SurvivorsAsync(context, ["k1", "k2", "k3", "other"], CancellationToken.None)
        );
    }

    [Fact]
    public async Task Watch_AfterAnImport_SearchesOnce()
    {
        var watch = _app.Get<DuplicateWatch>();
        await DuplicatesData.PlantAsync(_app.Contexts, 50);
        Assert.Null(await watch.LookAsync(CancellationToken.None));

        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            context.Jobs.Add(
                new Job
                {
                    Kind = ImportingModule.CommitImport.Name,
                    Status = JobStatus.Done,
                    FinishedUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1),
                }
            );
            await context.SaveChangesAsync();
        }

        var job = await watch.LookAsync(CancellationToken.None);
        await _app.RunJobsAsync();

        Assert.Equal(
            (DuplicatesModule.FindDuplicates.Name, JobStatus.Done),
            ((await _app.JobAsync(job!.Value)).Kind, (await _app.JobAsync(job.Value)).Status)
        );
        Assert.Null(await watch.LookAsync(CancellationToken.None));
    }

    private async Task<Dictionary<int, string>> SearchedAsync(int rowCount)
    {
        var truth = await DuplicatesData.PlantAsync(_app.Contexts, rowCount);
        await FindAsync();
        return truth;
    }

    private async Task FindAsync()
    {
        var job = await Service.FindNowAsync(Manager);
        await _app.RunJobsAsync();
        Assert.Equal(JobStatus.Done, (await _app.JobAsync(job)).Status);
    }
}
