using LeadDashboard.Core.Access;
using MudBlazor;

namespace LeadDashboard.Web.Features.Segments;

/// <summary>The entry of the menu.</summary>
public sealed class SegmentsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(40, "/segments", "Segments", Icons.Material.Outlined.DonutSmall, Permission.ViewLeads),
    ];
}
