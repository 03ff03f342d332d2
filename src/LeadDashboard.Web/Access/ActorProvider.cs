using System.Security.Claims;
using LeadDashboard.Core.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace LeadDashboard.Web.Access;

/// <summary>
/// Who acts in this circuit. The authentication state is asked, not the request that opened the circuit: only the state is revalidated,
/// so that a disabled account stops acting in a circuit that is already open.
/// </summary>
public sealed class ActorProvider(AuthenticationStateProvider authentication)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public async Task<Actor> GetAsync() => From(await UserAsync()) ?? throw new InvalidOperationException("Nobody is signed in. Sign in and try again.");

    public async Task<Actor?> FindAsync() => From(await UserAsync());

    /// <summary>Null for an anonymous principal.</summary>
    public static Actor? From(ClaimsPrincipal user)
    {
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        var role = Enum.GetValues<Role>().Where(candidate => user.IsInRole(candidate.ToString())).Select(candidate => (Role?)candidate).Max();
        return id is null || role is null ? null : new Actor(id, role.Value, user.FindFirstValue(AccessClaims.DisplayName) ?? user.Identity?.Name ?? "");
    }

    private async Task<ClaimsPrincipal> UserAsync() => (await authentication.GetAuthenticationStateAsync()).User;
}
