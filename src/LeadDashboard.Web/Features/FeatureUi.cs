using LeadDashboard.Core.Access;

namespace LeadDashboard.Web.Features;

/// <summary>What one feature shows outside its own pages: its entry in the menu, its parts of the lead page.</summary>
public abstract class FeatureUi
{
    /// <summary>Null when the feature is reached from other pages only.</summary>
    public virtual MenuEntry? Menu => null;

    /// <summary>Parts of the lead page; the page shows those that the viewer may see, in their order.</summary>
    public virtual IReadOnlyList<LeadPart> LeadParts => [];
}

/// <param name="Order">Smaller ones come first.</param>
/// <param name="Path">Address of the page.</param>
/// <param name="Title">Key of SharedText.</param>
/// <param name="Icon">Name in the icon font.</param>
/// <param name="Needs">Who sees it; null = everybody who is signed in.</param>
public sealed record MenuEntry(int Order, string Path, string Title, string Icon, Permission? Needs);

/// <param name="Component">Has a parameter LeadId (int).</param>
/// <param name="Order">Smaller ones come first.</param>
/// <param name="Needs">Who sees it.</param>
public sealed record LeadPart(Type Component, int Order, Permission Needs);
