using LeadDashboard.Api.Browser;
using LeadDashboard.Data;
using LeadDashboard.Web.Access;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Localization;
using Radzen;

namespace LeadDashboard.Web.Hosting;

/// <summary>What the browser meets: components, languages, themes, error pages, headers.</summary>
internal static class WebUi
{
    public static IServiceCollection AddWebUi(this IServiceCollection services)
    {
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RevalidatingAuthState>();
        services.AddScoped<ActorProvider>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 256 * 1024);
        services.AddRadzenComponents();
        services.AddRadzenCookieThemeService(theme =>
        {
            theme.Name = "leads-theme";
            theme.Duration = TimeSpan.FromDays(365);
        });
        services.AddLocalization();
        services.AddSingleton<ILocalizer, RadzenChinese>();
        services.AddHealthChecks().AddDbContextCheck<LeadContext>();
        services.AddProblemDetails();
        return services;
    }

    public static WebApplication UseWebUi(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseRequestLocalization(
            new RequestLocalizationOptions()
                .SetDefaultCulture("en")
                .AddSupportedCultures(PreferenceEndpoints.Cultures)
                .AddSupportedUICultures(PreferenceEndpoints.Cultures)
        );
        app.Use(
            async (http, next) =>
            {
                var headers = http.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers.ContentSecurityPolicy =
                    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src "
                        + "'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; frame-ancestors "
                        + "'none'; base-uri 'self'; form-action 'self'";
                await next(http);
            }
        );
        return app;
    }
}
