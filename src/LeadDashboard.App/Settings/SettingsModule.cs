using LeadDashboard.Core.Access;

namespace LeadDashboard.App.Settings;

/// <summary>The store of settings, and those of the company.</summary>
public sealed class SettingsModule : FeatureModule
{
    public static readonly CompanySettingsRules CompanyRules = new();

    public override IReadOnlyList<SettingKind> Settings => [SettingKind.For(Permission.EditSettings, CompanyRules)];

    public override void AddServices(IServiceCollection services) => services.AddSingleton<SettingStore>();
}
