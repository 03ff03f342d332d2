namespace LeadDashboard.App.Home;

/// <summary>What the feature registers.</summary>
public sealed class HomeModule : FeatureModule;
