namespace LeadDashboard.App.Outcomes;

/// <summary>What the feature registers.</summary>
public sealed class OutcomesModule : FeatureModule
{
    public override void AddServices(IServiceCollection services) =>
        services.AddSingleton<OutcomeService>().AddSingleton<OutcomeIntake>();
}
