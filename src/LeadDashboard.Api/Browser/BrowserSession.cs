using System.Security.Claims;
using LeadDashboard.App.Access;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.Api.Browser;

/// <summary>
/// The session of this browser: a row on the server and a cookie that names it. The row decides: a copied cookie dies
/// with it.
/// </summary>
internal sealed class BrowserSession(
    SessionService sessions,
    SignInManager<AppUser> signIn,
    UserManager<AppUser> users,
    IHttpContextAccessor http
)
{
    /// <summary>Begins a session; one that this browser still has is ended first.</summary>
    public async Task<AppUser> StartAsync(string userId)
    {
        await EndRowAsync();
        var user =
            await users.FindByIdAsync(userId)
            ?? throw new InvalidOperationException($"The account {userId} was removed while it signed in.");
        var sessionId = await sessions.StartAsync(userId, CancellationToken.None);
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(AccessClaims.Session, sessionId)]);
        return user;
    }

    /// <summary>Ends every session of the person, then begins a new one here: after a change of the password.</summary>
    public async Task RestartAsync(string userId)
    {
        await sessions.EndAllAsync(userId, CancellationToken.None);
        await StartAsync(userId);
    }

    /// <summary>Signs out: the row is ended, open circuits are told, the cookie is removed.</summary>
    public async Task EndAsync()
    {
        await EndRowAsync();
        await signIn.SignOutAsync();
    }

    /// <summary>
    /// Asked on every request with a cookie: a session that has ended is no session from this request on.
    /// </summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var sessions = services.GetRequiredService<SessionService>();
        if (context.Principal is null || !await sessions.IsValidAsync(context.Principal, CancellationToken.None))
        {
            context.RejectPrincipal();
            await services.GetRequiredService<SignInManager<AppUser>>().SignOutAsync();
        }
    }

    private async Task EndRowAsync()
    {
        if (http.HttpContext?.User is { Identity.IsAuthenticated: true } user)
        {
            await sessions.EndAsync(user, CancellationToken.None);
        }
    }
}
