using LeadDashboard.App.Access;

namespace LeadDashboard.Api.Browser;

/// <summary>Until the admin exists every page leads to set-up; afterwards set-up is closed.</summary>
public sealed class FirstRunMiddleware(RequestDelegate next, SetupCode setupCode)
{
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var isPage = !AncillaryPaths.Contains(path) && !path.StartsWithSegments("/_blazor");
        if (
            setupCode.IsOpen
            && isPage
            && !path.StartsWithSegments("/setup")
            && !path.StartsWithSegments("/account/setup")
        )
        {
            http.Response.Redirect("/setup");
            return Task.CompletedTask;
        }

        if (!setupCode.IsOpen && path.StartsWithSegments("/setup"))
        {
            http.Response.Redirect("/");
            return Task.CompletedTask;
        }

        return next(http);
    }
}
