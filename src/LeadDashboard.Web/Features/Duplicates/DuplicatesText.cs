namespace LeadDashboard.Web.Features.Duplicates;

/// <summary>Texts of the duplicates page; Chinese in DuplicatesText.zh-CN.resx.</summary>
public sealed class DuplicatesText;
