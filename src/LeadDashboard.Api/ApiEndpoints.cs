using LeadDashboard.Api.Access;
using LeadDashboard.Api.Browser;
using LeadDashboard.Api.Outcomes;

namespace LeadDashboard.Api;

/// <summary>The list of the groups of endpoints; a test compares it with the types that end in Endpoints.</summary>
public static class ApiEndpoints
{
    /// <summary>The pages' own: a cookie signs in.</summary>
    public static IReadOnlyList<Action<IEndpointRouteBuilder>> OfPages { get; } =
    [
        PreferenceEndpoints.MapPreferences,
        AccountEndpoints.MapAccount,
        LeadEndpoints.MapLeads,
        ImportEndpoints.MapImporting,
    ];

    /// <summary>The public ones under /api/v1: a key signs in.</summary>
    public static IReadOnlyList<Action<IEndpointRouteBuilder>> Public { get; } = [OutcomeEndpoints.MapOutcomes];

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        foreach (var map in OfPages)
        {
            map(routes);
        }

        var api = routes.MapPublicApi();
        foreach (var map in Public)
        {
            map(api);
        }
    }
}
