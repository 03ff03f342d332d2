using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.Web.Access;

/// <summary>
/// Ends the circuits of a person whose account was disabled or whose password or role changed, within a minute.
/// </summary>
internal sealed class RevalidatingAuthState(ILoggerFactory loggers, IServiceScopeFactory scopes)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = await users.GetUserAsync(authenticationState.User);
        if (user is null || user.DisabledUtc is not null)
        {
            return false;
        }

        var stamp = authenticationState.User.FindFirst(users.Options.ClaimsIdentity.SecurityStampClaimType)?.Value;
        return string.Equals(stamp, await users.GetSecurityStampAsync(user), StringComparison.Ordinal);
    }
}
