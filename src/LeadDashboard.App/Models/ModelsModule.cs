using LeadDashboard.App.Jobs;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.App.Models;

/// <summary>Training, comparing, and choosing which version serves.</summary>
public sealed class ModelsModule : FeatureModule
{
    public static readonly RetrainOptionsRules RetrainRules = new();

    /// <summary>Trains a version and lets it serve when it is good enough.</summary>
    public static readonly JobKind<TriggerArguments> TrainModel = new(
        "TrainModel",
        Permission.TrainModels,
        JobLane.Learning
    );

    public override IReadOnlyList<JobEntry> Jobs => [JobEntry.HandledBy<TrainModelJob>(TrainModel)];

    public override IReadOnlyList<SettingKind> Settings =>
        [
            SettingKind.For(Permission.EditSettings, RetrainRules),
            SettingKind.For<LearningGoal>(Permission.EditSettings, goal => goal.Refusal()),
        ];

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ModelService>();
        services.AddSingleton<OutsideTraining>();
        services.AddHostedService<RetrainWatch>();
    }
}
