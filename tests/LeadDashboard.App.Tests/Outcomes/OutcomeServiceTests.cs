using LeadDashboard.App.Leads;
using LeadDashboard.App.Outcomes;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Segments;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Outcomes;

public sealed class OutcomeServiceTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Actor Rep = TestApp.ActorOf(Role.SalesRep);

    private OutcomeService Service => app.Get<OutcomeService>();

    [Fact]
    public async Task Record_Won_ClosesTheLeadAndKeepsWhatWasShown()
    {
        var versionId = await AddVersionAsync();
        var id = await AddLeadAsync(value: 500, probability: 0.73, versionId);

        var result = await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won, 1234.5m, "  Good demo  "), Rep);

        Assert.True(result.IsOk);
        var lead = await LeadAsync(id);
        Assert.Equal((LeadStatus.Won, 1234.5m, (string?)null), (lead.Status, lead.WonAmount, lead.LossReason));
        var outcome = Assert.Single(await OutcomesAsync(id));
        Assert.Equal(
            (OutcomeKind.Won, OutcomeSource.Person, 1234.5m, "Good demo", Rep.UserId),
            (outcome.Kind, outcome.Source, outcome.Amount, outcome.Reason, outcome.ActorId)
        );
        Assert.Equal((0.73, versionId), (outcome.ProbabilityShown, outcome.ModelVersionId));
        Assert.Equal(lead.ClosedUtc, outcome.ClosedUtc);
        Assert.Null(outcome.UndoneUtc);
    }

    [Fact]
    public async Task Record_WonWithoutAmount_TakesTheExpectedValue()
    {
        var id = await AddLeadAsync(value: 777);

        var result = await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won), Rep);

        Assert.Equal(777, result.Value!.Amount);
        Assert.Equal(777, (await LeadAsync(id)).WonAmount);
    }

    [Fact]
    public async Task Record_Lost_KeepsTheReasonAndNoAmount()
    {
        var id = await AddLeadAsync(value: 500);

        var reason = new string('x', OutcomeEntryRules.MaxReasonLength);
        var result = await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Lost, 90, reason + " "), Rep);

        var lead = await LeadAsync(id);
        Assert.Equal((LeadStatus.Lost, (decimal?)null, reason), (lead.Status, lead.WonAmount, lead.LossReason));
        Assert.Null(result.Value!.Amount);
    }

    [Theory]
    [InlineData(-0.01, null, "outcomes.negative-amount")]
    [InlineData(1e13, null, "outcomes.amount-high")]
    [InlineData(null, OutcomeEntryRules.MaxReasonLength + 1, "outcomes.reason-long")]
    public async Task Record_EntryThatBreaksARule_IsRefusedAndTheLeadStaysOpen(
        double? amount,
        int? reasonLength,
        string expected
    )
    {
        var id = await AddLeadAsync(value: 500);
        var reason = reasonLength is { } length ? new string('x', length) : null;

        var result = await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Lost, (decimal?)amount, reason), Rep);

        Assert.Equal(expected, result.Error?.Code);
        Assert.Equal(LeadStatus.Open, (await LeadAsync(id)).Status);
        Assert.Empty(await OutcomesAsync(id));
    }

    [Fact]
    public async Task Record_ClosedLead_IsRefusedAndChangesNothing()
    {
        var id = await AddLeadAsync(value: 500);
        await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won, 10), Rep);

        var second = await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Lost, null, "No"), Rep);

        Assert.Equal("outcomes.already-closed", second.Error?.Code);
        Assert.Equal(LeadStatus.Won, (await LeadAsync(id)).Status);
        Assert.Single(await OutcomesAsync(id));
    }

    [Fact]
    public async Task Record_TwoAtOnce_OneIsRefused()
    {
        var id = await AddLeadAsync(value: 500);

        var results = await Task.WhenAll(
            Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won, 10), Rep),
            Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Lost), Rep)
        );

        Assert.Equal(1, results.Count(result => result.IsOk));
        Assert.Single(await OutcomesAsync(id));
    }

    [Fact]
    public async Task Record_UnknownLead_IsRefused() =>
        Assert.Equal(
            "outcomes.not-there",
            (await Service.RecordAsync(987654, new OutcomeEntry(OutcomeKind.Won, 1), Rep)).Error?.Code
        );

    [Fact]
    public async Task Undo_AfterLost_OpensTheLeadAndKeepsTheRow()
    {
        var id = await AddLeadAsync(value: 500);
        var lost = new OutcomeEntry(OutcomeKind.Lost, Reason: "Too dear");
        var recorded = (await Service.RecordAsync(id, lost, Rep)).Value!;

        Assert.True((await Service.UndoAsync(recorded.Id, Rep)).IsOk);

        var lead = await LeadAsync(id);
        Assert.Equal(
            (LeadStatus.Open, (DateTime?)null, (decimal?)null, (string?)null),
            (lead.Status, lead.ClosedUtc, lead.WonAmount, lead.LossReason)
        );
        var outcome = Assert.Single(await OutcomesAsync(id));
        Assert.NotNull(outcome.UndoneUtc);
        Assert.Equal("Too dear", outcome.Reason);
    }

    [Fact]
    public async Task Undo_UnknownOrUndoneOutcome_IsRefused()
    {
        var id = await AddLeadAsync(value: 500);
        Assert.Equal("outcomes.nothing-to-undo", (await Service.UndoAsync(987654, Rep)).Error?.Code);

        var recorded = (await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won, 1), Rep)).Value!;
        await Service.UndoAsync(recorded.Id, Rep);
        Assert.Equal("outcomes.nothing-to-undo", (await Service.UndoAsync(recorded.Id, Rep)).Error?.Code);
    }

    [Fact]
    public async Task Undo_TwoClicks_TakeBackOneOutcome()
    {
        var id = await AddLeadAsync(value: 500);
        await AddOutcomeAsync(id, OutcomeKind.Lost, OutcomeSource.Import);
        var newest = await AddOutcomeAsync(id, OutcomeKind.Won, OutcomeSource.Person);

        var results = await Task.WhenAll(Service.UndoAsync(newest, Rep), Service.UndoAsync(newest, Rep));

        Assert.Equal(1, results.Count(result => result.IsOk));
        var standing = Assert.Single(await OutcomesAsync(id), outcome => outcome.UndoneUtc is null);
        Assert.Equal(OutcomeSource.Import, standing.Source);
        Assert.Equal(LeadStatus.Lost, (await LeadAsync(id)).Status);
    }

    [Fact]
    public async Task Undo_NewerOutcomeOfADeal_StandsAndTheLeadStaysClosed()
    {
        var id = await AddLeadAsync(value: 500);
        var own = (await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Lost, null, "No"), Rep)).Value!;
        var ofDeal = await AddOutcomeAsync(id, OutcomeKind.Won, OutcomeSource.Deal);

        Assert.True((await Service.UndoAsync(own.Id, Rep)).IsOk);

        Assert.Equal(ofDeal, Assert.Single(await OutcomesAsync(id), outcome => outcome.UndoneUtc is null).Id);
        var lead = await LeadAsync(id);
        Assert.Equal((LeadStatus.Won, 70m, (string?)null), (lead.Status, lead.WonAmount, lead.LossReason));
    }

    [Fact]
    public async Task Record_ScoreMovedSinceThePageShowedIt_KeepsWhatWasShown()
    {
        var versionId = await AddVersionAsync();
        var id = await AddLeadAsync(value: 500, probability: 0.73, versionId);

        var shown = new ScoreShown(0.41, Segment.Warm, versionId);
        await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won, 1), Rep, shown);

        var outcome = Assert.Single(await OutcomesAsync(id));
        Assert.Equal((0.41, Segment.Warm), (outcome.ProbabilityShown, outcome.SegmentShown));
    }

    [Fact]
    public async Task Record_WithoutAPage_KeepsTheSegmentThatIsStored()
    {
        var id = await AddLeadAsync(value: 500, probability: 0.73, await AddVersionAsync());
        await using (var context = await app.Contexts.CreateDbContextAsync())
        {
            await context
                .Leads.Where(lead => lead.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(lead => lead.Segment, Segment.Hot));
        }

        await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Lost), Rep);

        Assert.Equal(Segment.Hot, Assert.Single(await OutcomesAsync(id)).SegmentShown);
    }

    [Theory]
    [InlineData(OutcomeKind.Passed, null)]
    [InlineData(OutcomeKind.Sold, 80)]
    public async Task Record_PassedOrSold_SaysNothingAboutTheLeadAndIsTheOnlyOne(OutcomeKind kind, int? income)
    {
        var id = await AddLeadAsync(value: 500);

        var recorded = (await Service.RecordAsync(id, new OutcomeEntry(kind, 80, "To a partner"), Rep)).Value!;
        var second = await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won, 1), Rep);

        Assert.Equal((kind, income, "To a partner"), (recorded.Kind, recorded.Amount, recorded.Reason));
        Assert.Equal("outcomes.already-closed", second.Error?.Code);
        var lead = await LeadAsync(id);
        Assert.Equal(
            (LeadStatus.Open, (DateTime?)null, (decimal?)income, (string?)null),
            (lead.Status, lead.ClosedUtc, lead.WonAmount, lead.LossReason)
        );
        Assert.Equal(Label.Censored, LabelRules.LabelOf(lead.Status));

        Assert.True((await Service.UndoAsync(recorded.Id, Rep)).IsOk);
        Assert.Null((await LeadAsync(id)).WonAmount);
        Assert.True((await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won, 1), Rep)).IsOk);
    }

    [Fact]
    public async Task Undo_OfALaterOutcome_LeavesASoldLeadOpenWithItsPrice()
    {
        var id = await AddLeadAsync(value: 500);
        await AddOutcomeAsync(id, OutcomeKind.Sold, OutcomeSource.Person);
        var later = await AddOutcomeAsync(id, OutcomeKind.Lost, OutcomeSource.Person);

        Assert.True((await Service.UndoAsync(later, Rep)).IsOk);

        var lead = await LeadAsync(id);
        Assert.Equal((LeadStatus.Open, (DateTime?)null, 70m), (lead.Status, lead.ClosedUtc, lead.WonAmount));
    }

    [Fact]
    public async Task Record_AfterUndo_CountsAgainWithASecondRow()
    {
        var id = await AddLeadAsync(value: 500);
        var first = (await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Won, 1), Rep)).Value!;
        await Service.UndoAsync(first.Id, Rep);

        Assert.True((await Service.RecordAsync(id, new OutcomeEntry(OutcomeKind.Lost), Rep)).IsOk);

        var outcomes = await OutcomesAsync(id);
        Assert.Equal(2, outcomes.Count);
        Assert.Equal(OutcomeKind.Lost, Assert.Single(outcomes, outcome => outcome.UndoneUtc is null).Kind);
    }

    [Fact]
    public async Task Log_Call_AddsAnActivityAndCountsIt()
    {
        var id = await AddLeadAsync(value: 500);

        await app.Get<ActivityService>().LogAsync(id, new ActivityEntry(ActivityKind.Call, " Left a message "), Rep);

        await using var context = await app.Contexts.CreateDbContextAsync();
        var activity = await context.Activities.SingleAsync(row => row.LeadId == id);
        Assert.Equal(
            (ActivityKind.Call, "Left a message", Rep.UserId),
            (activity.Kind, activity.Detail, activity.ActorId)
        );
        var lead = await LeadAsync(id);
        Assert.Equal((1, activity.OccurredUtc), (lead.ActivityCount, lead.LastActivityUtc));
    }

    [Theory]
    [InlineData(ActivityKind.Note, 0, "leads.note-empty")]
    [InlineData(ActivityKind.Call, ActivityEntryRules.MaxDetailLength + 1, "leads.detail-long")]
    public async Task Log_EntryThatBreaksARule_IsRefusedAndNothingIsCounted(ActivityKind kind, int length, string code)
    {
        var id = await AddLeadAsync(value: 500);

        var result = await app.Get<ActivityService>()
            .LogAsync(id, new ActivityEntry(kind, new string('x', length)), Rep);

        Assert.Equal(code, result.Error?.Code);
        Assert.Equal(0, (await LeadAsync(id)).ActivityCount);
    }

    [Fact]
    public async Task Log_OfALeadThatIsGone_IsRefused()
    {
        var result = await app.Get<ActivityService>()
            .LogAsync(987654, new ActivityEntry(ActivityKind.Call, null), Rep);

        Assert.Equal(ActivityErrors.LeadGone, result.Error);
    }

    private async Task<int> AddVersionAsync()
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        var version = new ModelVersion
        {
            Number = 1 + await context.ModelVersions.CountAsync(),
            Status = ModelStatus.Retired,
            Kind = "logistic",
            CreatedUtc = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        context.Add(version);
        await context.SaveChangesAsync();
        return version.Id;
    }

    private async Task<int> AddLeadAsync(decimal value, double? probability = null, int? versionId = null)
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        var lead = new Lead
        {
            LeadKey = "test:" + await context.Leads.CountAsync(),
            Name = "Lead",
            ValueAmount = value,
            Probability = probability,
            ModelVersionId = versionId,
            CreatedUtc = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
        };
        context.Add(lead);
        await context.SaveChangesAsync();
        return lead.Id;
    }

    private async Task<int> AddOutcomeAsync(int leadId, OutcomeKind kind, OutcomeSource source)
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        var outcome = new Outcome
        {
            LeadId = leadId,
            Kind = kind,
            Source = source,
            Amount = LabelRules.IncomeOf(kind, 70),
            ClosedUtc = new DateTime(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc),
            RecordedUtc = new DateTime(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc),
        };
        context.Add(outcome);
        await context.SaveChangesAsync();
        return outcome.Id;
    }

    private async Task<Lead> LeadAsync(int id)
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        return await context.Leads.AsNoTracking().SingleAsync(lead => lead.Id == id);
    }

    private async Task<List<Outcome>> OutcomesAsync(int id)
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        return await context.Outcomes.AsNoTracking().Where(outcome => outcome.LeadId == id).ToListAsync();
    }
}
