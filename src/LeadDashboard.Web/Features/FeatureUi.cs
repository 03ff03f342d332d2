using LeadDashboard.Core.Access;
using LeadDashboard.Web.Components.Shared;

namespace LeadDashboard.Web.Features;

/// <summary>What one feature shows outside its own pages: entries of the menu, parts of the lead page.</summary>
public abstract class FeatureUi
{
    /// <summary>One for each page that the menu leads to.</summary>
    public virtual IReadOnlyList<MenuEntry> Menu => [];

    /// <summary>Parts of the lead page; the page shows those that the viewer may see, in their order.</summary>
    public virtual IReadOnlyList<LeadPart> LeadParts => [];
}

/// <param name="Order">Smaller ones come first.</param>
/// <param name="Path">Address of the page.</param>
/// <param name="Title">Key of the texts.</param>
/// <param name="Icon">A drawing of the kit: Icons.Material.Outlined....</param>
/// <param name="Needs">Who sees it; null = everybody who is signed in.</param>
public sealed record MenuEntry(int Order, string Path, string Title, string Icon, Permission? Needs)
{
    /// <summary>Marker class of the texts that hold the title: those of the page.</summary>
    public Type Texts { get; init; } = typeof(SharedText);
}

/// <param name="Component">Has a parameter LeadId (int).</param>
/// <param name="Order">Smaller ones come first.</param>
/// <param name="Needs">Who sees it.</param>
public sealed record LeadPart(Type Component, int Order, Permission Needs);
