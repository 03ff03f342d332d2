using LeadDashboard.App.Events;
using LeadDashboard.App.Outcomes;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Data.Events;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Rescoring;

/// <summary>Scores follow the outbox: whoever wrote the event, and whatever ended in between.</summary>
public sealed class RescoreReaderTests
{
    [Fact]
    public async Task Follow_SeveralEventsOfOneLead_ScoresItOnceAndTellsWho()
    {
        await using var host = await RescoringHost.TrainedAsync();
        var id = await RescoringHost.OpenLeadAsync(host);
        List<int> told = [];
        using var heard = host
            .Jobs.Services.GetRequiredService<EventHub>()
            .Subscribe(EventKinds.LeadsScored, entry => told.AddRange(entry.LeadIds()));
        await RescoringHost.LogMeetingAsync(host, id);
        await RescoringHost.LogMeetingAsync(host, id);

        Assert.Equal(1, await FollowAsync(host.Jobs));

        Assert.Equal([id], told);
        Assert.Equal(0, await FollowAsync(host.Jobs));
    }

    [Fact]
    public async Task Follow_NewProcessAfterAKill_TakesUpWhatWasCommittedAndNotScored()
    {
        await using var host = await RescoringHost.TrainedAsync();
        var id = await RescoringHost.OpenLeadAsync(host);
        await FollowAsync(host.Jobs);
        await RescoringHost.LogMeetingAsync(host, id);
        host.Jobs.Time.Advance(TimeSpan.FromSeconds(1));

        await using var restarted = host.Jobs.Restart(ModelsHost.Configure);

        Assert.Equal(1, await FollowAsync(restarted));
        Assert.Equal(host.Jobs.Time.NowUtc, (await RescoringHost.LeadAsync(host, id)).ScoredUtc);
        Assert.Equal(0, await FollowAsync(host.Jobs));
    }

    [Fact]
    public async Task Follow_OutcomeUndoneBeforeAKill_ScoresTheReopenedLead()
    {
        await using var host = await RescoringHost.TrainedAsync();
        var id = await RescoringHost.OpenLeadAsync(host);
        var outcomes = ActivatorUtilities.CreateInstance<OutcomeService>(host.Jobs.Services);
        var lost = await outcomes.RecordAsync(id, new OutcomeEntry(OutcomeKind.Lost, null, null), ModelsHost.Admin);
        await RescoringHost.LogMeetingAsync(host, id);
        Assert.Equal(0, await FollowAsync(host.Jobs));
        host.Jobs.Time.Advance(TimeSpan.FromSeconds(1));
        await outcomes.UndoAsync(lost.Value!.Id, ModelsHost.Admin);

        await using var restarted = host.Jobs.Restart(ModelsHost.Configure);

        Assert.Equal(1, await FollowAsync(restarted));
        Assert.Equal(host.Jobs.Time.NowUtc, (await RescoringHost.LeadAsync(host, id)).ScoredUtc);
    }

    [Fact]
    public async Task Follow_EventOfAnotherProcess_RenewsTheScore()
    {
        await using var host = await RescoringHost.TrainedAsync();
        await using var commandLine = host.Jobs.Restart(ModelsHost.Configure);
        var id = await RescoringHost.OpenLeadAsync(host);
        var before = await RescoringHost.LeadAsync(host, id);
        await FollowAsync(host.Jobs);
        host.Jobs.Time.Advance(TimeSpan.FromMinutes(1));

        await RescoringHost.LogMeetingAsync(commandLine, id);
        host.Jobs.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await FollowAsync(host.Jobs));
        Assert.NotEqual(before.Probability, (await RescoringHost.LeadAsync(host, id)).Probability);
    }

    [Fact]
    public async Task Follow_TwoNodesAtOnce_OneOfThemScores()
    {
        await using var host = await RescoringHost.TrainedAsync();
        await using var node = host.Jobs.Restart(ModelsHost.Configure);
        var id = await RescoringHost.OpenLeadAsync(host);
        await FollowAsync(host.Jobs);
        for (var i = 0; i < 5; i++)
        {
            await RescoringHost.LogMeetingAsync(host, id);

            var scored = await Task.WhenAll(Task.Run(() => FollowAsync(host.Jobs)), Task.Run(() => FollowAsync(node)));

            Assert.Equal(1, scored.Sum());
        }
    }

    [Fact]
    public async Task Follow_MergeOfSeveral_ScoresEveryLeadThatStays()
    {
        await using var host = await RescoringHost.TrainedAsync();
        await FollowAsync(host.Jobs);
        await using var context = host.Jobs.Context();
        var open = await context
            .Leads.Where(lead => lead.Status == Core.Leads.LeadStatus.Open)
            .Select(lead => lead.Id)
            .ToArrayAsync();
        Outbox.Add(
            context,
            EventKinds.LeadsMerged,
            host.Jobs.Time.NowUtc,
            count: 2,
            payload: new { LeadIds = open[..2] }
        );
        await context.SaveChangesAsync();

        Assert.Equal(2, await FollowAsync(host.Jobs));
    }

    [Theory]
    [InlineData(ImportStatus.Running, EventKinds.LeadsImported, 0)]
    [InlineData(ImportStatus.Done, EventKinds.LeadsImported, 1)]
    [InlineData(ImportStatus.Failed, EventKinds.ImportStopped, 1)]
    [InlineData(ImportStatus.Done, EventKinds.SpendImported, 0)]
    public async Task Follow_Batch_IsScoredByTheJobOnceItsImportHasEnded(ImportStatus status, string kind, int jobCount)
    {
        await using var host = await RescoringHost.TrainedAsync();
        await FollowAsync(host.Jobs);
        host.Jobs.Time.Advance(TimeSpan.FromMinutes(1));
        await using var context = host.Jobs.Context();
        var batch = new ImportBatch { Status = status, FileName = "leads.csv" };
        context.Add(batch);
        await context.SaveChangesAsync();
        for (var chunk = 0; chunk < 3; chunk++)
        {
            Outbox.Add(context, kind, host.Jobs.Time.NowUtc, importBatchId: batch.Id);
            await context.SaveChangesAsync();
            await FollowAsync(host.Jobs);
        }

        Assert.Equal(
            jobCount,
            await context.Jobs.CountAsync(job =>
                job.Kind == RescoringModule.ScoreLeads.Name && job.Status == JobStatus.Waiting
            )
        );
    }

    [Fact]
    public async Task Watch_EventWritten_ScoreIsRenewedWithinASecond()
    {
        await using var host = await RescoringHost.TrainedAsync();
        var id = await RescoringHost.OpenLeadAsync(host);
        await RescoringHost.LogMeetingAsync(host, id);
        using var scored = new SemaphoreSlim(0);
        using var heard = host
            .Jobs.Services.GetRequiredService<EventHub>()
            .Subscribe(EventKinds.LeadsScored, _ => scored.Release());
        var watch = ActivatorUtilities.CreateInstance<RescoreWatch>(host.Jobs.Services);
        await watch.StartAsync(CancellationToken.None);
        Assert.True(await scored.WaitAsync(TimeSpan.FromMinutes(1)), "What happened before the start is not scored.");

        host.Jobs.Time.Advance(TimeSpan.FromMilliseconds(1));
        var loggedUtc = host.Jobs.Time.NowUtc;
        await RescoringHost.LogMeetingAsync(host, id);
        host.Jobs.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await scored.WaitAsync(TimeSpan.FromMinutes(1)), "A second later the score is not renewed.");
        var scoredUtc = (await RescoringHost.LeadAsync(host, id)).ScoredUtc!.Value;
        Assert.InRange(scoredUtc, loggedUtc, loggedUtc.AddSeconds(1));
        await watch.StopAsync(CancellationToken.None);
    }

    private static Task<int> FollowAsync(JobHost host) =>
        host.Services.GetRequiredService<RescoreReader>().FollowAsync(CancellationToken.None);
}
