using LeadDashboard.Core.Access;
using LeadDashboard.Data.Accounts;
using LeadDashboard.Web.Features.Importing;
using LeadDashboard.Web.Features.Users;
using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.Web.Hosting;

/// <summary>Whether the program was started with --demo.</summary>
internal sealed record DemoSwitch(bool IsOn);

/// <summary>`--demo` on an empty database: one user per role with a new password, printed once, and the sample company.</summary>
internal sealed class DemoSetup(DemoSwitch demo, IServiceScopeFactory scopes, UserService accounts, SampleCompanyService sample, ILogger<DemoSetup> logger)
{
    private static readonly (string Name, string Email, Role Role)[] People =
    [
        ("Ada Admin", "admin@example.com", Role.Admin),
        ("Mia Manager", "manager@example.com", Role.MarketingManager),
        ("Ravi Rep", "rep@example.com", Role.SalesRep),
    ];

    public bool IsWanted => demo.IsOn;

    public async Task CreateUsersAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, email, role) in People)
        {
            var invited = await accounts.InviteAsync(name, email, role, Actor.System);
            if (!invited.IsOk)
            {
                throw new InvalidOperationException($"The demo user {email} could not be created: {invited.Error.Message}");
            }

            await using var scope = scopes.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
            var user = (await users.FindByIdAsync(invited.Value.UserId))!;
            user.MustChangePassword = false;
            await users.UpdateAsync(user);
            logger.LogWarning("Demo {Role}: {Email} with password {Password}", role, email, invited.Value.OneTimePassword);
        }

        await sample.StartAsync(Actor.System, cancellationToken);
    }
}
