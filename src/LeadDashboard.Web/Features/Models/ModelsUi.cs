using LeadDashboard.Core.Access;

namespace LeadDashboard.Web.Features.Models;

/// <summary>The entry of the menu.</summary>
public sealed class ModelsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(60, "/models", "Models", "insights", Permission.ViewModels),
    ];
}
