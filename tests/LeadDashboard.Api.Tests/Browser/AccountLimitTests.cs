using LeadDashboard.Api.Browser;
using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Api.Tests.Browser;

/// <summary>Sign-ins with one e-mail are limited wherever they come from, whether the account exists or not.</summary>
public sealed class AccountLimitTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public void Allows_SixtyAMinute_AndEveryEmailForItself()
    {
        using var limit = new AccountLimit();

        Assert.All(Enumerable.Range(0, AccountLimit.PerMinute), _ => Assert.True(limit.Allows("ANN@EXAMPLE.COM")));
        Assert.False(limit.Allows("ANN@EXAMPLE.COM"));
        Assert.True(limit.Allows("BOB@EXAMPLE.COM"));
    }

    [Theory]
    [InlineData("often@example.com", true)]
    [InlineData("nobody@example.com", false)]
    public async Task SignIn_MoreThanSixtyWithOneEmail_IsRefusedEvenWithTheRightPassword(string email, bool exists)
    {
        if (exists)
        {
            await app.AddUserAsync(email, Role.SalesRep);
        }

        await app.AddUserAsync("other-than-" + email, Role.SalesRep);
        await using var scope = app.Services.CreateAsyncScope();
        var name = scope.ServiceProvider.GetRequiredService<PasswordCheck>().Normalize(email);
        var limit = app.Get<AccountLimit>();
        for (var i = 0; i < AccountLimit.PerMinute; i++)
        {
            Assert.True(limit.Allows(name));
        }

        // The way an e-mail is written makes no other account of it.
        foreach (var written in new[] { email, email.ToUpperInvariant() })
        {
            using var refused = await TestApp.SignInAsync(app.NewBrowser(), written, TestApp.Password);
            Assert.Contains("error=busy", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        using var other = await TestApp.SignInAsync(app.NewBrowser(), "other-than-" + email, TestApp.Password);
        Assert.Equal("/", other.Headers.Location!.OriginalString);
    }
}
