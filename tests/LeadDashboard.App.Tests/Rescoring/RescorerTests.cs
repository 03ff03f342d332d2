using System.Text.Json;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Access;
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
        await using var host = await RescoringHost.TrainedAsync();
        var id = await RescoringHost.OpenLeadAsync(host);
        var before = await RescoringHost.LeadAsync(host, id);

        host.Jobs.Time.Advance(TimeSpan.FromMinutes(1));
        await RescoringHost.LogMeetingAsync(host, id);
        host.Jobs.Time.Advance(TimeSpan.FromSeconds(1));
        var shown = await ExplainAsync(host, id);

        Assert.Equal(before.Probability, shown.Probability);
        AssertReasonsMakeTheScore(shown);

        var scored = await host.Jobs.Services.GetRequiredService<RescoreReader>().FollowAsync(CancellationToken.None);

        var after = await RescoringHost.LeadAsync(host, id);
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
        await using var host = await RescoringHost.TrainedAsync();
        var id = await RescoringHost.OpenLeadAsync(host);
        var stored = await RescoringHost.LeadAsync(host, id);
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

    private static LeadQueries Leads(ModelsHost host) =>
        new(
            host.Jobs.Services.GetRequiredService<IDbContextFactory<Data.LeadContext>>(),
            new Microsoft.Extensions.Caching.Memory.MemoryCache(
                new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions()
            ),
            host.Jobs.Services.GetRequiredService<App.Settings.SettingStore>(),
            host.Jobs.Time
        );

    private static async Task<LeadScore> ExplainAsync(ModelsHost host, int id) =>
        (await host.Jobs.Services.GetRequiredService<ChampionModel>().ExplainAsync(Actor.System, id))!;

    private static void AssertReasonsMakeTheScore(LeadScore score)
    {
        var logOdds = score.BaseLogOdds + score.Reasons.Sum(reason => reason.LogOdds);
        Assert.Equal(score.Probability, 1 / (1 + Math.Exp(-logOdds)), 6);
    }
}
