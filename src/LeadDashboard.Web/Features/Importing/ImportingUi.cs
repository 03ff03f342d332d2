using LeadDashboard.Core.Access;
using MudBlazor;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>The entry of the menu.</summary>
public sealed class ImportingUi : FeatureUi
{
    public override IReadOnlyList<MenuEntry> Menu { get; } =
    [
        new(70, "/imports", "Imports", Icons.Material.Outlined.UploadFile, Permission.ImportData),
    ];
}
