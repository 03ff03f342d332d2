using LeadDashboard.App.Caching;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Home;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Models;
using LeadDashboard.App.Outcomes;
using LeadDashboard.App.Segments;
using LeadDashboard.App.Settings;
using LeadDashboard.App.Users;

namespace LeadDashboard.App;

/// <summary>One line per feature; each feature registers its own services.</summary>
public static class AppRegistration
{
    public static IServiceCollection AddApp(this IServiceCollection services)
    {
        services.AddJobs();
        services.AddSingleton(typeof(KeptReport<>));
        services.AddSingleton<SettingStore>();
        services.AddSingleton<UserService>();
        services.AddImporting();
        services.AddMemoryCache();
        services.AddSingleton<LeadQueries>();
        services.AddSingleton<OutcomeService>();
        services.AddSingleton<ActivityService>();
        services.AddSingleton<SegmentQueries>();
        services.AddSingleton<SegmentService>();
        services.AddSingleton<HomeQueries>();
        services.AddModels();
        services.AddCampaigns();
        services.AddDuplicates();
        return services;
    }
}
