using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace LeadDashboard.Api.Browser;

/// <summary>Language and colour scheme of a browser, kept in cookies.</summary>
public static class PreferenceEndpoints
{
    public static readonly string[] Cultures = ["en", "zh-CN"];

    /// <summary>
    /// The zone of a browser, an IANA name. Its script writes the cookie; it is read here and by the pages, and a name
    /// that is none counts as no cookie.
    /// </summary>
    public const string ZoneCookie = "tz";

    /// <summary>"dark", else light. The script of the pages writes it too, so that turning loads nothing.</summary>
    public const string SchemeCookie = "leads-scheme";

    internal static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var preferences = routes.MapGroup("").AllowAnonymous().Free();
        preferences.MapGet("/culture/{name}", SetCulture);
        preferences.MapGet("/scheme/{name}", SetScheme);
    }

    private static RedirectHttpResult SetCulture(string name, string? returnUrl, HttpContext http)
    {
        if (Cultures.Contains(name, StringComparer.Ordinal))
        {
            var culture = new RequestCulture(CultureInfo.GetCultureInfo(name));
            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(culture),
                ForAYear(http, isScriptRead: false)
            );
        }

        return TypedResults.LocalRedirect(LocalUrl.Clean(returnUrl));
    }

    private static RedirectHttpResult SetScheme(string name, string? returnUrl, HttpContext http)
    {
        var scheme = name == "dark" ? name : "light";
        http.Response.Cookies.Append(SchemeCookie, scheme, ForAYear(http, isScriptRead: true));
        return TypedResults.LocalRedirect(LocalUrl.Clean(returnUrl));
    }

    private static CookieOptions ForAYear(HttpContext http, bool isScriptRead) =>
        new()
        {
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            HttpOnly = !isScriptRead,
            Secure = http.Request.IsHttps,
        };
}
