using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;

namespace LeadDashboard.App.Rescoring;

/// <summary>The model that serves, and the scores that it gives.</summary>
public sealed class RescoringModule : FeatureModule
{
    /// <summary>Scores all open leads with the version that serves.</summary>
    public static readonly JobKind<TriggerArguments> ScoreLeads = new(
        "ScoreLeads",
        Permission.TrainModels,
        JobLane.Learning
    );

    public override IReadOnlyList<JobEntry> Jobs => [JobEntry.HandledBy<ScoreLeadsJob>(ScoreLeads)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<LeadFactsReader>();
        services.AddSingleton<ChampionModel>();
        services.AddSingleton<Rescorer>();
        services.AddSingleton<RescoreReader>();
        services.AddHostedService<RescoreWatch>();
    }
}
