namespace LeadDashboard.Web.Components.Charts;

/// <summary>Words on charts; Chinese in ChartsText.zh-CN.resx.</summary>
public sealed class ChartsText;
