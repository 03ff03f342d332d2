using LeadDashboard.Core.Access;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>The entry of the menu.</summary>
public sealed class LeadsUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(20, "/leads", "Leads", "groups", Permission.ViewLeads),
    ];
}
