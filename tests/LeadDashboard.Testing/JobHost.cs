using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.Testing;

/// <summary>
/// A process without a web server: an own SQLite file, the job services, a clock by hand. Nothing runs unless a test
/// says so.
/// </summary>
public sealed class JobHost : IAsyncDisposable
{
    private readonly bool _ownsFolder;

    private JobHost(string folder, bool ownsFolder, FakeTimeProvider time, Action<IServiceCollection>? configure)
    {
        Folder = folder;
        _ownsFolder = ownsFolder;
        Time = time;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddLeadData(new DataOptions(), folder);
        services.AddJobs();
        configure?.Invoke(services);
        Services = services.BuildServiceProvider();
    }

    public string Folder { get; }

    public FakeTimeProvider Time { get; }

    public ServiceProvider Services { get; }

    public JobQueue Queue => Services.GetRequiredService<JobQueue>();

    public JobRunner Runner => Services.GetRequiredService<JobRunner>();

    public JobBoard Board => Services.GetRequiredService<JobBoard>();

    public static async Task<JobHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("lead-jobs-").FullName;
        var host = new JobHost(folder, ownsFolder: true, TestTime.New(), configure);
        await using var context = host.Context();
        await context.Database.EnsureCreatedAsync();
        return host;
    }

    /// <summary>Another process on the same database, as after a restart.</summary>
    public JobHost Restart(Action<IServiceCollection>? configure = null) =>
        new(Folder, ownsFolder: false, Time, configure);

    public LeadContext Context() => Services.GetRequiredService<IDbContextFactory<LeadContext>>().CreateDbContext();

    public async Task<Job> JobAsync(int id)
    {
        await using var context = Context();
        return await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == id);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_ownsFolder)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>A job whose work the test writes.</summary>
public sealed class ScriptedJob(JobKind kind, Func<JobContext, CancellationToken, Task> work) : IJobHandler
{
    public string Kind { get; } = kind.Name;

    public List<JobStop> Stops { get; } = [];

    public Task ExecuteAsync(JobContext context, CancellationToken cancellationToken) =>
        work(context, cancellationToken);

    public Task StoppedAsync(JobStop stop, CancellationToken cancellationToken)
    {
        Stops.Add(stop);
        return Task.CompletedTask;
    }
}
