using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Home;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Models;
using LeadDashboard.App.Outcomes;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Segments;
using LeadDashboard.App.Settings;
using LeadDashboard.App.Users;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadDashboard.App;

/// <summary>The list of the features of App; a test compares it with the modules that exist.</summary>
public static class FeatureModules
{
    public static IReadOnlyList<FeatureModule> All { get; } =
    [
        new SettingsModule(),
        new UsersModule(),
        new LeadsModule(),
        new OutcomesModule(),
        new ImportingModule(),
        new DuplicatesModule(),
        new RescoringModule(),
        new ModelsModule(),
        new SegmentsModule(),
        new CampaignsModule(),
        new HomeModule(),
    ];

    /// <summary>Registers one feature: what its module adds, its kinds of job, settings and columns.</summary>
    public static IServiceCollection AddFeature(this IServiceCollection services, FeatureModule module)
    {
        foreach (var queries in module.GetType().Assembly.GetTypes().Where(type => IsQueriesOf(module, type)))
        {
            services.TryAddSingleton(queries);
        }

        module.AddServices(services);
        foreach (var job in module.Jobs)
        {
            services.AddJob(job);
        }

        foreach (var setting in module.Settings)
        {
            services.AddSingleton(setting);
        }

        foreach (var column in module.LearnerColumns)
        {
            services.AddSingleton(column);
        }

        return services;
    }

    private static bool IsQueriesOf(FeatureModule module, Type type) =>
        type is { IsClass: true, IsAbstract: false }
        && type.Namespace == module.GetType().Namespace
        && type.Name.EndsWith("Queries", StringComparison.Ordinal);

    /// <summary>As <see cref="AddFeature(IServiceCollection, FeatureModule)"/>, for a host of a few features.</summary>
    public static IServiceCollection AddFeature<TModule>(this IServiceCollection services)
        where TModule : FeatureModule, new() => services.AddFeature(new TModule());
}
