using LeadDashboard.Core.Access;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>The entry of the menu.</summary>
public sealed class ImportingUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(70, "/imports", "Imports", "upload_file", Permission.ImportData),
    ];
}
