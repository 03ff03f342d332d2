using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.App.Segments;

/// <summary>Segments and their limits.</summary>
public sealed class SegmentsModule : FeatureModule
{
    public override IReadOnlyList<SettingKind> Settings => [SettingKind.For<SegmentLimits>(Permission.EditSegments)];

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SegmentService>();
    }
}
