namespace LeadDashboard.Web.Components.Shared;

/// <summary>
/// Texts of the layout and the shared components. English is the key; SharedText.zh-CN.resx holds the Chinese.
/// </summary>
public sealed class SharedText;
