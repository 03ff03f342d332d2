namespace LeadDashboard.Web.Features.Leads;

/// <summary>Texts of the leads pages and of outcomes; Chinese in LeadsText.zh-CN.resx.</summary>
public sealed class LeadsText;
