using LeadDashboard.App;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Events;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Settings;
using LeadDashboard.Data;
using LeadDashboard.Data.Seeding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadDashboard.Benchmarks.Importing;

/// <summary>The import without the web server, on a database of its own.</summary>
internal static class ImportHost
{
    public static async Task<ServiceProvider> StartAsync(string dataFolder)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole())
            .AddLeadData(new DataOptions(), dataFolder)
            .AddJobs()
            .AddEvents()
            .AddFeature<SettingsModule>()
            .AddFeature<DuplicatesModule>()
            .AddFeature<ImportingModule>()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(CancellationToken.None);
        return services;
    }
}
