using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;

namespace LeadDashboard.App.Segments;

/// <summary>Segments and their limits.</summary>
public sealed class SegmentsModule : FeatureModule
{
    public override IReadOnlyList<SettingKind> Settings =>
        [SettingKind.For(Permission.EditSegments, SegmentService.Rules)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SegmentService>();
    }
}
