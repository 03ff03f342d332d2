using LeadDashboard.Core.Access;
using MudBlazor;

namespace LeadDashboard.Web.Features.Settings;

/// <summary>The entry of the menu.</summary>
public sealed class SettingsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(90, "/settings", "Settings", Icons.Material.Outlined.Settings, Permission.EditSettings),
    ];
}
