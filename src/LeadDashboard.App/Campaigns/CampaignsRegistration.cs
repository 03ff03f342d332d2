using LeadDashboard.App.Caching;

namespace LeadDashboard.App.Campaigns;

public static class CampaignsRegistration
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) =>
        services.AddScoped<CampaignQueries>().AddSingleton<KeptReport<CampaignSummaryReport>>();
}
