namespace LeadDashboard.Web.Features.Importing;

/// <summary>Texts of the import pages; Chinese in ImportingText.zh-CN.resx.</summary>
public sealed class ImportingText;
