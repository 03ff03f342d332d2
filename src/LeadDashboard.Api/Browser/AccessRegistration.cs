using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.Api.Browser;

/// <summary>Sign-in, roles and one policy per permission. Closed by default.</summary>
public static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, string dataFolder)
    {
        services
            .AddDataProtection()
            .SetApplicationName("LeadDashboard")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataFolder, "keys")));
        services
            .AddIdentity<AppUser, IdentityRole>(AccountRules.Apply)
            .AddEntityFrameworkStores<LeadContext>()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<AccessClaims>();
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "leads-session";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/access-denied";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
        });
        services.AddAuthorization(authorization =>
        {
            authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            foreach (var permission in Enum.GetValues<Permission>())
            {
                authorization.AddPolicy(
                    permission.ToString(),
                    policy =>
                        policy.RequireAssertion(context => ClaimsActor.From(context.User)?.Can(permission) == true)
                );
            }
        });
        services.AddHttpContextAccessor();
        services.AddSingleton<SetupCode>();
        return services;
    }
}
