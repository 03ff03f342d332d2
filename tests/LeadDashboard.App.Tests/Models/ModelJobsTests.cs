using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Segments;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Models;

public sealed class ModelJobsTests
{
    [Fact]
    public async Task Train_FirstVersion_ServesAtOnceAndScoresOpenLeads()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 20);

        var job = await host.TrainAsync();

        Assert.Equal((JobStatus.Done, null), (job.Status, job.Error));
        var version = Assert.Single(await host.VersionsAsync());
        Assert.Equal(
            (1, ModelStatus.Champion, "manual", 90, (bool?)null),
            (version.Number, version.Status, version.Trigger, version.LastOutcomeId, version.GatePassed)
        );
        await using var context = host.Jobs.Context();
        var open = await context.Leads.Where(lead => lead.Status == LeadStatus.Open).ToListAsync();
        Assert.All(
            open,
            lead => Assert.Equal((version.Id, host.Jobs.Time.NowUtc), (lead.ModelVersionId, lead.ScoredUtc))
        );
        Assert.True(
            open.Where(lead => lead.Source == "Referral").Min(lead => lead.Probability)
                > open.Where(lead => lead.Source == "Cold list").Max(lead => lead.Probability)
        );
        Assert.True(
            await context.Leads.AllAsync(lead => lead.Status == LeadStatus.Open || lead.Probability == null),
            "A closed lead was scored."
        );
    }

    [Fact]
    public async Task Train_TooFewClosedLeads_FailsWithFiguresAndStoresNothing()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 2, lost: 3);

        var job = await host.TrainAsync();

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal(new Message(TrainingMessages.TooFewClosed, 5, 10), Message.FromStored(job.Error));
        Assert.Empty(await host.VersionsAsync());
        Assert.Empty(await host.JobsOfKindAsync(RescoringModule.ScoreLeads.Name));
    }

    [Fact]
    public async Task Train_FailsLater_ChampionServesOn()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 4);
        await host.TrainAsync();
        await using (var context = host.Jobs.Context())
        {
            await context
                .Leads.Where(lead => lead.Status == LeadStatus.Won)
                .ExecuteUpdateAsync(set => set.SetProperty(lead => lead.Status, LeadStatus.Lost));
        }

        var job = await host.TrainAsync();

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal(ModelStatus.Champion, Assert.Single(await host.VersionsAsync()).Status);
        Assert.NotNull(await host.Jobs.Services.GetRequiredService<ChampionModel>().ExplainAsync(Actor.System, 91));
    }

    /// <summary>A page that was opened before the leads were scored shows them without being asked.</summary>
    [Fact]
    public async Task Score_AllOpenLeads_IsAnEventThatPagesHear()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 4);

        await host.TrainAsync();

        await using var context = host.Jobs.Context();
        var told = await context.OutboxEvents.SingleAsync(entry => entry.Kind == EventKinds.LeadsScored);
        Assert.Equal((4, null), (told.Count, told.EntityId));
    }

    [Fact]
    public async Task Train_CanceledOnTheWay_ThrowsAndStoresNothing()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60);
        var id = await host.Service.TrainNowAsync(ModelsHost.Admin);
        using var stop = new CancellationTokenSource();
        using var subscription = host.Jobs.Board.Subscribe(id, _ => stop.Cancel());
        var handler = host
            .Jobs.Services.GetServices<IJobHandler>()
            .Single(handler => handler.Kind == ModelsModule.TrainModel.Name);
        var context = new JobContext(
            await host.Jobs.JobAsync(id),
            host.Jobs.Queue,
            host.Jobs.Board,
            host.Jobs.Services.GetRequiredService<IDbContextFactory<Data.LeadContext>>()
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handler.ExecuteAsync(context, stop.Token));

        Assert.Empty(await host.VersionsAsync());
    }

    [Fact]
    public async Task Train_FewNewOutcomes_KeepsTheChampionAndSaysWhy()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 3);
        await host.TrainAsync();
        await host.AddLeadsAsync(won: 3, lost: 4);

        await host.TrainAsync();

        var versions = await host.VersionsAsync();
        Assert.Equal([ModelStatus.Champion, ModelStatus.Challenger], versions.Select(version => version.Status));
        Assert.False(versions[1].GatePassed);
        Assert.Equal(new Message(ReportMessages.GateTooFew, 3L, 4L, 10L), Message.FromStored(versions[1].GateMessage));
        Assert.NotNull((await host.Queries.FindAsync(Actor.System, 2))!.Comparison);
        Assert.Single(await host.JobsOfKindAsync(RescoringModule.ScoreLeads.Name));
    }

    [Fact]
    public async Task Train_EnoughNewOutcomes_JudgesOnThemAloneAndTellsTheVerdict()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 3);
        await host.TrainAsync();
        await host.AddLeadsAsync(won: 35, lost: 70);

        await host.TrainAsync();

        var versions = await host.VersionsAsync();
        var comparison = (await host.Queries.FindAsync(Actor.System, 2))!.Comparison!;
        Assert.Equal((105, 35), (comparison.RowCount, comparison.WinCount));
        Assert.Equal(comparison.IsPromoted, versions[1].GatePassed);
        Assert.Single(versions, version => version.Status == ModelStatus.Champion);
        Assert.Equal(
            comparison.IsPromoted ? 2 : 1,
            versions.Single(version => version.Status == ModelStatus.Champion).Number
        );
        Assert.Equal(comparison.Message, Message.FromStored(versions[1].GateMessage));
        Assert.Equal(
            comparison.IsPromoted ? 2 : 1,
            (await host.JobsOfKindAsync(RescoringModule.ScoreLeads.Name)).Count
        );
    }

    [Fact]
    public async Task Train_NewOutcomesThatNoModelRanks_KeepsTheChampionWithAnAlarm()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 3);
        await host.TrainAsync();
        await host.AddLeadsAsync(won: 20, lost: 40);
        await using (var context = host.Jobs.Context())
        {
            // An unlike file: nothing in it that the models know.
            await context
                .Leads.Where(lead => lead.ImportRowIndex > 93)
                .ExecuteUpdateAsync(lead =>
                    lead.SetProperty(l => l.Source, (string?)null).SetProperty(l => l.IsCreatedKnown, false)
                );
        }

        await host.TrainAsync();

        var versions = await host.VersionsAsync();
        Assert.Equal([ModelStatus.Champion, ModelStatus.Challenger], versions.Select(version => version.Status));
        Assert.Equal(ReportMessages.NeitherRanks, (await host.Queries.StateAsync(Actor.System)).Alarm?.Key);

        await host.Service.PromoteAsync(versions[1].Id, ModelsHost.Admin);

        Assert.Null((await host.Queries.StateAsync(Actor.System)).Alarm);
    }

    [Fact]
    public async Task Train_NoLimitsSaved_SavesThoseOfTheDeciles()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 10);

        await host.TrainAsync();

        var report = (await host.Queries.FindAsync(Actor.System, null))!.Report;
        var limits = await host.Jobs.Services.GetRequiredService<SettingStore>().FindAsync<SegmentLimits>();
        Assert.Equal(TrainModelJob.DefaultLimits(report), limits);
        await using var context = host.Jobs.Context();
        Assert.All(
            await context.Leads.Where(lead => lead.Status == LeadStatus.Open).ToListAsync(),
            lead => Assert.Equal(SegmentRules.Assign(lead.Probability!.Value, limits!), lead.Segment)
        );
    }

    [Fact]
    public async Task Train_LimitsSavedByAPerson_KeepsThem()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 10);
        var settings = host.Jobs.Services.GetRequiredService<SettingStore>();
        await settings.WriteAsync(new SegmentLimits(0.9, 0.8), ModelsHost.Admin);

        await host.TrainAsync();

        Assert.Equal(new SegmentLimits(0.9, 0.8), await settings.FindAsync<SegmentLimits>());
    }

    [Fact]
    public async Task Score_NothingMoved_WritesNoSecondReceipt()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 10);
        await host.TrainAsync();

        await host.Jobs.Queue.EnqueueAsync(
            RescoringModule.ScoreLeads,
            new TriggerArguments("again"),
            ModelsHost.Admin,
            CancellationToken.None
        );
        await host.RunAllAsync();

        await using var context = host.Jobs.Context();
        Assert.All(
            (await host.JobsOfKindAsync(RescoringModule.ScoreLeads.Name)).Select(job => job.Status),
            status => Assert.Equal(JobStatus.Done, status)
        );
        Assert.Equal(10, await context.ScoreReceipts.CountAsync());
        Assert.Equal(10, await context.ScoreReceipts.Select(receipt => receipt.LeadId).Distinct().CountAsync());
    }

    [Fact]
    public async Task Score_WithoutChampion_FailsWithTheReason()
    {
        await using var host = await ModelsHost.StartAsync();
        var id = await host.Jobs.Queue.EnqueueAsync(
            RescoringModule.ScoreLeads,
            new TriggerArguments("manual"),
            ModelsHost.Admin,
            CancellationToken.None
        );

        await host.RunAllAsync();

        var job = await host.Jobs.JobAsync(id);
        Assert.Equal(
            (JobStatus.Failed, "There is no model to score with. Train one first."),
            (job.Status, Wording.English(job.Error))
        );
    }

    [Fact]
    public async Task Explain_OpenLead_ReasonsAddUpToTheScore()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60, open: 2);
        await host.TrainAsync();
        var champions = host.Jobs.Services.GetRequiredService<ChampionModel>();

        var score = await champions.ExplainAsync(Actor.System, 91);

        Assert.NotNull(score);
        Assert.Equal(
            Math.Log(score.Probability / (1 - score.Probability)),
            score.BaseLogOdds + score.Reasons.Sum(reason => reason.LogOdds),
            6
        );
        Assert.Null(await champions.ExplainAsync(Actor.System, 999_999));
    }
}
