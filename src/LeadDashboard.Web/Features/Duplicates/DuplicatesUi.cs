using LeadDashboard.Core.Access;
using MudBlazor;

namespace LeadDashboard.Web.Features.Duplicates;

/// <summary>The entry of the menu.</summary>
public sealed class DuplicatesUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(30, "/duplicates", "Duplicates", Icons.Material.Outlined.JoinInner, Permission.MergeLeads),
    ];
}
