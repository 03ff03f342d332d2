namespace LeadDashboard.Web.Features.Campaigns;

/// <summary>Marks the translations of this feature.</summary>
public sealed class CampaignsText;
