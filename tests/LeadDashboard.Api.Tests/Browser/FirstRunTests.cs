using System.Net;
using LeadDashboard.App.Access;
using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;

namespace LeadDashboard.Api.Tests.Browser;

/// <summary>One app per test: set-up happens once.</summary>
public sealed class FirstRunTests : IDisposable
{
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/leads")]
    [InlineData("/sign-in")]
    [InlineData("/welcome")]
    [InlineData("/users")]
    [InlineData("/no-such-page")]
    public async Task EveryPage_WithoutAnyAccount_LeadsToSetUp(string address)
    {
        var answer = await _app.NewBrowser().GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/setup", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SetUp_WithWrongThenRightCode_MakesOneAdminAndCloses()
    {
        var browser = _app.NewBrowser();
        _ = await browser.GetAsync("/health");
        var code = _app.Get<SetupCode>();

        var wrong = await SetUpAsync(browser, "AAAA-BBBB-CCCC", TestApp.Password);
        Assert.Contains("error=code", wrong, StringComparison.Ordinal);
        Assert.True(await _app.Get<FirstAdmin>().IsOpenAsync());
        Assert.Empty(await UsersAsync());

        var simple = await SetUpAsync(browser, code.Value, "aaaaaaaaaaaa");
        Assert.Contains("error=password", simple, StringComparison.Ordinal);
        Assert.Empty(await UsersAsync());

        Assert.Equal(
            "/welcome",
            await SetUpAsync(browser, " " + code.Value.ToLowerInvariant().Replace('-', ' ') + " ", TestApp.Password)
        );
        var admin = Assert.Single(await UsersAsync());
        Assert.Equal(("first@example.com", Role.Admin), (admin.Email, admin.Role));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/users")).StatusCode);

        Assert.False(await _app.Get<FirstAdmin>().IsOpenAsync());
        Assert.Equal("/", (await browser.GetAsync("/setup")).Headers.Location!.OriginalString);
        Assert.Single(await UsersAsync());
    }

    [Fact]
    public async Task SetUp_AddressItself_WithoutACodeMakesNoAccount()
    {
        var browser = _app.NewBrowser();
        using var nothing = new FormUrlEncodedContent([]);

        var answer = await browser.PostAsync("/account/setup", nothing);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await UsersAsync());
    }

    [Fact]
    public async Task SetUp_EightPostsAtOnce_MakeOneAdmin()
    {
        var code = _app.Get<SetupCode>().Value;
        var browsers = Enumerable.Range(0, 8).Select(_ => _app.NewBrowser()).ToList();
        var tokens = new List<string>();
        foreach (var browser in browsers)
        {
            tokens.Add(await TestApp.TokenOfAsync(browser, "/setup"));
        }

        var answers = await Task.WhenAll(
            browsers.Select(
                (browser, i) =>
                    TestApp.PostWithTokenAsync(
                        browser,
                        "/account/setup",
                        tokens[i],
                        ("code", code),
                        ("name", "Person " + i),
                        ("email", $"person{i}@example.com"),
                        ("password", TestApp.Password)
                    )
            )
        );

        Assert.Single(await UsersAsync());
        Assert.Single(answers, answer => answer.Headers.Location!.OriginalString == "/welcome");
        Assert.Equal(7, answers.Count(answer => answer.Headers.Location!.OriginalString == "/sign-in"));
    }

    [Fact]
    public async Task SetUp_AdminMadeByAnotherProcess_IsClosedHereToo()
    {
        var browser = _app.NewBrowser();
        Assert.Equal("/setup", (await browser.GetAsync("/leads")).Headers.Location!.OriginalString);

        await _app.AddUserAsync("other-node@example.com", Role.Admin);

        Assert.Contains(
            "/sign-in",
            (await browser.GetAsync("/leads")).Headers.Location!.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal("/", (await browser.GetAsync("/setup")).Headers.Location!.OriginalString);
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

    private Task<IReadOnlyList<UserRow>> UsersAsync() => _app.Get<UserService>().ListAsync(Actor.System);
}
