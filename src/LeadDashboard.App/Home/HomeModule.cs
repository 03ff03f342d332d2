namespace LeadDashboard.App.Home;

/// <summary>What the feature registers.</summary>
public sealed class HomeModule : FeatureModule
{
    public override void AddServices(IServiceCollection services) => services.AddSingleton<HomeQueries>();
}
