using LeadDashboard.Web.Features.Account;
using LeadDashboard.Web.Features.Campaigns;
using LeadDashboard.Web.Features.Duplicates;
using LeadDashboard.Web.Features.Home;
using LeadDashboard.Web.Features.Importing;
using LeadDashboard.Web.Features.Leads;
using LeadDashboard.Web.Features.Models;
using LeadDashboard.Web.Features.Outcomes;
using LeadDashboard.Web.Features.Segments;
using LeadDashboard.Web.Features.Settings;
using LeadDashboard.Web.Features.Users;
using LeadDashboard.Web.Jobs;
using LeadDashboard.Web.Reports;

namespace LeadDashboard.Web.Features;

/// <summary>One line per feature; each feature registers its own services and endpoints.</summary>
public static class FeatureRegistration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
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
        services.AddScoped<LeadPageContext>();
        services.AddSingleton<SegmentQueries>();
        services.AddSingleton<SegmentService>();
        services.AddSingleton<HomeQueries>();
        services.AddModels();
        services.AddCampaigns();
        services.AddDuplicates();
        return services;
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAccount();
        app.MapLeads();
        app.MapImporting();
    }
}
