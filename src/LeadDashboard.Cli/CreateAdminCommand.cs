using System.Security.Cryptography;
using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using LeadDashboard.Data.Identity;
using LeadDashboard.Data.Seeding;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadDashboard.Cli;

/// <summary>
/// `create-admin EMAIL [--name NAME] [--data FOLDER] [--postgres CONNECTION]`: a way back in when nobody can sign in as
/// admin.
/// </summary>
internal static class CreateAdminCommand
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static async Task<int> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancellationToken
    )
    {
        if (args.Length == 0 || args.Length % 2 == 0 || !args[0].Contains('@', StringComparison.Ordinal))
        {
            await errors.WriteLineAsync(
                "create-admin takes an EMAIL and may take --name NAME, --data FOLDER (default "
                    + "src/LeadDashboard.Web/data) or --postgres CONNECTION."
            );
            return 2;
        }

        var email = args[0];
        var given = args.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var options = given.TryGetValue("--postgres", out var connection)
            ? new DataOptions { Provider = "Postgres", ConnectionString = connection }
            : new DataOptions();
        var folder = Path.GetFullPath(
            given.GetValueOrDefault("--data", Path.Combine("src", "LeadDashboard.Web", "data"))
        );

        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .AddLeadData(options, folder)
            .AddIdentityCore<AppUser>(AccountRules.Apply)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<LeadContext>()
            .Services.BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(cancellationToken);

        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var password = string.Concat(
            Enumerable.Range(0, 16).Select(_ => Letters[RandomNumberGenerator.GetInt32(Letters.Length)])
        );
        var user = new AppUser
        {
            UserName = email,
            Email = email,
            DisplayName = given.GetValueOrDefault("--name", email),
            CreatedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            MustChangePassword = true,
        };
        var result = await users.CreateAsync(user, password);
        if (result.Succeeded)
        {
            result = await users.AddToRoleAsync(user, nameof(Role.Admin));
        }

        if (!result.Succeeded)
        {
            await errors.WriteLineAsync(
                $"{email} was not created: {string.Join(" ", result.Errors.Select(error => error.Description))}"
            );
            return 1;
        }

        await output.WriteLineAsync($"Admin {email} created in {folder}.");
        await output.WriteLineAsync($"One-time password: {password} (it has to be changed at the first sign-in)");
        return 0;
    }
}
