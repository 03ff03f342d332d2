using LeadDashboard.App.Access;
using LeadDashboard.App.Caching;
using LeadDashboard.App.Events;
using LeadDashboard.App.Jobs;
using LeadDashboard.Data;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadDashboard.App;

/// <summary>Composes what the web server and the command line share.</summary>
public static class AppRegistration
{
    /// <summary>The database, accounts, the clock, jobs and every feature.</summary>
    /// <param name="services">Extended.</param>
    /// <param name="options">Valid; see <see cref="DataOptions.Validate"/>.</param>
    /// <param name="dataFolder">Absolute path of the folder of database, uploads and keys.</param>
    public static IServiceCollection AddApp(this IServiceCollection services, DataOptions options, string dataFolder)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLeadData(options, dataFolder);
        services
            .AddIdentityCore<AppUser>(AccountRules.Apply)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<LeadContext>();
        services.AddJobs();
        services.AddEvents();
        services.AddCaching();
        services.AddAppAccess();
        foreach (var module in FeatureModules.All)
        {
            services.AddFeature(module);
        }

        return services;
    }
}
