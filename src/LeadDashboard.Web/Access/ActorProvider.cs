using System.Security.Claims;
using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace LeadDashboard.Web.Access;

/// <summary>
/// Who acts in this circuit. The authentication state is asked, not the request that opened the circuit: only the state
/// follows the session, so that a disabled account stops acting in a circuit that is already open.
/// </summary>
public sealed class ActorProvider(AuthenticationStateProvider authentication)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public async Task<Actor> GetAsync() =>
        await FindAsync() ?? throw new InvalidOperationException("Nobody is signed in. Sign in and try again.");

    public async Task<Actor?> FindAsync() => ClaimsActor.From(await UserAsync());

    private async Task<ClaimsPrincipal> UserAsync() => (await authentication.GetAuthenticationStateAsync()).User;
}
