using LeadDashboard.Core.Access;

namespace LeadDashboard.Web.Features.Users;

/// <summary>The entry of the menu.</summary>
public sealed class UsersUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(80, "/users", "Users", "manage_accounts", Permission.ManageUsers),
    ];
}
