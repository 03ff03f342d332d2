using LeadDashboard.Web.Features.Campaigns;
using LeadDashboard.Web.Features.Duplicates;
using LeadDashboard.Web.Features.Home;
using LeadDashboard.Web.Features.Importing;
using LeadDashboard.Web.Features.Leads;
using LeadDashboard.Web.Features.Models;
using LeadDashboard.Web.Features.Segments;
using LeadDashboard.Web.Features.Settings;
using LeadDashboard.Web.Features.Users;

namespace LeadDashboard.Web.Features;

/// <summary>The list of what features show; a test compares it with the types that exist.</summary>
public static class FeatureUis
{
    public static IReadOnlyList<FeatureUi> All { get; } =
    [
        new HomeUi(),
        new LeadsUi(),
        new DuplicatesUi(),
        new SegmentsUi(),
        new CampaignsUi(),
        new ModelsUi(),
        new ImportingUi(),
        new UsersUi(),
        new SettingsUi(),
    ];

    public static IServiceCollection AddFeatureUis(this IServiceCollection services)
    {
        foreach (var ui in All)
        {
            services.AddSingleton(ui);
        }

        return services;
    }
}
