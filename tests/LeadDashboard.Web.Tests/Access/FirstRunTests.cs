using System.Net;
using LeadDashboard.App.Access;
using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;

namespace LeadDashboard.Web.Tests.Access;

/// <summary>One app per test: set-up happens once.</summary>
public sealed class FirstRunTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/leads")]
    [InlineData("/sign-in")]
    [InlineData("/welcome")]
    [InlineData("/users")]
    [InlineData("/no-such-page")]
    public async Task EveryPage_WithoutAnyAccount_LeadsToSetUp(string address)
    {
        var answer = await app.NewBrowser().GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/setup", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SetUp_WithWrongThenRightCode_MakesOneAdminAndCloses()
    {
        var browser = app.NewBrowser();
        _ = await browser.GetAsync("/health");
        var code = app.Get<SetupCode>();

        var wrong = await SetUpAsync(browser, "AAAA-BBBB-CCCC", TestApp.Password);
        Assert.Contains("error=code", wrong, StringComparison.Ordinal);
        Assert.True(code.IsOpen);
        Assert.Empty(await UsersAsync());

        var simple = await SetUpAsync(browser, code.Value, "aaaaaaaaaaaa");
        Assert.Contains("error=password", simple, StringComparison.Ordinal);
        Assert.Empty(await UsersAsync());

        Assert.Equal(
            "/welcome",
            await SetUpAsync(browser, " " + code.Value.ToLowerInvariant() + " ", TestApp.Password)
        );
        var admin = Assert.Single(await UsersAsync());
        Assert.Equal(("first@example.com", Role.Admin), (admin.Email, admin.Role));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/users")).StatusCode);

        Assert.False(code.IsOpen);
        Assert.False(code.Matches(code.Value));
        Assert.Equal("/", (await browser.GetAsync("/setup")).Headers.Location!.OriginalString);
        Assert.Single(await UsersAsync());
    }

    [Fact]
    public async Task SetUp_AddressItself_WithoutACodeMakesNoAccount()
    {
        var browser = app.NewBrowser();
        using var nothing = new FormUrlEncodedContent([]);

        var answer = await browser.PostAsync("/account/setup", nothing);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await UsersAsync());
    }

    [Fact]
    public void Matches_AfterTwentyWrongCodes_RefusesTheRightOne()
    {
        var code = new SetupCode();
        for (var i = 0; i < 20; i++)
        {
            Assert.False(code.Matches("wrong"));
        }

        Assert.False(code.Matches(code.Value));
    }

    private static async Task<string> SetUpAsync(HttpClient browser, string code, string password) =>
        (
            await TestApp.PostFormAsync(
                browser,
                "/setup",
                "/account/setup",
                ("code", code),
                ("name", "First"),
                ("email", "first@example.com"),
                ("password", password)
            )
        )
            .Headers
            .Location!
            .OriginalString;

    private Task<IReadOnlyList<UserRow>> UsersAsync() => app.Get<UserService>().ListAsync(Actor.System);
}
