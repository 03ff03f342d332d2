using LeadDashboard.Core.Access;
using MudBlazor;

namespace LeadDashboard.Web.Features.Users;

/// <summary>The entry of the menu.</summary>
public sealed class UsersUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(80, "/users", "Users", Icons.Material.Outlined.ManageAccounts, Permission.ManageUsers),
    ];
}
