using LeadDashboard.Web.Features.Account;
using LeadDashboard.Web.Features.Settings;
using LeadDashboard.Web.Features.Users;
using LeadDashboard.Web.Jobs;

namespace LeadDashboard.Web.Features;

/// <summary>One line per feature; each feature registers its own services and endpoints.</summary>
public static class FeatureRegistration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddJobs();
        services.AddSingleton<SettingStore>();
        services.AddScoped<UserService>();
        return services;
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAccount();
    }
}
