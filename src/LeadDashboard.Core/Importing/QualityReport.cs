namespace LeadDashboard.Core.Importing;

public sealed record QualityReport;
