using LeadDashboard.Core.Access;
using LeadDashboard.Core.Settings;

namespace LeadDashboard.App.Settings;

/// <summary>The store of settings, and those of the company.</summary>
public sealed class SettingsModule : FeatureModule
{
    public override IReadOnlyList<SettingKind> Settings => [SettingKind.For<CompanySettings>(Permission.EditSettings)];

    public override void AddServices(IServiceCollection services) => services.AddSingleton<SettingStore>();
}
