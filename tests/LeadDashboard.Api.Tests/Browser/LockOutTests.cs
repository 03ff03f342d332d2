using System.Collections.Concurrent;
using LeadDashboard.App.Access;
using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Data.Identity;
using LeadDashboard.Testing;
using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.Api.Tests.Browser;

public sealed class LockOutTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task SignIn_AfterFiveWrongPasswords_RefusesTheRightOne()
    {
        await app.AddUserAsync("locked@example.com", Role.SalesRep);
        var browser = app.NewBrowser();
        for (var i = 0; i < AccountRules.MaxFailedSignIns; i++)
        {
            Assert.Contains(
                "error=wrong",
                await LocationAsync(browser, "locked@example.com", "not this one " + i),
                StringComparison.Ordinal
            );
        }

        Assert.Contains(
            "error=wrong",
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
    public async Task SignIn_FortyGuessesAtOnce_CheckNoMoreThanTheLimit()
    {
        var user = await app.AddUserAsync("burst@example.com", Role.SalesRep);
        var hasher = new CountingHasher(new PasswordHasher<AppUser>());

        // The right password is the last of forty guesses that begin together.
        var guesses = Enumerable.Range(0, 39).Select(i => "guess number " + i).Append(TestApp.Password);
        var verdicts = await Task.WhenAll(
            guesses.Select(guess => Task.Run(() => CheckAsync(hasher, user.Email!, guess)))
        );

        var checkedHashes = hasher.Verified.Count(hash => hash == user.PasswordHash);
        Assert.InRange(checkedHashes, 1, AccountRules.MaxFailedSignIns);
        Assert.Equal(40, verdicts.Length);
        // Whatever the order was: once the limit is reached the right password does not help.
        Assert.Equal(PasswordVerdict.Refused, await CheckAsync(hasher, user.Email!, TestApp.Password));
    }

    [Fact]
    public async Task SignIn_KnownUnknownAndLocked_ComputeOneHashAndSayTheSame()
    {
        var user = await app.AddUserAsync("known@example.com", Role.SalesRep);
        var hasher = new CountingHasher(new PasswordHasher<AppUser>());
        Assert.Equal(PasswordVerdict.Refused, await CheckAsync(hasher, "nobody@example.com", "any password"));
        Assert.Single(hasher.Verified);
        for (var i = 0; i < AccountRules.MaxFailedSignIns + 1; i++)
        {
            hasher.Verified.Clear();
            Assert.Equal(PasswordVerdict.Refused, await CheckAsync(hasher, user.Email!, "wrong " + i));
            Assert.Single(hasher.Verified);
        }

        var browser = app.NewBrowser();
        var locked = await LocationAsync(browser, "known@example.com", "wrong again");
        var unknown = await LocationAsync(browser, "other@example.com", "wrong again");
        Assert.Equal(unknown.Replace("other", "known", StringComparison.Ordinal), locked);
    }

    [Fact]
    public async Task SignIn_RightPasswordInTime_ForgetsTheWrongOnes()
    {
        await app.AddUserAsync("forgetful@example.com", Role.SalesRep);
        var browser = app.NewBrowser();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 1; i < AccountRules.MaxFailedSignIns; i++)
            {
                await LocationAsync(browser, "forgetful@example.com", "wrong " + i);
            }

            Assert.Equal("/", await LocationAsync(browser, "forgetful@example.com", TestApp.Password));
        }
    }

    [Fact]
    public async Task Password_WrongCurrentOnes_CountAgainstTheLockOut()
    {
        await app.AddUserAsync("finder@example.com", Role.SalesRep);
        var browser = app.NewBrowser();
        await TestApp.SignInAsync(browser, "finder@example.com", TestApp.Password);
        for (var i = 1; i < AccountRules.MaxFailedSignIns; i++)
        {
            Assert.Equal("/account?error=current", await ChangeAsync(browser, "guess " + i));
        }

        Assert.Equal("/account?error=locked", await ChangeAsync(browser, "the fifth guess"));
        Assert.Equal("/account?error=locked", await ChangeAsync(browser, TestApp.Password));
    }

    [Fact]
    public async Task SignIn_ManyPostsForOneAddress_AreRefusedBeforeAnyHash()
    {
        using var narrow = new TestApp
        {
            Configured = new Dictionary<string, string> { ["Web:SignInsPerMinute"] = "5" },
        };
        await narrow.AddUserAsync("busy@example.com", Role.SalesRep);
        var browser = narrow.NewBrowser();
        var token = await TestApp.TokenOfAsync(browser, "/sign-in");
        var answers = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            using var answer = await TestApp.PostWithTokenAsync(
                browser,
                "/account/sign-in",
                token,
                ("email", $"somebody{i}@example.com"),
                ("password", "some password")
            );
            answers.Add(answer.Headers.Location!.OriginalString);
        }

        Assert.Equal(5, answers.Count(answer => answer.Contains("error=wrong", StringComparison.Ordinal)));
        Assert.Equal(2, answers.Count(answer => answer == "/sign-in?error=busy"));
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
            "users.last-admin",
            (await users.SetDisabledAsync(admin.Id, isDisabled: true, TestApp.ActorOf(Role.Admin))).Error?.Code
        );
        Assert.Equal(
            "users.last-admin",
            (await users.SetRoleAsync(admin.Id, Role.SalesRep, TestApp.ActorOf(Role.Admin))).Error?.Code
        );
        Assert.Equal(
            "users.self",
            (await users.SetDisabledAsync(admin.Id, isDisabled: true, new Actor(admin.Id, Role.Admin, "Me")))
                .Error
                ?.Code
        );
        Assert.Equal(
            "users.unknown",
            (await users.SetRoleAsync("nobody", Role.SalesRep, TestApp.ActorOf(Role.Admin))).Error?.Code
        );
    }

    private async Task<PasswordVerdict> CheckAsync(IPasswordHasher<AppUser> hasher, string email, string password)
    {
        var check = new PasswordCheck(app.Contexts, hasher, new UpperInvariantLookupNormalizer(), TimeProvider.System);
        return (await check.SignInAsync(email, password)).Verdict;
    }

    private static async Task<string> ChangeAsync(HttpClient browser, string current) =>
        (
            await TestApp.PostFormAsync(
                browser,
                "/account",
                "/account/password",
                ("current", current),
                ("password", "another long sentence")
            )
        )
            .Headers
            .Location!
            .OriginalString;

    private static async Task<string> LocationAsync(HttpClient browser, string email, string password) =>
        (await TestApp.SignInAsync(browser, email, password)).Headers.Location!.OriginalString;

    /// <summary>The hasher of the program, with a list of the hashes that were looked at.</summary>
    private sealed class CountingHasher(IPasswordHasher<AppUser> inner) : IPasswordHasher<AppUser>
    {
        public ConcurrentBag<string> Verified { get; } = [];

        public string HashPassword(AppUser user, string password) => inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string provided)
        {
            Verified.Add(hashedPassword);
            return inner.VerifyHashedPassword(user, hashedPassword, provided);
        }
    }
}
