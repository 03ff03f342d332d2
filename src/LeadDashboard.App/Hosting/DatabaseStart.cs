using LeadDashboard.App.Access;
using LeadDashboard.Data;
using LeadDashboard.Data.Seeding;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Hosting;

/// <summary>
/// Migrates before the first request is served, and prints the set-up code while nobody has an account.
/// </summary>
public sealed class DatabaseStart(
    IServiceScopeFactory scopes,
    IDbContextFactory<LeadContext> contexts,
    SetupCode setupCode,
    DemoSetup demo,
    ILogger<DatabaseStart> logger
) : IHostedService
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
            setupCode.Close();
        }
        else if (isEmpty)
        {
            logger.LogWarning(
                "Nobody has an account yet. Open the address below and create the admin with this one-time set-up "
                    + "code: {SetupCode}",
                setupCode.Value
            );
        }
        else
        {
            setupCode.Close();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
