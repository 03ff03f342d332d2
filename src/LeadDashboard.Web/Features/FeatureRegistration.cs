using LeadDashboard.Web.Features.Account;
using LeadDashboard.Web.Features.Campaigns;
using LeadDashboard.Web.Features.Models;
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
        services.AddModels();
        services.AddCampaigns();
        return services;
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAccount();
    }
}
