using LeadDashboard.Api.Browser;
using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using Microsoft.AspNetCore.Authentication;

namespace LeadDashboard.Api.Access;

/// <summary>What other programs call: keys, one policy per scope, and the description of it all.</summary>
public static class PublicApi
{
    private const string Version = "v1";

    public static IServiceCollection AddPublicApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                PolicyOf(ApiScopes.Outcomes),
                policy =>
                    policy
                        .AddAuthenticationSchemes(ApiKeyAuthentication.Name)
                        .RequireAuthenticatedUser()
                        .RequireClaim(ApiKeyAuthentication.ScopeClaim, ApiScopes.Outcomes)
            );
        services.AddOpenApi(
            Version,
            openApi =>
                openApi.ShouldInclude = description =>
                    description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true
        );
        return services;
    }

    /// <summary>Name of the policy that asks for a key with this scope.</summary>
    public static string PolicyOf(string scope) => "scope " + scope;

    /// <summary>The group of everything below /api/v1; JSON only, so no cookie and no antiforgery token.</summary>
    internal static RouteGroupBuilder MapPublicApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(nameof(Permission.EditSettings));
        return routes.MapGroup("/api/" + Version).RequireRateLimiting(RateLimits.ApiKey);
    }
}
