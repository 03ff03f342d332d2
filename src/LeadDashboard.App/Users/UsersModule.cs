namespace LeadDashboard.App.Users;

/// <summary>What the feature registers.</summary>
public sealed class UsersModule : FeatureModule
{
    public override void AddServices(IServiceCollection services) => services.AddSingleton<UserService>();
}
