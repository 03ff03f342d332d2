namespace LeadDashboard.Web.Features.Models;

/// <summary>Texts of the models pages; Chinese in ModelsText.zh-CN.resx.</summary>
public sealed class ModelsText;
