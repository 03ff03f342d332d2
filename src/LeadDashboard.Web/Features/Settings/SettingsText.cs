namespace LeadDashboard.Web.Features.Settings;

/// <summary>Texts of the settings page; Chinese in SettingsText.zh-CN.resx.</summary>
public sealed class SettingsText;
