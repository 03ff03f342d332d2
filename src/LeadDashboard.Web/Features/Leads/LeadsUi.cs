using LeadDashboard.Core.Access;
using MudBlazor;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>The entry of the menu.</summary>
public sealed class LeadsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(20, "/leads", "Leads", Icons.Material.Outlined.Groups, Permission.ViewLeads),
    ];
}
