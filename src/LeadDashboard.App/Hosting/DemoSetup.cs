using System.Globalization;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Messages;
using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.App.Hosting;

/// <summary>Whether the program was started with --demo.</summary>
public sealed record DemoSwitch(bool IsOn);

/// <summary>
/// `--demo` on an empty database: one user per role with a new password, printed once, and the sample company.
/// </summary>
public sealed class DemoSetup(
    DemoSwitch demo,
    IServiceScopeFactory scopes,
    UserService accounts,
    SampleCompanyService sample,
    ILogger<DemoSetup> logger
)
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
            var invited = await accounts.InviteAsync(new UserEntry(name, email, role), Actor.System);
            if (!invited.IsOk)
            {
                var why = MessageTexts.Say(invited.Error.Message, CultureInfo.InvariantCulture);
                throw new InvalidOperationException($"The demo user {email} could not be created: {why}");
            }

            await using var scope = scopes.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
            var user = (await users.FindByIdAsync(invited.Value.UserId))!;
            user.MustChangePassword = false;
            await users.UpdateAsync(user);
            logger.LogWarning(
                "Demo {Role}: {Email} with password {Password}",
                role,
                email,
                invited.Value.OneTimePassword
            );
        }

        await sample.StartAsync(Actor.System, cancellationToken);
    }
}
