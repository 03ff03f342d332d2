using LeadDashboard.App.Access;

namespace LeadDashboard.Api.Browser;

/// <summary>
/// Who signed in with a one-time password reaches nothing but the page that replaces it, pages and circuits alike.
/// </summary>
public sealed class OwnPasswordMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var isFree =
            AncillaryPaths.Contains(path) || path.StartsWithSegments("/account") || path.StartsWithSegments("/sign-in");
        if (!isFree && http.User.HasClaim(AccessClaims.MustChangePassword, "true"))
        {
            http.Response.Redirect("/account?must=1");
            return Task.CompletedTask;
        }

        return next(http);
    }
}
