using LeadDashboard.App.Jobs;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Modeling.Gate;

namespace LeadDashboard.App.Models;

/// <summary>Training, comparing, serving and scoring.</summary>
public sealed class ModelsModule : FeatureModule
{
    /// <summary>Trains a version and lets it serve when it is good enough.</summary>
    public static readonly JobKind<TriggerArguments> TrainModel = new(
        "TrainModel",
        Permission.TrainModels,
        JobLane.Learning
    );

    /// <summary>Scores all open leads with the version that serves.</summary>
    public static readonly JobKind<TriggerArguments> ScoreLeads = new(
        "ScoreLeads",
        Permission.TrainModels,
        JobLane.Learning
    );

    public override IReadOnlyList<JobEntry> Jobs =>
        [JobEntry.Of<TrainModelJob>(TrainModel), JobEntry.Of<ScoreLeadsJob>(ScoreLeads)];

    public override IReadOnlyList<SettingKind> Settings => [SettingKind.Of<RetrainOptions>(Permission.EditSettings)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ChampionModel>();
        services.AddSingleton<ModelQueries>();
        services.AddSingleton<ModelService>();
        services.AddHostedService<RetrainWatch>();
        services.AddRescoring();
    }
}
