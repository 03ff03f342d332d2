using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LeadDashboard.Api.Access;

/// <summary>
/// `Authorization: Bearer ldk_...`. A key is no person: it gets scopes and no role, so that no policy of pages lets it
/// in.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyService keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "ApiKey";
    public const string ScopeClaim = "scope";
    private const string Bearer = "Bearer ";

    /// <summary>The key as an actor: it may what a sales rep may, of that only what its scopes name.</summary>
    public static Actor ActorOf(ClaimsPrincipal user) =>
        new(
            "key:" + user.FindFirstValue(AccessClaims.ApiKey),
            Role.SalesRep,
            user.FindFirstValue(AccessClaims.DisplayName) ?? ""
        );

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("The key is unknown or was revoked.");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(AccessClaims.ApiKey, key.Id.ToString(CultureInfo.InvariantCulture)),
                new Claim(AccessClaims.DisplayName, key.Name),
                .. ApiScopes.Parse(key).Select(scope => new Claim(ScopeClaim, scope)),
            ],
            Name
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return Problems.Create(StatusCodes.Status401Unauthorized, ApiMessages.NoKey).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Create(StatusCodes.Status403Forbidden, ApiMessages.NoScope).ExecuteAsync(Context);
}
