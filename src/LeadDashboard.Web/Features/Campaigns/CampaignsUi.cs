using LeadDashboard.Core.Access;

namespace LeadDashboard.Web.Features.Campaigns;

/// <summary>The entry of the menu.</summary>
public sealed class CampaignsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(50, "/campaigns", "Campaigns", "campaign", Permission.ViewCampaigns),
    ];
}
