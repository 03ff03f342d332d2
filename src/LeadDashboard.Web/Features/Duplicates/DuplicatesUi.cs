using LeadDashboard.Core.Access;

namespace LeadDashboard.Web.Features.Duplicates;

/// <summary>The entry of the menu.</summary>
public sealed class DuplicatesUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(30, "/duplicates", "Duplicates", "join_inner", Permission.MergeLeads),
    ];
}
