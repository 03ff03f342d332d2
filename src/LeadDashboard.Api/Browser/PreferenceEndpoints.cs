using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace LeadDashboard.Api.Browser;

/// <summary>Language and theme of a browser, kept in cookies.</summary>
public static class PreferenceEndpoints
{
    public static readonly string[] Cultures = ["en", "zh-CN"];

    internal static void MapPreferences(this IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/culture/{name}",
                (string name, string? returnUrl, HttpContext http) =>
                {
                    if (Cultures.Contains(name, StringComparer.Ordinal))
                    {
                        http.Response.Cookies.Append(
                            CookieRequestCultureProvider.DefaultCookieName,
                            CookieRequestCultureProvider.MakeCookieValue(
                                new RequestCulture(CultureInfo.GetCultureInfo(name))
                            ),
                            new CookieOptions
                            {
                                MaxAge = TimeSpan.FromDays(365),
                                IsEssential = true,
                                SameSite = SameSiteMode.Lax,
                                HttpOnly = true,
                            }
                        );
                    }

                    return Results.LocalRedirect(LocalUrl.Of(returnUrl));
                }
            )
            .AllowAnonymous();
        app.MapGet(
                "/theme/{name}",
                (string name, string? returnUrl, HttpContext http) =>
                {
                    http.Response.Cookies.Append(
                        "leads-theme",
                        name == "standard-dark" ? name : "standard",
                        new CookieOptions
                        {
                            MaxAge = TimeSpan.FromDays(365),
                            IsEssential = true,
                            SameSite = SameSiteMode.Lax,
                        }
                    );
                    return Results.LocalRedirect(LocalUrl.Of(returnUrl));
                }
            )
            .AllowAnonymous();
    }
}
