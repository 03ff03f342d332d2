using System.Net;
using System.Security.Claims;
using LeadDashboard.App.Access;
using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Data.Identity;
using LeadDashboard.Testing;
using LeadDashboard.Web.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Api.Tests.Browser;

/// <summary>A session lives on the server: what ends it ends every copy of its cookie and every open circuit.</summary>
public sealed class SessionTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Actor Admin = TestApp.ActorOf(Role.Admin);

    [Fact]
    public async Task SignOut_CopiedCookie_IsRefused()
    {
        var (browser, _) = await SignedInAsync("copy@example.com");
        var (thief, cookie) = await CopyAsync("copy@example.com");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(thief, "/leads", cookie));

        // The copy is of another sign-in than this browser: only its own sign-out ends it.
        await TestApp.PostFormAsync(browser, "/account", "/account/sign-out");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(thief, "/leads", cookie));
        await SignOutAsync(thief, cookie);

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief, "/leads", cookie));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(thief, "/leads/export.csv", cookie));
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("demote")]
    [InlineData("reset")]
    public async Task ChangeByAdmin_OpenSessions_EndAtOnce(string change)
    {
        var email = change + "d@example.com";
        var (browser, user) = await SignedInAsync(email, Role.MarketingManager);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/leads/export.csv")).StatusCode);
        using var circuit = await OpenCircuitAsync(user);
        Assert.NotNull(await circuit.Actors.FindAsync());

        var users = app.Get<UserService>();
        var result = change switch
        {
            "disable" => await users.SetDisabledAsync(user.Id, isDisabled: true, Admin),
            "demote" => await users.SetRoleAsync(user.Id, Role.SalesRep, Admin),
            _ => await users.ResetPasswordAsync(user.Id, Admin),
        };

        Assert.True(result.IsOk, result.Error?.Code);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/leads/export.csv")).StatusCode);
        Assert.Null(await circuit.Actors.FindAsync());
        Assert.True(circuit.WasTold);
    }

    [Fact]
    public async Task SignOut_OpenCircuitOfTheSession_IsToldAndActsNoMore()
    {
        var (_, user) = await SignedInAsync("circuit@example.com");
        using var own = await OpenCircuitAsync(user);
        using var other = await OpenCircuitAsync(user);

        await app.Get<SessionService>().EndAsync(own.User, CancellationToken.None);

        Assert.True(own.WasTold);
        Assert.Null(await own.Actors.FindAsync());
        Assert.False(other.WasTold);
        Assert.NotNull(await other.Actors.FindAsync());
    }

    [Fact]
    public async Task PasswordChange_OtherBrowsers_HaveToSignInAgain()
    {
        var (browser, _) = await SignedInAsync("changer@example.com");
        var elsewhere = app.NewBrowser();
        await TestApp.SignInAsync(elsewhere, "changer@example.com", TestApp.Password);

        var answer = await TestApp.PostFormAsync(
            browser,
            "/account",
            "/account/password",
            ("current", TestApp.Password),
            ("password", "another long sentence")
        );

        Assert.Equal("/account?done=1", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/leads")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/leads")).StatusCode);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(13, false)]
    public async Task IsValid_IdleSession_EndsAfterTwelveHours(int hours, bool expected)
    {
        var user = await app.AddUserAsync($"idle{hours}@example.com", Role.SalesRep);
        using var circuit = await OpenCircuitAsync(user);
        var seenUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours);
        await using (var context = await app.Contexts.CreateDbContextAsync())
        {
            await context
                .UserSessions.Where(session => session.UserId == user.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenUtc, seenUtc));
        }

        Assert.Equal(expected, await app.Get<SessionService>().IsValidAsync(circuit.User, CancellationToken.None));
    }

    [Theory]
    [InlineData("/leads/export.csv")]
    [InlineData("/imports/1/rejected.csv")]
    [InlineData("/imports/1/left-out.csv")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/leads")]
    [InlineData("/leads/no-such.css")]
    public async Task OneTimePassword_AnythingButTheOwnPasswordPage_LeadsThere(string address)
    {
        var browser = await InvitedAsync(Role.Admin, "invited" + address.Replace('/', '-') + "@example.com");

        var answer = await browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/account?must=1", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/health")]
    [InlineData("/js/leads.js")]
    [InlineData("/css/app.css")]
    public async Task OneTimePassword_WhatThePageNeeds_IsFree(string address)
    {
        var browser = await InvitedAsync(Role.SalesRep, "free" + address.Replace('/', '-') + "@example.com");

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address)).StatusCode);
    }

    private async Task<HttpClient> InvitedAsync(Role role, string email)
    {
        await app.AddUserAsync("inviter-of-" + email, Role.Admin);
        var invited = await app.Get<UserService>().InviteAsync(new UserEntry("New person", email, role), Admin);
        var browser = app.NewBrowser();
        var answer = await TestApp.SignInAsync(browser, email, invited.Value!.OneTimePassword);
        Assert.Equal("/account?must=1", answer.Headers.Location!.OriginalString);
        return browser;
    }

    private async Task<(HttpClient Browser, AppUser User)> SignedInAsync(string email, Role role = Role.SalesRep)
    {
        var user = await app.AddUserAsync(email, role);
        var browser = app.NewBrowser();
        await TestApp.SignInAsync(browser, email, TestApp.Password);
        return (browser, user);
    }

    /// <summary>A client without cookies of its own, and the session cookie of a sign-in to send with it.</summary>
    private async Task<(HttpClient Client, string Cookie)> CopyAsync(string email)
    {
        var answer = await TestApp.SignInAsync(app.NewBrowser(), email, TestApp.Password);
        var cookie = answer
            .Headers.GetValues("Set-Cookie")
            .Single(value => value.StartsWith("leads-session=", StringComparison.Ordinal))
            .Split(';')[0];
        return (
            app.CreateClient(
                new Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactoryClientOptions
                {
                    AllowAutoRedirect = false,
                    HandleCookies = false,
                }
            ),
            cookie
        );
    }

    private async Task SignOutAsync(HttpClient client, string cookie)
    {
        using var page = await SendAsync(client, HttpMethod.Get, "/account", cookie, null);
        var token = TestApp.TokenIn(await page.Content.ReadAsStringAsync());
        var antiforgery = page
            .Headers.GetValues("Set-Cookie")
            .Single(value => value.Contains("Antiforgery", StringComparison.Ordinal))
            .Split(';')[0];
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await SendAsync(
            client,
            HttpMethod.Post,
            "/account/sign-out",
            cookie + "; " + antiforgery,
            form
        );
        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address, string cookie)
    {
        using var answer = await SendAsync(client, HttpMethod.Get, address, cookie, null);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client,
        HttpMethod method,
        string address,
        string cookie,
        HttpContent? content
    )
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request);
    }

    /// <summary>What a circuit has of its person: the state that the request gave it.</summary>
    private async Task<Circuit> OpenCircuitAsync(AppUser user)
    {
        var scope = app.Services.CreateAsyncScope();
        var signIn = scope.ServiceProvider.GetRequiredService<SignInManager<AppUser>>();
        var stored = await signIn.UserManager.FindByIdAsync(user.Id);
        var principal = await signIn.CreateUserPrincipalAsync(stored!);
        var sessionId = await app.Get<SessionService>().StartAsync(user.Id, CancellationToken.None);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(AccessClaims.Session, sessionId));
        return new Circuit(scope, principal);
    }

    private sealed class Circuit : IDisposable
    {
        private readonly AsyncServiceScope _scope;

        public Circuit(AsyncServiceScope scope, ClaimsPrincipal user)
        {
            (_scope, User) = (scope, user);
            var provider = scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
            ((IHostEnvironmentAuthenticationStateProvider)provider).SetAuthenticationState(
                Task.FromResult(new AuthenticationState(user))
            );
            provider.AuthenticationStateChanged += _ => WasTold = true;
            Actors = scope.ServiceProvider.GetRequiredService<ActorProvider>();
        }

        public ClaimsPrincipal User { get; }

        public ActorProvider Actors { get; }

        public bool WasTold { get; private set; }

        public void Dispose() => _scope.Dispose();
    }
}
