using LeadDashboard.App.Access;

namespace LeadDashboard.Api.Browser;

/// <summary>Until the admin exists every page leads to set-up; afterwards set-up is closed.</summary>
public sealed class FirstRunMiddleware(RequestDelegate next, FirstAdmin firstAdmin)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (FreeEndpoint.IsAsked(http))
        {
            await next(http);
            return;
        }

        var path = http.Request.Path;
        var isOpen = await firstAdmin.IsOpenAsync(http.RequestAborted);
        var isSetUp = path.StartsWithSegments("/setup") || path.StartsWithSegments("/account/setup");
        if (isOpen && !isSetUp && !path.StartsWithSegments("/_blazor"))
        {
            http.Response.Redirect("/setup");
        }
        else if (!isOpen && path.StartsWithSegments("/setup"))
        {
            http.Response.Redirect("/");
        }
        else
        {
            await next(http);
        }
    }
}
