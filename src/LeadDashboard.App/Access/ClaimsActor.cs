using System.Security.Claims;
using LeadDashboard.Core.Access;

namespace LeadDashboard.App.Access;

/// <summary>The signed-in person as an <see cref="Actor"/>: pages and endpoints read the same claims.</summary>
public static class ClaimsActor
{
    /// <summary>Null for an anonymous principal.</summary>
    public static Actor? From(ClaimsPrincipal user)
    {
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        var role = Enum.GetValues<Role>()
            .Where(candidate => user.IsInRole(candidate.ToString()))
            .Select(candidate => (Role?)candidate)
            .Max();
        return id is null || role is null
            ? null
            : new Actor(id, role.Value, user.FindFirstValue(AccessClaims.DisplayName) ?? user.Identity?.Name ?? "");
    }
}
