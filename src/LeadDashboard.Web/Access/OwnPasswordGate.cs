namespace LeadDashboard.Web.Access;

/// <summary>Who signed in with a one-time password reaches nothing but the page that replaces it, pages and circuits alike.</summary>
internal sealed class OwnPasswordGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var isFree = Path.HasExtension(path) || path.StartsWithSegments("/account") || path.StartsWithSegments("/culture") || path.StartsWithSegments("/theme") || path.StartsWithSegments("/_framework") || path.StartsWithSegments("/sign-in") || path.StartsWithSegments("/health");
        if (!isFree && http.User.HasClaim(AccessClaims.MustChangePassword, "true"))
        {
            http.Response.Redirect("/account?must=1");
            return Task.CompletedTask;
        }

        return next(http);
    }
}
