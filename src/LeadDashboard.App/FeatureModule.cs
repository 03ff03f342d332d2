using LeadDashboard.App.Jobs;
using LeadDashboard.App.Settings;

namespace LeadDashboard.App;

/// <summary>What one feature brings into the program: its services, its kinds of job and its settings.</summary>
public abstract class FeatureModule
{
    /// <summary>The kinds of job that the feature declares, each with the handler that does the work.</summary>
    public virtual IReadOnlyList<JobEntry> Jobs => [];

    /// <summary>The records of settings that the feature keeps, each with the permission to change it.</summary>
    public virtual IReadOnlyList<SettingKind> Settings => [];

    /// <summary>Registers everything else: services, queries, background work.</summary>
    public virtual void AddServices(IServiceCollection services) { }
}
