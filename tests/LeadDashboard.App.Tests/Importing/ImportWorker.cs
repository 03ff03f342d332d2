using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Events;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using LeadDashboard.Data.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>
/// This assembly started as a program: it works off the data jobs of a folder and ends. The kill tests start it and
/// kill it.
/// </summary>
public static class ImportWorker
{
    public const string WorkOff = "work-off";

    /// <summary>Only what every start does first: the database is brought up to date.</summary>
    public const string Start = "start";
    public const string Ready = "ready";
    public const string Done = "done";
    public const int ChunkRows = 100;

    public static async Task<int> Main(string[] args)
    {
        if (args is not [WorkOff or Start, var folder])
        {
            await Console.Error.WriteLineAsync(
                "Expected: work-off FOLDER or start FOLDER. The tests themselves run with `dotnet test`."
            );
            return 2;
        }

        await using var services = Services(folder);
        if (args[0] == Start)
        {
            await MigrateAsync(services);
            return 0;
        }

        var runner = services.GetRequiredService<JobRunner>();
        await runner.RequeueLostAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync(Ready);
        while (await runner.RunNextAsync(JobLane.Data, CancellationToken.None) is not null) { }

        await Console.Out.WriteLineAsync(Done);
        return 0;
    }

    /// <summary>The import without the web server.</summary>
    public static ServiceProvider Services(string folder) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(new ImportOptions { ChunkRows = ChunkRows })
            .AddLeadData(new DataOptions(), folder)
            .AddJobs()
            .AddEvents()
            .AddFeature<SettingsModule>()
            .AddFeature<DuplicatesModule>()
            .AddFeature<ImportingModule>()
            .BuildServiceProvider();

    public static async Task MigrateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(CancellationToken.None);
    }
}
