using LeadDashboard.App.Caching;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Models;
using LeadDashboard.App.Home;
using LeadDashboard.App.Segments;
using LeadDashboard.App.Outcomes;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Users;
using LeadDashboard.App.Settings;
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
