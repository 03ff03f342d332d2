using System.Security.Claims;
using LeadDashboard.App.Access;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace LeadDashboard.Api.Browser;

/// <summary>
/// The forms of the account pages post here: a cookie can only be set by a request, not in a circuit.
/// </summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/account").RequireRateLimiting(RateLimits.SignIn);
        account.MapPost("/setup", SetUpAsync).AllowAnonymous();
        account.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        account.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        account.MapPost("/password", ChangePasswordAsync);
    }

    private static async Task<RedirectHttpResult> SetUpAsync(
        [FromForm] string? code,
        [FromForm] string? name,
        [FromForm] string? email,
        [FromForm] string? password,
        HttpContext http,
        SetupCode setupCode,
        FirstAdmin firstAdmin,
        SettingStore settings,
        BrowserSession session
    )
    {
        if (!await firstAdmin.IsOpenAsync(http.RequestAborted))
        {
            return TypedResults.LocalRedirect("/sign-in");
        }

        var verdict = setupCode.Check(code, RateLimits.AddressOf(http));
        if (verdict != SetupVerdict.Right)
        {
            return Back("/setup", verdict == SetupVerdict.TooSoon ? "wait" : "code", email, name);
        }

        if (await firstAdmin.CreateAsync(email, name, password, http.RequestAborted) is not var (result, user))
        {
            return TypedResults.LocalRedirect("/sign-in");
        }

        if (!result.Succeeded)
        {
            return Back("/setup", ErrorCode(result), email, name);
        }

        await StartDaysAsync(http, user, settings);
        await session.StartAsync(user.Id);
        return TypedResults.LocalRedirect("/welcome");
    }

    /// <summary>The days of a new company begin where its first admin sits, until somebody says otherwise.</summary>
    private static async Task StartDaysAsync(HttpContext http, AppUser user, SettingStore settings)
    {
        if (
            ZoneDays.Find(http.Request.Cookies[PreferenceEndpoints.ZoneCookie]) is { } zone
            && await settings.FindAsync<CompanySettings>(http.RequestAborted) is null
        )
        {
            await settings.WriteAsync(
                new CompanySettings { TimeZone = zone.Id },
                new Actor(user.Id, Role.Admin, user.DisplayName),
                http.RequestAborted
            );
        }
    }

    private static async Task<RedirectHttpResult> SignInAsync(
        [FromForm] string? email,
        [FromForm] string? password,
        [FromForm] string? returnUrl,
        HttpContext http,
        AccountLimit limit,
        PasswordCheck passwords,
        BrowserSession session
    )
    {
        if (!limit.Allows(passwords.Normalize(email)))
        {
            return Back("/sign-in", "busy", email, null, returnUrl);
        }

        var (verdict, userId) = await passwords.SignInAsync(email, password, http.RequestAborted);
        if (verdict != PasswordVerdict.Right)
        {
            // The disabled state is told only to somebody who knows the password.
            var error = verdict == PasswordVerdict.Disabled ? "disabled" : "wrong";
            return Back("/sign-in", error, email, null, returnUrl);
        }

        var user = await session.StartAsync(userId!);
        return TypedResults.LocalRedirect(user.MustChangePassword ? "/account?must=1" : LocalUrl.Clean(returnUrl));
    }

    private static async Task<RedirectHttpResult> SignOutAsync(BrowserSession session, [FromForm] string? unused)
    {
        _ = unused; // a form parameter makes the framework check the antiforgery token
        await session.EndAsync();
        return TypedResults.LocalRedirect("/sign-in");
    }

    private static async Task<RedirectHttpResult> ChangePasswordAsync(
        [FromForm] string? current,
        [FromForm] string? password,
        HttpContext http,
        PasswordCheck passwords,
        UserManager<AppUser> users,
        BrowserSession session
    )
    {
        if (http.User.FindFirstValue(ClaimTypes.NameIdentifier) is not { } userId)
        {
            return TypedResults.LocalRedirect("/sign-in");
        }

        // Counted like a sign-in: who found an open browser cannot guess on here.
        if (!await passwords.IsPasswordOfAsync(userId, current, http.RequestAborted))
        {
            var isLocked = await passwords.IsLockedAsync(userId, http.RequestAborted);
            return TypedResults.LocalRedirect("/account?error=" + (isLocked ? "locked" : "current"));
        }

        if (await users.FindByIdAsync(userId) is not { } user)
        {
            return TypedResults.LocalRedirect("/sign-in");
        }

        var result = await users.ChangePasswordAsync(user, current ?? "", password ?? "");
        if (!result.Succeeded)
        {
            return TypedResults.LocalRedirect("/account?error=" + ErrorCode(result));
        }

        user.MustChangePassword = false;
        await users.UpdateAsync(user);
        await session.RestartAsync(userId);
        return TypedResults.LocalRedirect("/account?done=1");
    }

    private static string ErrorCode(IdentityResult result)
    {
        var codes = result.Errors.Select(error => error.Code).ToHashSet(StringComparer.Ordinal);
        return codes.Contains("PasswordMismatch") ? "current"
            : codes.Any(code => code.StartsWith("Password", StringComparison.Ordinal)) ? "password"
            : codes.Any(code => code.StartsWith("Duplicate", StringComparison.Ordinal)) ? "taken"
            : "email";
    }

    private static RedirectHttpResult Back(
        string page,
        string error,
        string? email,
        string? name,
        string? returnUrl = null
    ) =>
        TypedResults.LocalRedirect(
            $"{page}?error={error}&email={Shown(email)}&name={Shown(name)}&returnUrl={Shown(returnUrl)}"
        );

    /// <summary>
    /// What was typed, for the form to show again; a megabyte in an address would be refused everywhere.
    /// </summary>
    private static string Shown(string? typed) => Uri.EscapeDataString(typed is { Length: > 256 } ? "" : typed ?? "");
}
