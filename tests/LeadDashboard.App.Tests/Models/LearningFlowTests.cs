using LeadDashboard.App.Messages;
using LeadDashboard.App.Models;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Segments;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Segments;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Models;

/// <summary>Import, training, scoring and roll-back through the real queue and runner.</summary>
public sealed class LearningFlowTests(LearningFlowTests.TrainedApp trained)
    : IClassFixture<LearningFlowTests.TrainedApp>
{
    private readonly TestApp _app = trained.App;

    [Fact]
    public async Task Import_WithOutcomes_TrainsAChampionAndScoresEveryOpenLead()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var jobs = await context.Jobs.ToListAsync();
        Assert.All(
            jobs,
            job => Assert.Equal((job.Kind, JobStatus.Done, (string?)null), (job.Kind, job.Status, job.Error))
        );
        Assert.Contains(jobs, job => job.Kind == ModelsModule.TrainModel.Name);
        Assert.Contains(jobs, job => job.Kind == RescoringModule.ScoreLeads.Name);

        var champion = await context.ModelVersions.SingleAsync(version => version.Status == ModelStatus.Champion);
        var limits = await _app.Get<SegmentQueries>().LimitsAsync(Actor.System);
        var open = await context.Leads.Where(lead => lead.Status == LeadStatus.Open).ToListAsync();
        Assert.NotEmpty(open);
        Assert.All(
            open,
            lead =>
            {
                Assert.InRange(lead.Probability!.Value, 0, 1);
                Assert.InRange(lead.Probability.Value, lead.ProbabilityLow!.Value, lead.ProbabilityHigh!.Value);
                Assert.Equal(SegmentRules.Assign(lead.Probability.Value, limits), lead.Segment);
                Assert.Equal(champion.Id, lead.ModelVersionId);
                Assert.StartsWith("[", lead.TopReasonsJson, StringComparison.Ordinal);
            }
        );
        Assert.True(open.Select(lead => lead.Probability).Distinct().Count() > 5, "All leads have the same score.");
    }

    [Fact]
    public async Task Coverage_OfTheThreeSegments_SumsToAllWins()
    {
        var report = await _app.Get<SegmentQueries>().ReportAsync(Actor.System);
        Assert.NotNull(report);

        foreach (
            var limits in new SegmentLimits[]
            {
                new(0.5, 0.2),
                new(0.415, 0.105),
                new(1, 0),
                new(0, 0),
                new(0.333, 0.333),
            }
        )
        {
            var shares = Enum.GetValues<Segment>()
                .Select(segment => SegmentQueries.Coverage(report, segment, limits))
                .ToList();
            Assert.All(shares, share => Assert.InRange(share, -1e-9, 1 + 1e-9));
            Assert.Equal(1, shares.Sum(), 9);
        }

        Assert.Equal(1, SegmentQueries.Coverage(report, Segment.Hot, new SegmentLimits(0, 0)), 9);

        // Wins and leads of the sentence are of the same rows: those that the model was measured on.
        var at = new SegmentLimits(0.4, 0.1);
        Assert.Equal(report.Confusions[40].CalledShare, SegmentQueries.LeadShare(report, Segment.Hot, at), 9);
        Assert.Equal(1 - report.Confusions[10].CalledShare, SegmentQueries.LeadShare(report, Segment.Cold, at), 9);
    }

    [Fact]
    public async Task TrainThenRollBack_LeavesExactlyOneChampionAndItsScores()
    {
        var admin = TestApp.ActorOf(Role.Admin);
        var service = _app.Get<ModelService>();
        var first = await ChampionAsync();

        var job = await service.TrainNowAsync(admin);
        await _app.RunJobsAsync();

        Assert.Equal(JobStatus.Done, (await _app.JobAsync(job)).Status);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var second = await context
            .ModelVersions.AsNoTracking()
            .OrderByDescending(version => version.Number)
            .FirstAsync();
        Assert.Equal(first.Number + 1, second.Number);
        Assert.NotNull(second.GatePassed);
        Assert.False(string.IsNullOrWhiteSpace(second.GateMessage));
        Assert.Equal(1, await context.ModelVersions.CountAsync(version => version.Status == ModelStatus.Champion));

        // Whichever the gate chose, both ways by hand must end with one champion and its own scores.
        foreach (var wanted in new[] { second.Id, first.Id })
        {
            if ((await ChampionAsync()).Id != wanted)
            {
                var promoted = await service.PromoteAsync(wanted, admin);
                Assert.True(promoted.IsOk, MessageTexts.Say(promoted.Error));
                await _app.RunJobsAsync();
                Assert.Equal(JobStatus.Done, (await _app.JobAsync(promoted.Value)).Status);
            }

            Assert.Equal(wanted, (await ChampionAsync()).Id);
            Assert.Equal(
                [wanted],
                await context
                    .Leads.Where(lead => lead.Status == LeadStatus.Open)
                    .Select(lead => lead.ModelVersionId!.Value)
                    .Distinct()
                    .ToListAsync()
            );
        }

        Assert.Equal("training.not-there", (await service.PromoteAsync(first.Id, admin)).Error?.Code);
        Assert.Equal("training.not-there", (await service.PromoteAsync(987654, admin)).Error?.Code);
        Assert.Equal(first.Id, (await ChampionAsync()).Id);
    }

    [Fact]
    public async Task Train_WithoutEnoughToLearnFrom_FailsAndTheChampionServesOn()
    {
        await using var own = new TrainedApp();
        await own.InitializeAsync();
        int before;
        await using (var context = await own.App.Contexts.CreateDbContextAsync())
        {
            before = (await context.ModelVersions.SingleAsync()).Id;
            // Only wins are left: nothing can be learned from one class.
            await context
                .Leads.Where(lead => lead.Status == LeadStatus.Lost)
                .ExecuteUpdateAsync(set => set.SetProperty(lead => lead.Status, LeadStatus.Open));
        }

        var job = await own.App.Get<ModelService>().TrainNowAsync(TestApp.ActorOf(Role.Admin));
        await own.App.RunJobsAsync();

        var row = await own.App.JobAsync(job);
        Assert.Equal(JobStatus.Failed, row.Status);
        Assert.True(row.Error?.Length > 20, row.Error);
        await using var after = await own.App.Contexts.CreateDbContextAsync();
        var version = await after.ModelVersions.SingleAsync();
        Assert.Equal((before, ModelStatus.Champion), (version.Id, version.Status));
    }

    private async Task<ModelVersion> ChampionAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return await context
            .ModelVersions.AsNoTracking()
            .SingleAsync(version => version.Status == ModelStatus.Champion);
    }

    /// <summary>400 sample leads, imported, learned from and scored.</summary>
    public sealed class TrainedApp : IAsyncLifetime, IAsyncDisposable
    {
        public TestApp App { get; } = new();

        public async Task InitializeAsync()
        {
            await App.ImportAsync(ImportSteps.SampleLeads(400));
            await App.RunJobsAsync();
        }

        public async Task DisposeAsync() => await App.DisposeAsync();

        async ValueTask IAsyncDisposable.DisposeAsync() => await App.DisposeAsync();
    }
}
