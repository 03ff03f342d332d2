namespace LeadDashboard.App.Campaigns;

/// <summary>What marketing spends and earns.</summary>
public sealed class CampaignsModule : FeatureModule;
