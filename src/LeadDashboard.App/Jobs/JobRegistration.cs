using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// Registers the queue and the runner; each feature adds its kinds with <see cref="AddJob"/>.
/// </summary>
public static class JobRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Read(provider.GetService<IConfiguration>()));
        services.AddSingleton<JobSignal>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobCatalogue>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddSingleton<JobFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<JobFollower>());
        return services;
    }

    /// <summary>A kind of job and its handler.</summary>
    public static IServiceCollection AddJob(this IServiceCollection services, JobEntry entry) =>
        services
            .AddSingleton(entry.Kind)
            .AddScoped(entry.Handler)
            .AddScoped(provider => (IJobHandler)provider.GetRequiredService(entry.Handler));

    private static JobOptions Read(IConfiguration? configuration)
    {
        var options = configuration?.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        var faults = options.Validate();
        return faults.Count == 0
            ? options
            : throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }
}
