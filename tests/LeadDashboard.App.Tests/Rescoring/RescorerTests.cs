using System.Text.Json;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Models;
using LeadDashboard.App.Outcomes;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Rescoring;

/// <summary>
/// One stored score: what a page explains, what a list shows and what the database holds are the same.
/// </summary>
public sealed class RescorerTests
{
    [Fact]
    public async Task Explain_ActivityAfterTheScore_StaysTheStoredScoreUntilItIsRenewed()
    {
        await using var host = await TrainedAsync();
        var id = await OpenLeadAsync(host);
        var before = await LeadAsync(host, id);

        host.Jobs.Time.Advance(TimeSpan.FromMinutes(1));
        await LogMeetingAsync(host, id);
        host.Jobs.Time.Advance(TimeSpan.FromSeconds(1));
        var shown = await ExplainAsync(host, id);

        Assert.Equal(before.Probability, shown.Probability);
        AssertReasonsMakeTheScore(shown);

        var scored = await host.Jobs.Services.GetRequiredService<RescoreQueue>().DrainAsync(CancellationToken.None);

        var after = await LeadAsync(host, id);
        shown = await ExplainAsync(host, id);
        var row = await Leads(host).PageAsync(Actor.System, new LeadFilter { Search = after.Name }, 0, 10);
        Assert.Equal(1, scored);
        Assert.NotEqual(before.Probability, after.Probability);
        Assert.Equal(after.Probability, shown.Probability);
        Assert.Equal(after.Probability, Assert.Single(row.Rows, lead => lead.Id == id).Probability);
        AssertReasonsMakeTheScore(shown);
    }

    [Fact]
    public async Task Explain_LeadChangedSinceItsScore_GivesTheStoredScoreAndReasons()
    {
        await using var host = await TrainedAsync();
        var id = await OpenLeadAsync(host);
        var stored = await LeadAsync(host, id);
        await using (var context = host.Jobs.Context())
        {
            await context
                .Leads.Where(lead => lead.Id == id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(lead => lead.Source, stored.Source == "Referral" ? "Cold list" : "Referral")
                );
        }

        var shown = await ExplainAsync(host, id);

        Assert.Equal(stored.Probability, shown.Probability);
        var kept = JsonSerializer.Deserialize<List<LeadReason>>(stored.TopReasonsJson!)!;
        Assert.Equal(kept, shown.Reasons.Take(kept.Count));
        AssertReasonsMakeTheScore(shown);
    }

    [Fact]
    public async Task Drain_SeveralEventsOfOneLead_ScoresItOnceAndTellsWho()
    {
        await using var host = await TrainedAsync();
        var id = await OpenLeadAsync(host);
        var queue = host.Jobs.Services.GetRequiredService<RescoreQueue>();
        var told = new List<int>();
        using (queue.Subscribe(told.AddRange))
        {
            await LogMeetingAsync(host, id);
            await LogMeetingAsync(host, id);

            Assert.Equal(1, await queue.DrainAsync(CancellationToken.None));
        }

        queue.Add(id);
        await queue.DrainAsync(CancellationToken.None);
        Assert.Equal([id], told);
    }

    [Fact]
    public async Task Drain_AfterUndo_ScoresTheReopenedLead()
    {
        await using var host = await TrainedAsync();
        var id = await OpenLeadAsync(host);
        var outcomes = ActivatorUtilities.CreateInstance<OutcomeService>(host.Jobs.Services);
        var lost = await outcomes.RecordAsync(id, OutcomeKind.Lost, null, null, ModelsHost.Admin);
        await LogMeetingAsync(host, id);
        host.Jobs.Time.Advance(TimeSpan.FromSeconds(1));
        var queue = host.Jobs.Services.GetRequiredService<RescoreQueue>();
        Assert.Equal(0, await queue.DrainAsync(CancellationToken.None));

        await outcomes.UndoAsync(lost.Value!.Id, ModelsHost.Admin);

        Assert.Equal(1, await queue.DrainAsync(CancellationToken.None));
        Assert.Equal(host.Jobs.Time.NowUtc, (await LeadAsync(host, id)).ScoredUtc);
    }

    [Fact]
    public async Task AddMissed_ActivityAfterTheScore_IsScoredAfterARestart()
    {
        await using var host = await TrainedAsync();
        var id = await OpenLeadAsync(host);
        host.Jobs.Time.Advance(TimeSpan.FromMinutes(1));
        await LogMeetingAsync(host, id);
        var restarted = ActivatorUtilities.CreateInstance<RescoreQueue>(host.Jobs.Services);
        host.Jobs.Time.Advance(TimeSpan.FromSeconds(1));

        await restarted.AddMissedAsync(CancellationToken.None);

        Assert.Equal(1, await restarted.DrainAsync(CancellationToken.None));
    }

    /// <summary>Leads with a meeting mostly win, so that a meeting moves a score.</summary>
    private static async Task<ModelsHost> TrainedAsync()
    {
        var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 60, lost: 90, open: 4);
        await using (var context = host.Jobs.Context())
        {
            foreach (var lead in await context.Leads.ToListAsync())
            {
                if (lead.Status == LeadStatus.Won != (lead.Id % 7 == 0) && lead.Status != LeadStatus.Open)
                {
                    context.Add(
                        new Activity
                        {
                            LeadId = lead.Id,
                            Kind = ActivityKind.Meeting,
                            OccurredUtc = lead.CreatedUtc.AddDays(1),
                        }
                    );
                }
            }

            await context.SaveChangesAsync();
        }

        await host.TrainAsync();
        return host;
    }

    private static Task LogMeetingAsync(ModelsHost host, int leadId) =>
        ActivatorUtilities
            .CreateInstance<ActivityService>(host.Jobs.Services)
            .LogAsync(leadId, ActivityKind.Meeting, null, ModelsHost.Admin);

    private static LeadQueries Leads(ModelsHost host) =>
        new(
            host.Jobs.Services.GetRequiredService<IDbContextFactory<Data.LeadContext>>(),
            new Microsoft.Extensions.Caching.Memory.MemoryCache(
                new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions()
            ),
            new App.Settings.SettingStore(
                host.Jobs.Services.GetRequiredService<IDbContextFactory<Data.LeadContext>>(),
                host.Jobs.Time,
                []
            ),
            host.Jobs.Time
        );

    private static async Task<int> OpenLeadAsync(ModelsHost host)
    {
        await using var context = host.Jobs.Context();
        return await context.Leads.Where(lead => lead.Status == LeadStatus.Open).MaxAsync(lead => lead.Id);
    }

    private static async Task<Lead> LeadAsync(ModelsHost host, int id)
    {
        await using var context = host.Jobs.Context();
        return await context.Leads.AsNoTracking().SingleAsync(lead => lead.Id == id);
    }

    private static async Task<LeadScore> ExplainAsync(ModelsHost host, int id) =>
        (await host.Jobs.Services.GetRequiredService<ChampionModel>().ExplainAsync(Actor.System, id))!;

    private static void AssertReasonsMakeTheScore(LeadScore score)
    {
        var logOdds = score.BaseLogOdds + score.Reasons.Sum(reason => reason.LogOdds);
        Assert.Equal(score.Probability, 1 / (1 + Math.Exp(-logOdds)), 6);
    }
}
