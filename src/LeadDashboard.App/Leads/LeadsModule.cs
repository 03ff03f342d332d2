namespace LeadDashboard.App.Leads;

/// <summary>The list of leads, the lead page and its activities.</summary>
public sealed class LeadsModule : FeatureModule
{
    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<ActivityService>();
    }
}
