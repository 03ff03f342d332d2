namespace LeadDashboard.Web.Features.Segments;

/// <summary>Texts of the segments page; Chinese in SegmentsText.zh-CN.resx.</summary>
public sealed class SegmentsText;
