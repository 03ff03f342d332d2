using LeadDashboard.App.Jobs;
using LeadDashboard.App.Settings;

namespace LeadDashboard.App;

/// <summary>
/// What one feature brings into the program: its services, its kinds of job, its settings, and what the learner may
/// know of leads through it. Its classes of queries are found by their name beside the module.
/// </summary>
public abstract class FeatureModule
{
    /// <summary>The kinds of job that the feature declares, each with the handler that does the work.</summary>
    public virtual IReadOnlyList<JobEntry> Jobs => [];

    /// <summary>The records of settings that the feature keeps, each with the permission to change it.</summary>
    public virtual IReadOnlyList<SettingKind> Settings => [];

    /// <summary>The columns that the learner gets from the feature.</summary>
    public virtual IReadOnlyList<LeadColumnSource> LearnerColumns => [];

    /// <summary>Registers everything else: services, background work.</summary>
    public virtual void AddServices(IServiceCollection services) { }
}
