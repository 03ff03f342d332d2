using System.Security.Claims;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LeadDashboard.App.Access;

/// <summary>Adds what screens need to know of the signed-in person to the cookie.</summary>
public sealed class AccessClaims(
    UserManager<AppUser> users,
    RoleManager<IdentityRole> roles,
    IOptions<IdentityOptions> options
) : UserClaimsPrincipalFactory<AppUser, IdentityRole>(users, roles, options)
{
    public const string DisplayName = "display_name";
    public const string MustChangePassword = "must_change_password";

    /// <summary>Id of the row that keeps the session of a browser.</summary>
    public const string Session = "session_id";

    /// <summary>Id of the key that a program signs in with.</summary>
    public const string ApiKey = "api_key_id";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName.Length > 0 ? user.DisplayName : user.Email ?? ""));
        if (user.MustChangePassword)
        {
            identity.AddClaim(new Claim(MustChangePassword, "true"));
        }

        return identity;
    }
}
