using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using LeadDashboard.App.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadDashboard.Api.Browser;

/// <summary>How often an address or a key may ask. Each process counts for itself.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string ApiKey = "api-key";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services, WebOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(SignIn, http => PerMinute(AddressOf(http), options.SignInsPerMinute));
            limiter.AddPolicy(ApiKey, http => PerMinute(KeyOf(http), options.ApiRequestsPerMinute));
            limiter.OnRejected = RefuseAsync;
        });

    /// <summary>Where a request comes from; a proxy's word counts only when it is trusted.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private static string KeyOf(HttpContext http) =>
        http.User.FindFirstValue(AccessClaims.ApiKey) ?? "address " + AddressOf(http);

    private static RateLimitPartition<string> PerMinute(string key, int count) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = count, Window = Window }
        );

    /// <summary>A form goes back to its page with a sentence; a program gets problem details.</summary>
    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        if (!http.Request.Path.StartsWithSegments("/account"))
        {
            await Problems.Create(StatusCodes.Status429TooManyRequests, ApiMessages.TooManyRequests).ExecuteAsync(http);
            return;
        }

        var page =
            http.Request.Path.StartsWithSegments("/account/setup") ? "/setup"
            : http.Request.Path.StartsWithSegments("/account/password") ? "/account"
            : "/sign-in";
        http.Response.Redirect(page + "?error=busy");
    }
}

/// <summary>
/// Attempts to sign in with one e-mail, known or not: the lock-out counts wrong passwords of an account, this the work
/// that guessing causes.
/// </summary>
internal sealed class AccountLimit : IDisposable
{
    public const int PerMinute = 60;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(name =>
        RateLimitPartition.GetFixedWindowLimiter(
            name,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }
        )
    );

    public bool Allows(string normalizedEmail)
    {
        using var lease = _limiter.AttemptAcquire(normalizedEmail);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
