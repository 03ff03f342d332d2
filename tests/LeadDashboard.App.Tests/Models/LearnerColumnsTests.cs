using System.Text.Json;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Models;

/// <summary>What the learner learns from is open to features, and its labels to the company's goal.</summary>
public sealed class LearnerColumnsTests
{
    private const string Column = "metals.kind";

    [Fact]
    public async Task Train_ColumnOfAFeature_IsLearntFromScoredAndAmongTheReasons()
    {
        var seen = new List<(Lead Lead, DateTime InstantUtc)>();
        await using var host = await ModelsHost.StartAsync(services => services.AddFeature(new MetalsModule(seen)));
        await host.AddLeadsAsync(won: 60, lost: 90, open: 4);

        await host.TrainAsync();

        Assert.All(
            seen.Where(pair => pair.Lead.Status != LeadStatus.Open),
            pair => Assert.True(pair.InstantUtc <= pair.Lead.ClosedUtc)
        );
        var report = JsonSerializer.Deserialize<ModelReport>(
            (await host.VersionsAsync())[0].ReportJson,
            App.Models.ModelJson.Options
        )!;
        Assert.Contains(report.Drivers, driver => driver.Feature == Column);
        var open = await OpenLeadsAsync(host);
        Assert.All(
            open,
            lead =>
            {
                var reason = Assert.Single(Reasons(lead), reason => reason.Feature == Column);
                Assert.Equal(lead.Id % 2 == 0 ? "gold" : "tin", reason.Value);
                Assert.Equal(reason.Value == "gold" ? 1 : -1, Math.Sign(reason.LogOdds));
            }
        );
    }

    [Fact]
    public async Task Score_ModelKnowsAColumnThatNobodyBringsAnyMore_TakesItAsMissing()
    {
        await using var host = await ModelsHost.StartAsync(services => services.AddFeature(new MetalsModule([])));
        await host.AddLeadsAsync(won: 60, lost: 90, open: 4);
        await host.TrainAsync();
        var lead = (await OpenLeadsAsync(host))[0];
        await using var without = host.Jobs.Restart(ModelsHost.Configure);

        await RescoringHost(without, lead.Id);

        var scored = (await OpenLeadsAsync(host))[0];
        Assert.NotEqual(lead.Probability, scored.Probability);
        Assert.DoesNotContain(Reasons(scored), reason => reason is { Feature: Column, Value: not "" });
    }

    [Fact]
    public async Task Train_GoalLeavesDisqualifiedOut_LearnsFromTheOthers()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 60, lost: 90, open: 4);
        await using (var context = host.Jobs.Context())
        {
            foreach (
                var outcome in await context.Outcomes.Where(row => row.Kind == OutcomeKind.Lost).Take(9).ToListAsync()
            )
            {
                outcome.Kind = OutcomeKind.Disqualified;
            }

            await context.SaveChangesAsync();
        }

        await host.TrainAsync();
        var settings = host.Jobs.Services.GetRequiredService<SettingStore>();
        await settings.WriteAsync(new LearningGoal { CountDisqualified = false }, Actor.System);
        await host.TrainAsync();

        var versions = await host.VersionsAsync();
        Assert.Equal([150, 141], versions.Select(TrainRows));
    }

    [Fact]
    public async Task Write_GoalThatNoModelLearns_IsNotSaved()
    {
        await using var host = await ModelsHost.StartAsync();
        var settings = host.Jobs.Services.GetRequiredService<SettingStore>();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            settings.WriteAsync(new LearningGoal { PrimaryGoal = PrimaryGoal.Renewed }, Actor.System)
        );

        Assert.Null(await settings.FindAsync<LearningGoal>());
    }

    private static int TrainRows(Core.Modeling.ModelVersion version)
    {
        var report = JsonSerializer.Deserialize<ModelReport>(version.ReportJson, App.Models.ModelJson.Options)!;
        return report.Split == SplitKind.NewestTail ? report.TrainRowCount + report.TestRowCount : report.TrainRowCount;
    }

    private static async Task RescoringHost(JobHost host, int leadId)
    {
        await using (var context = host.Context())
        {
            Data.Events.Outbox.Add(context, Core.Events.EventKinds.LeadChanged, host.Time.NowUtc, leadId);
            await context.SaveChangesAsync();
        }

        Assert.Equal(1, await host.Services.GetRequiredService<RescoreReader>().FollowAsync(CancellationToken.None));
    }

    private static async Task<List<Lead>> OpenLeadsAsync(ModelsHost host)
    {
        await using var context = host.Jobs.Context();
        return await context
            .Leads.AsNoTracking()
            .Where(lead => lead.Status == LeadStatus.Open)
            .OrderBy(lead => lead.Id)
            .ToListAsync();
    }

    private static List<LeadReason> Reasons(Lead lead) =>
        JsonSerializer.Deserialize<List<LeadReason>>(lead.TopReasonsJson!)!;

    /// <summary>A feature of the test's own: won leads are mostly of gold, lost ones of tin.</summary>
    private sealed class MetalsModule(List<(Lead Lead, DateTime InstantUtc)> seen) : FeatureModule
    {
        public override IReadOnlyList<LeadColumnSource> LearnerColumns =>
            [
                new(
                    Column,
                    async (_, leads, cancellationToken) =>
                    {
                        var wins = await leads
                            .Where(lead => lead.Status == LeadStatus.Won)
                            .Select(lead => lead.Id)
                            .ToListAsync(cancellationToken);
                        return LeadColumn.OfWords(
                            Column,
                            (lead, instantUtc) =>
                            {
                                lock (seen)
                                {
                                    seen.Add((lead, instantUtc));
                                }

                                var isGold =
                                    lead.Status == LeadStatus.Open ? lead.Id % 2 == 0
                                    : lead.Id % 9 == 0 ? !wins.Contains(lead.Id)
                                    : wins.Contains(lead.Id);
                                return isGold ? "gold" : "tin";
                            }
                        );
                    }
                ),
            ];
    }
}
