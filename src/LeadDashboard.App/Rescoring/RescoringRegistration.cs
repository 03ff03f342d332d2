namespace LeadDashboard.App.Rescoring;

internal static class RescoringRegistration
{
    public static IServiceCollection AddRescoring(this IServiceCollection services)
    {
        services.AddSingleton<Rescorer>();
        services.AddSingleton<RescoreQueue>();
        services.AddSingleton<RescoreWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<RescoreWatch>());
        return services;
    }
}
