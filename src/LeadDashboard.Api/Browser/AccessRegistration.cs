using System.Security.Cryptography.X509Certificates;
using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.Api.Browser;

/// <summary>Sign-in, sessions, roles and one policy per permission. Closed by default.</summary>
public static class AccessRegistration
{
    public static IServiceCollection AddAccess(
        this IServiceCollection services,
        string dataFolder,
        IConfiguration configuration
    )
    {
        var options = WebOptions.Read(configuration);
        var secure = WebOptions.UsesHttps(configuration) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        services.AddSingleton(options);
        AddKeys(services, dataFolder, options);
        services
            .AddIdentity<AppUser, IdentityRole>(AccountRules.Apply)
            .AddEntityFrameworkStores<LeadContext>()
            .AddDefaultTokenProviders()
            .AddPasswordValidator<GuessablePasswordValidator>()
            .AddClaimsPrincipalFactory<AccessClaims>();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "leads-session";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SecurePolicy = secure;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/access-denied";
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = BrowserSession.ValidateAsync;
        });
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.SecurePolicy = secure);
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
        services.AddSingleton<AccountLimit>();
        services.AddScoped<BrowserSession>();
        RateLimits.Add(services, options);
        AddHttps(services, options);
        return services;
    }

    /// <summary>
    /// First in the pipeline: who asks and how, as trusted proxies say, then https where it is configured.
    /// </summary>
    public static WebApplication UseHttps(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment() && WebOptions.UsesHttps(app.Configuration))
        {
            app.UseHsts();
            // A load balancer probes inside, without TLS.
            app.UseWhen(
                http => !http.Request.Path.StartsWithSegments("/health"),
                branch => branch.UseHttpsRedirection()
            );
        }

        return app;
    }

    private static void AddKeys(IServiceCollection services, string dataFolder, WebOptions options)
    {
        var keys = services
            .AddDataProtection()
            .SetApplicationName("LeadDashboard")
            .PersistKeysToFileSystem(new DirectoryInfo(new DataFolder(dataFolder).Keys));
        if (options.KeyCertificate is { Length: > 0 } path)
        {
            keys.ProtectKeysWithCertificate(
                X509CertificateLoader.LoadPkcs12FromFile(path, options.KeyCertificatePassword)
            );
        }
    }

    private static void AddHttps(IServiceCollection services, WebOptions options)
    {
        services.Configure<HstsOptions>(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        if (options.RequireHttps)
        {
            services.Configure<HttpsRedirectionOptions>(redirection => redirection.HttpsPort ??= 443);
        }

        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // Nobody is believed unless named: not even the own machine, where anybody may have an account.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            forwarded.ForwardedHeaders = ForwardedHeaders.None;
            foreach (var network in options.Proxies())
            {
                forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                forwarded.KnownIPNetworks.Add(network);
            }
        });
    }
}
