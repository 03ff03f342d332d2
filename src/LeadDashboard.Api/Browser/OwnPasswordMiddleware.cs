using LeadDashboard.App.Access;

namespace LeadDashboard.Api.Browser;

/// <summary>
/// Who signed in with a one-time password reaches nothing but the page that replaces it, pages, downloads and circuits
/// alike.
/// </summary>
public sealed class OwnPasswordMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (
            http.User.HasClaim(AccessClaims.MustChangePassword, "true")
            && !FreeEndpoint.IsAsked(http)
            && !http.Request.Path.StartsWithSegments("/account")
            && !http.Request.Path.StartsWithSegments("/sign-in")
        )
        {
            http.Response.Redirect("/account?must=1");
            return Task.CompletedTask;
        }

        return next(http);
    }
}
