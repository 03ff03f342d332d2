using LeadDashboard.App.Access;
using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Api.Browser;

/// <summary>
/// The forms of the account pages post here: a cookie can only be set by a request, not in a circuit.
/// </summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/account/setup", SetUpAsync).AllowAnonymous();
        routes.MapPost("/account/sign-in", SignInAsync).AllowAnonymous();
        routes
            .MapPost(
                "/account/sign-out",
                async (SignInManager<AppUser> signIn, [FromForm] string? unused) =>
                {
                    _ = unused; // a form parameter makes the framework check the antiforgery token
                    await signIn.SignOutAsync();
                    return Results.LocalRedirect("/sign-in");
                }
            )
            .AllowAnonymous();
        routes.MapPost("/account/password", ChangePasswordAsync);
    }

    private static async Task<IResult> SetUpAsync(
        [FromForm] string? code,
        [FromForm] string? name,
        [FromForm] string? email,
        [FromForm] string? password,
        SetupCode setupCode,
        UserManager<AppUser> users,
        SignInManager<AppUser> signIn,
        TimeProvider time
    )
    {
        if (!setupCode.Matches(code))
        {
            return Back("/setup", setupCode.IsOpen ? "code" : "closed", email, name);
        }

        if (await users.Users.AnyAsync())
        {
            // Somebody was created meanwhile, by the command line or another node.
            setupCode.Close();
            return Results.LocalRedirect("/sign-in");
        }

        var user = UserService.NewUser(email, name, time);
        var result = await users.CreateAsync(user, password ?? "");
        if (!result.Succeeded)
        {
            return Back("/setup", ErrorCode(result), email, name);
        }

        await users.AddToRoleAsync(user, nameof(Role.Admin));
        setupCode.Close();
        await signIn.SignInAsync(user, isPersistent: false);
        return Results.LocalRedirect("/welcome");
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email,
        [FromForm] string? password,
        [FromForm] string? returnUrl,
        UserManager<AppUser> users,
        SignInManager<AppUser> signIn
    )
    {
        var user = string.IsNullOrWhiteSpace(email) ? null : await users.FindByEmailAsync(email.Trim());
        if (user is null)
        {
            return Back("/sign-in", "wrong", email, null, returnUrl);
        }

        var result = await signIn.CheckPasswordSignInAsync(user, password ?? "", lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            return Back("/sign-in", "locked", email, null, returnUrl);
        }

        // The disabled state is told only to somebody who knows the password.
        if (!result.Succeeded || user.DisabledUtc is not null)
        {
            return Back("/sign-in", result.Succeeded ? "disabled" : "wrong", email, null, returnUrl);
        }

        await signIn.SignInAsync(user, isPersistent: false);
        return Results.LocalRedirect(user.MustChangePassword ? "/account?must=1" : LocalUrl.Of(returnUrl));
    }

    private static async Task<IResult> ChangePasswordAsync(
        [FromForm] string? current,
        [FromForm] string? password,
        HttpContext http,
        UserManager<AppUser> users,
        SignInManager<AppUser> signIn
    )
    {
        var user = await users.GetUserAsync(http.User);
        if (user is null)
        {
            return Results.LocalRedirect("/sign-in");
        }

        var result = await users.ChangePasswordAsync(user, current ?? "", password ?? "");
        if (!result.Succeeded)
        {
            return Results.LocalRedirect("/account?error=" + ErrorCode(result));
        }

        user.MustChangePassword = false;
        await users.UpdateAsync(user);
        await signIn.RefreshSignInAsync(user);
        return Results.LocalRedirect("/account?done=1");
    }

    private static string ErrorCode(IdentityResult result)
    {
        var codes = result.Errors.Select(error => error.Code).ToHashSet(StringComparer.Ordinal);
        return codes.Contains("PasswordMismatch") ? "current"
            : codes.Any(code => code.StartsWith("Password", StringComparison.Ordinal)) ? "password"
            : codes.Any(code => code.StartsWith("Duplicate", StringComparison.Ordinal)) ? "taken"
            : "email";
    }

    private static IResult Back(string page, string error, string? email, string? name, string? returnUrl = null) =>
        Results.LocalRedirect(
            $"{page}?error={error}&email={Uri.EscapeDataString(email ?? "")}&name={Uri.EscapeDataString(name ?? "")}&returnUrl={Uri.EscapeDataString(returnUrl ?? "")}"
        );
}
