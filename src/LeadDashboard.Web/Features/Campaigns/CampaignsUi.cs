using LeadDashboard.Core.Access;
using MudBlazor;

namespace LeadDashboard.Web.Features.Campaigns;

/// <summary>The entry of the menu.</summary>
public sealed class CampaignsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(50, "/campaigns", "Campaigns", Icons.Material.Outlined.Campaign, Permission.ViewCampaigns),
    ];
}
