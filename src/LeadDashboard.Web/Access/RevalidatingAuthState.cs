using System.Security.Claims;
using LeadDashboard.App.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace LeadDashboard.Web.Access;

/// <summary>
/// Who is signed in to a circuit, as the database says and not as it was when the circuit opened. Three ways lead to
/// it: a signal from this process at once, a question before every use of the state, and a look once a minute for what
/// another process changed.
/// </summary>
internal sealed class RevalidatingAuthState : RevalidatingServerAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));
    private readonly SessionService _sessions;
    private readonly AccountSignal _signal;
    private IDisposable? _subscription;

    public RevalidatingAuthState(ILoggerFactory loggers, SessionService sessions, AccountSignal signal)
        : base(loggers)
    {
        _sessions = sessions;
        _signal = signal;
        AuthenticationStateChanged += Follow;
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    /// <summary>Nobody once the session has ended, so that a write or an export after that is refused.</summary>
    public override async Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        var state = await base.GetAuthenticationStateAsync();
        return await IsCurrentAsync(state, CancellationToken.None) ? state : Nobody;
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    ) => IsCurrentAsync(authenticationState, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        AuthenticationStateChanged -= Follow;
        _subscription?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<bool> IsCurrentAsync(AuthenticationState state, CancellationToken cancellationToken) =>
        state.User.Identity?.IsAuthenticated != true || await _sessions.IsValidAsync(state.User, cancellationToken);

    private void Follow(Task<AuthenticationState> stateTask) => _ = FollowAsync(stateTask);

    private async Task FollowAsync(Task<AuthenticationState> stateTask)
    {
        var state = await stateTask;
        _subscription?.Dispose();
        _subscription = state.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId
            ? _signal.Subscribe(userId, () => SignOutIfEndedAsync(state))
            : null;
    }

    private async Task SignOutIfEndedAsync(AuthenticationState state)
    {
        if (!await IsCurrentAsync(state, CancellationToken.None))
        {
            SetAuthenticationState(Task.FromResult(Nobody));
        }
    }
}
