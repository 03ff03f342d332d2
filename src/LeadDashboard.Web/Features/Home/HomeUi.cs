using MudBlazor;

namespace LeadDashboard.Web.Features.Home;

/// <summary>The entry of the menu.</summary>
public sealed class HomeUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(10, "/", "Home", Icons.Material.Outlined.SpaceDashboard, null),
    ];
}
