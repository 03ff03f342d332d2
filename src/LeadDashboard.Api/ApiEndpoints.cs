using LeadDashboard.Api.Browser;
using LeadDashboard.Api.Importing;
using LeadDashboard.Api.Leads;

namespace LeadDashboard.Api;

/// <summary>The list of the groups of endpoints; a test compares it with the types that end in Endpoints.</summary>
public static class ApiEndpoints
{
    public static IReadOnlyList<Action<IEndpointRouteBuilder>> All { get; } =
    [
        PreferenceEndpoints.MapPreferences,
        AccountEndpoints.MapAccount,
        LeadEndpoints.MapLeads,
        ImportEndpoints.MapImporting,
    ];

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        foreach (var map in All)
        {
            map(routes);
        }
    }
}
