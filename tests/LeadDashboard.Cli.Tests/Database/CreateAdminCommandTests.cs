using LeadDashboard.Core.Access;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Cli.Tests.Database;

public sealed class CreateAdminCommandTests : IDisposable
{
    private readonly CliDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task CreateAdmin_EmptyFolder_MakesAnAdminWhoMustChangeThePrintedPassword()
    {
        var run = await CliRun.OfAsync("create-admin", "ada@example.com", "--name", "Ada", "--data", _database.Data);

        Assert.Equal(ExitCodes.Done, run.Code);
        var (user, role) = await _database.ReadAsync(async context =>
            (await context.Users.SingleAsync(), await context.Roles.SingleAsync(role => role.Name == "Admin"))
        );
        Assert.Equal(("Ada", true), (user.DisplayName, user.MustChangePassword));
        Assert.True(
            await _database.ReadAsync(context =>
                context.UserRoles.AnyAsync(link => link.UserId == user.Id && link.RoleId == role.Id)
            )
        );
        var password = run.Output.Split("One-time password: ")[1].Split(' ')[0];
        Assert.Equal(
            PasswordVerificationResult.Success,
            new PasswordHasher<AppUser>().VerifyHashedPassword(user, user.PasswordHash!, password)
        );
    }

    [Fact]
    public async Task CreateAdmin_EmailThatIsTaken_IsRefused()
    {
        await _database.AddUserAsync("ada@example.com", Role.SalesRep);

        var run = await _database.RunAsync("create-admin", "ada@example.com");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Equal(1, await _database.ReadAsync(context => context.Users.CountAsync()));
    }
}
