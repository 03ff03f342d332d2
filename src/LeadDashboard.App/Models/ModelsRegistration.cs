using LeadDashboard.App.Jobs;

namespace LeadDashboard.App.Models;

internal static class ModelsRegistration
{
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.AddSingleton<ChampionModel>();
        services.AddSingleton<ModelQueries>();
        services.AddSingleton<ModelService>();
        services.AddJob<TrainModelJob>();
        services.AddJob<ScoreLeadsJob>();
        services.AddHostedService<RetrainWatch>();
        return services;
    }
}
