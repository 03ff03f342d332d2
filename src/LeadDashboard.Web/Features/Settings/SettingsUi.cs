using LeadDashboard.Core.Access;

namespace LeadDashboard.Web.Features.Settings;

/// <summary>The entry of the menu.</summary>
public sealed class SettingsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(90, "/settings", "Settings", "settings", Permission.EditSettings),
    ];
}
