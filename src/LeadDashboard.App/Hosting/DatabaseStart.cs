using LeadDashboard.Data;
using LeadDashboard.Data.Seeding;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Hosting;

/// <summary>
/// Migrates before the first request is served, and opens set-up while nobody has an account.
/// </summary>
public sealed class DatabaseStart(IServiceScopeFactory scopes, IDbContextFactory<LeadContext> contexts, DemoSetup demo)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var isEmpty = !await context.Users.AnyAsync(cancellationToken);
        if (isEmpty && demo.IsWanted)
        {
            await demo.CreateUsersAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
