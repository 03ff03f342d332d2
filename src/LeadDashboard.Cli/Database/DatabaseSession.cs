using LeadDashboard.App;
using LeadDashboard.App.Hosting;
using LeadDashboard.App.Outcomes;
using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using LeadDashboard.Data.Seeding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadDashboard.Cli.Database;

/// <summary>
/// The services of the program over one database, brought to its current version. The web program may have the same
/// database open: jobs are claimed in its rows, so each is done by one of them.
/// </summary>
internal sealed class DatabaseSession : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private DatabaseSession(ServiceProvider services, string folder) => (_services, Folder) = (services, folder);

    /// <summary>Absolute.</summary>
    public string Folder { get; }

    /// <summary>In whose name the command works.</summary>
    public Actor Actor { get; private set; } = Actor.System;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <param name="options">Which database.</param>
    /// <param name="folder">Absolute path of the folder of database, uploads and keys; created when absent.</param>
    /// <param name="clock">What the clock shows at the start; null = the time of day.</param>
    /// <param name="actor">E-mail of the person in whose name the command works; null = the program itself.</param>
    /// <param name="io">The world.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<DatabaseSession> OpenAsync(
        DataOptions options,
        string folder,
        DateTimeOffset? clock,
        string? actor,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock is { } start ? new ShiftedTimeProvider(start, io.Time) : io.Time);
        Compose(services, options, folder);
        var session = new DatabaseSession(services.BuildServiceProvider(), folder);
        try
        {
            await using (var scope = session._services.CreateAsyncScope())
            {
                var initializer = scope.ServiceProvider.GetRequiredService<DatabaseInitializer>();
                await initializer.InitializeAsync(cancellationToken);
            }

            if (actor is not null)
            {
                var found = await session.Get<UserActors>().FindAsync(actor, cancellationToken);
                session.Actor = found.IsOk ? found.Value : throw CommandException.Refused(found.Error);
            }

            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>What the command line and the web program share.</summary>
    private static void Compose(IServiceCollection services, DataOptions options, string folder)
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddApp(options, folder);
        services.AddSingleton<UserActors>();
        services.AddSingleton<LeadFinder>();
    }
}
