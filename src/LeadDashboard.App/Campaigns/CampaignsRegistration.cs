using LeadDashboard.Web.Reports;

namespace LeadDashboard.Web.Features.Campaigns;

public static class CampaignsRegistration
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services.AddScoped<CampaignQueries>().AddSingleton<KeptReport<CampaignSummaryReport>>();
}
