using LeadDashboard.Api.Browser;
using LeadDashboard.Api.Importing;
using LeadDashboard.Api.Leads;

namespace LeadDashboard.Api;

/// <summary>One line per group of endpoints.</summary>
public static class ApiRegistration
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPreferences();
        routes.MapAccount();
        routes.MapLeads();
        routes.MapImporting();
    }
}
