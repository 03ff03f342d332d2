using LeadDashboard.Core.Access;
using MudBlazor;

namespace LeadDashboard.Web.Features.Models;

/// <summary>The entry of the menu.</summary>
public sealed class ModelsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(60, "/models", "Models", Icons.Material.Outlined.Insights, Permission.ViewModels),
    ];
}
