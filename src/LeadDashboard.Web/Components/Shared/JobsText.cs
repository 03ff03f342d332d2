namespace LeadDashboard.Web.Jobs;

/// <summary>Marks the texts of jobs and their progress bar.</summary>
public sealed class JobsText;
