namespace LeadDashboard.Web.Components.Shared;

/// <summary>Marks the texts of jobs and their progress bar.</summary>
public sealed class JobsText;
