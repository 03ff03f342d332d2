using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Data.Identity;
using LeadDashboard.Testing;

namespace LeadDashboard.Web.Tests.Access;

public sealed class LockOutTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task SignIn_AfterFiveWrongPasswords_RefusesTheRightOne()
    {
        await app.AddUserAsync("locked@example.com", Role.SalesRep);
        var browser = app.NewBrowser();
        for (var i = 1; i < AccountRules.MaxFailedSignIns; i++)
        {
            Assert.Contains(
                "error=wrong",
                await LocationAsync(browser, "locked@example.com", "not this one " + i),
                StringComparison.Ordinal
            );
        }

        Assert.Contains(
            "error=locked",
            await LocationAsync(browser, "locked@example.com", "nor this one"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "error=locked",
            await LocationAsync(browser, "locked@example.com", TestApp.Password),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "/sign-in",
            (await browser.GetAsync("/leads")).Headers.Location!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SignIn_ResetByAdminAfterLockOut_TakesTheNewPasswordAndAsksForAnOwnOne()
    {
        var user = await app.AddUserAsync("reset@example.com", Role.SalesRep);
        var browser = app.NewBrowser();
        for (var i = 0; i < AccountRules.MaxFailedSignIns; i++)
        {
            await LocationAsync(browser, "reset@example.com", "wrong password " + i);
        }

        var reset = await app.Get<UserService>().ResetPasswordAsync(user.Id, TestApp.ActorOf(Role.Admin));

        Assert.Equal(
            "/account?must=1",
            await LocationAsync(browser, "reset@example.com", reset.Value!.OneTimePassword)
        );
    }

    [Fact]
    public async Task SignIn_DisabledAccount_IsToldOnlyToWhoKnowsThePassword()
    {
        var user = await app.AddUserAsync("off@example.com", Role.SalesRep);
        Assert.True(
            (await app.Get<UserService>().SetDisabledAsync(user.Id, isDisabled: true, TestApp.ActorOf(Role.Admin))).IsOk
        );
        var browser = app.NewBrowser();

        Assert.Contains(
            "error=wrong",
            await LocationAsync(browser, "off@example.com", "some wrong password"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "error=disabled",
            await LocationAsync(browser, "off@example.com", TestApp.Password),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "/sign-in",
            (await browser.GetAsync("/leads")).Headers.Location!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, "https://evil.example")]
    [InlineData(2, "//evil.example")]
    [InlineData(3, "/\\evil.example")]
    public async Task SignIn_ForeignReturnAddress_StaysOnThisSite(int number, string returnUrl)
    {
        var email = $"return{number}@example.com";
        await app.AddUserAsync(email, Role.SalesRep);

        var answer = await TestApp.PostFormAsync(
            app.NewBrowser(),
            "/sign-in",
            "/account/sign-in",
            ("email", email),
            ("password", TestApp.Password),
            ("returnUrl", returnUrl)
        );

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SetDisabled_LastAdminOrSelf_IsRefused()
    {
        var admin = await app.AddUserAsync("only-admin@example.com", Role.Admin);
        var users = app.Get<UserService>();

        Assert.Equal(
            "last-admin",
            (await users.SetDisabledAsync(admin.Id, isDisabled: true, TestApp.ActorOf(Role.Admin))).Error?.Code
        );
        Assert.Equal(
            "last-admin",
            (await users.SetRoleAsync(admin.Id, Role.SalesRep, TestApp.ActorOf(Role.Admin))).Error?.Code
        );
        Assert.Equal(
            "self",
            (await users.SetDisabledAsync(admin.Id, isDisabled: true, new Actor(admin.Id, Role.Admin, "Me")))
                .Error
                ?.Code
        );
        Assert.Equal(
            "unknown",
            (await users.SetRoleAsync("nobody", Role.SalesRep, TestApp.ActorOf(Role.Admin))).Error?.Code
        );
    }

    private static async Task<string> LocationAsync(HttpClient browser, string email, string password) =>
        (await TestApp.SignInAsync(browser, email, password)).Headers.Location!.OriginalString;
}
