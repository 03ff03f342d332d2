namespace LeadDashboard.Web.Features.Home;

/// <summary>Texts of the home page; Chinese in HomeText.zh-CN.resx.</summary>
public sealed class HomeText;
