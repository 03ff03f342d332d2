using System.Globalization;
using LeadDashboard.Data;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Localization;
using Radzen;

namespace LeadDashboard.Web.Hosting;

/// <summary>What the browser meets: components, languages, themes, error pages, headers.</summary>
internal static class Face
{
    public static readonly string[] Cultures = ["en", "zh-CN"];

    public static IServiceCollection AddFace(this IServiceCollection services)
    {
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

    public static WebApplication UseFace(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseRequestLocalization(new RequestLocalizationOptions().SetDefaultCulture("en").AddSupportedCultures(Cultures).AddSupportedUICultures(Cultures));
        app.Use(async (http, next) =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
            await next(http);
        });
        app.MapGet("/culture/{name}", (string name, string? returnUrl, HttpContext http) =>
        {
            if (Cultures.Contains(name, StringComparer.Ordinal))
            {
                http.Response.Cookies.Append(
                    CookieRequestCultureProvider.DefaultCookieName,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(name))),
                    new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, HttpOnly = true });
            }

            return Results.LocalRedirect(LocalUrl.Of(returnUrl));
        }).AllowAnonymous();
        app.MapGet("/theme/{name}", (string name, string? returnUrl, HttpContext http) =>
        {
            http.Response.Cookies.Append("leads-theme", name == "standard-dark" ? name : "standard", new CookieOptions { MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax });
            return Results.LocalRedirect(LocalUrl.Of(returnUrl));
        }).AllowAnonymous();
        return app;
    }
}

/// <summary>A return address that stays on this site.</summary>
internal static class LocalUrl
{
    public static string Of(string? url) =>
        url is ['/'] || (url is ['/', not ('/' or '\\'), ..] && !url.Contains('\\', StringComparison.Ordinal)) ? url : "/";
}
