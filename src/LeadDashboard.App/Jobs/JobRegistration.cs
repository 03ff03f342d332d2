using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// Registers the queue and the runner; each feature adds its handlers with <see cref="AddJob{THandler}"/>.
/// </summary>
public static class JobRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => Read(provider.GetService<IConfiguration>()));
        services.AddSingleton<JobBell>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobQueries>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        return services;
    }

    public static IServiceCollection AddJob<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler =>
        services.AddScoped<THandler>().AddScoped<IJobHandler>(provider => provider.GetRequiredService<THandler>());

    private static JobOptions Read(IConfiguration? configuration)
    {
        var options = configuration?.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        var faults = options.Validate();
        return faults.Count == 0
            ? options
            : throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }
}
