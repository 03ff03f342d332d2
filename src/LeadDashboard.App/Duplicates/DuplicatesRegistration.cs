using LeadDashboard.App.Jobs;

namespace LeadDashboard.App.Duplicates;

internal static class DuplicatesRegistration
{
    public static IServiceCollection AddDuplicates(this IServiceCollection services)
    {
        services.AddSingleton<DuplicateQueries>();
        services.AddSingleton<DuplicateService>();
        services.AddSingleton<ImportPairs>();
        services.AddJob<FindDuplicatesJob>();
        services.AddJob<MergeDuplicatesJob>();
        services.AddJob<UndoMergesJob>();
        services.AddSingleton<DuplicateWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DuplicateWatch>());
        return services;
    }
}
