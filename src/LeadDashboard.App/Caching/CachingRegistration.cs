namespace LeadDashboard.App.Caching;

/// <summary>Registers the caches.</summary>
public static class CachingRegistration
{
    public static IServiceCollection AddCaching(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddHybridCache();
        services.AddSingleton<ReportCache>();
        return services;
    }
}
