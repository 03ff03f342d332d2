using System.Net;
using System.Reflection;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace LeadDashboard.Web.Tests.Access;

/// <summary>
/// Every page and endpoint for everybody. A page that is not listed here is opened by exactly the roles that have the
/// permission of its policy; one without a policy must be listed.
/// </summary>
public sealed class MatrixTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Everyone = "anonymous rep manager admin";
    private const string SignedIn = "rep manager admin";
    private const string Managers = "manager admin";
    private const string Admin = "admin";

    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        ["/"] = SignedIn,
        ["/access-denied"] = SignedIn,
        ["/account"] = SignedIn,
        ["/campaigns"] = Managers,
        ["/campaigns/{Id:int}"] = Managers,
        ["/duplicates"] = Managers,
        ["/error"] = Everyone,
        ["/imports"] = Admin,
        ["/imports/new"] = Admin,
        ["/imports/{BatchId:int}"] = Admin,
        ["/imports/{BatchId:int}/map"] = Admin,
        ["/leads"] = SignedIn,
        ["/leads/{LeadId:int}"] = SignedIn,
        ["/models"] = Managers,
        ["/models/{Number:int}"] = Managers,
        ["/not-found"] = Everyone,
        ["/segments"] = SignedIn,
        ["/settings"] = Admin,
        ["/sign-in"] = Everyone,
        ["/users"] = Admin,
        ["/welcome"] = Admin,
    };

    /// <summary>Closed for everybody once an account exists; the first-run tests has the rest.</summary>
    private static readonly string[] Closed = ["/setup"];

    private static readonly Dictionary<string, string> Downloads = new(StringComparer.Ordinal)
    {
        ["/leads/export.csv"] = SignedIn,
        ["/leads/export.xlsx"] = SignedIn,
        ["/imports/1/rejected.csv"] = Admin,
        ["/imports/1/left-out.csv"] = Admin,
        ["/imports/templates/leads.csv"] = Admin,
        ["/openapi/v1.json"] = Admin,
    };

    /// <summary>Address and who may open it by the policy; null = the page has none.</summary>
    private static IEnumerable<(string Template, string? Who)> Routes =>
        typeof(LeadDashboard.Web.Access.ActorProvider)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetCustomAttributes<RouteAttribute>().Select(route => (route.Template, WhoMayOpen(type)))
            );

    [Fact]
    public void Table_RoutesOfTheProgram_AreInItOrHaveAPolicy()
    {
        var routes = Routes.ToList();

        Assert.Empty(Pages.Keys.Concat(Closed).Except(routes.Select(route => route.Template)));
        Assert.Empty(
            routes.Where(route => route.Who is null).Select(route => route.Template).Except(Pages.Keys.Concat(Closed))
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.SalesRep)]
    [InlineData(Role.MarketingManager)]
    [InlineData(Role.Admin)]
    public async Task PagesAndDownloads_EachRole_OpensExactlyItsOwn(Role? role)
    {
        var browser = await BrowserAsync(role);
        var faults = new List<string>();
        var others = Routes.Where(route => route.Who is not null && !Pages.ContainsKey(route.Template));
        var pages = Pages.Concat(others.Select(route => KeyValuePair.Create(route.Template, route.Who!)));
        foreach (var (template, who) in pages.Concat(Downloads))
        {
            var address = template
                .Replace("{Id:int}", "1", StringComparison.Ordinal)
                .Replace("{BatchId:int}", "1", StringComparison.Ordinal)
                .Replace("{LeadId:int}", "1", StringComparison.Ordinal)
                .Replace("{Number:int}", "1", StringComparison.Ordinal);
            using var answer = await browser.GetAsync(address);
            var found = Verdict(answer);
            var expected =
                who.Split(' ').Contains(Name(role), StringComparer.Ordinal) ? "open"
                : role is null ? "sign-in"
                : "denied";
            if (found != expected)
            {
                faults.Add(
                    $"{address} is {found} ({(int)answer.StatusCode} {answer.Headers.Location}) for {Name(role)}, "
                        + $"expected {expected}"
                );
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Theory]
    [InlineData(null, "Unauthorized")]
    [InlineData(Role.SalesRep, "Forbidden")]
    [InlineData(Role.MarketingManager, "Forbidden")]
    [InlineData(Role.Admin, "UnprocessableEntity")]
    public async Task Upload_EachRole_OnlyTheAdminIsHeard(Role? role, string expected)
    {
        var browser = await BrowserAsync(role);
        using var request = TestApp.UploadPart("empty.csv", []);

        using var answer = await browser.SendAsync(request);

        Assert.Equal(
            expected,
            answer.StatusCode == HttpStatusCode.Redirect ? Verdict(answer) : answer.StatusCode.ToString()
        );
    }

    [Fact]
    public async Task Upload_WithoutTheHeaderOfThisSite_IsRefused()
    {
        var browser = await app.SignedInAsync(Role.Admin);
        using var request = TestApp.UploadPart("a.csv", "name,won\na,1\nb,0\n"u8.ToArray());
        request.Headers.Clear();

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/password")]
    public async Task AccountForms_WithoutAntiforgeryToken_AreRefused(string address)
    {
        var browser = await app.SignedInAsync(Role.SalesRep);
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("email", "salesrep@example.com"),
            KeyValuePair.Create("password", TestApp.Password),
            KeyValuePair.Create("current", TestApp.Password),
        ]);

        using var answer = await browser.PostAsync(address, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("open", Verdict(await browser.GetAsync("/leads")));
    }

    [Fact]
    public async Task Password_Anonymous_IsSentToSignIn()
    {
        _ = await app.SignedInAsync(Role.SalesRep);
        var answer = await TestApp.PostFormAsync(
            app.NewBrowser(),
            "/sign-in",
            "/account/password",
            ("current", TestApp.Password),
            ("password", "another long sentence")
        );

        Assert.Equal("sign-in", Verdict(answer));
    }

    [Fact]
    public async Task Password_ChangedBySelf_ReplacesTheOldOne()
    {
        await app.AddUserAsync("change@example.com", Role.SalesRep);
        var browser = app.NewBrowser();
        await TestApp.SignInAsync(browser, "change@example.com", TestApp.Password);

        var wrong = await TestApp.PostFormAsync(
            browser,
            "/account",
            "/account/password",
            ("current", "not my password"),
            ("password", "another long sentence")
        );
        var right = await TestApp.PostFormAsync(
            browser,
            "/account",
            "/account/password",
            ("current", TestApp.Password),
            ("password", "another long sentence")
        );

        Assert.Equal("/account?error=current", wrong.Headers.Location!.OriginalString);
        Assert.Equal("/account?done=1", right.Headers.Location!.OriginalString);
        Assert.Contains(
            "error=wrong",
            (await TestApp.SignInAsync(app.NewBrowser(), "change@example.com", TestApp.Password))
                .Headers
                .Location!
                .OriginalString,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "/",
            (await TestApp.SignInAsync(app.NewBrowser(), "change@example.com", "another long sentence"))
                .Headers
                .Location!
                .OriginalString
        );
    }

    [Fact]
    public async Task SignOut_ThenAPage_AsksToSignIn()
    {
        await app.AddUserAsync("leaver@example.com", Role.SalesRep);
        var browser = app.NewBrowser();
        await TestApp.SignInAsync(browser, "leaver@example.com", TestApp.Password);
        Assert.Equal("open", Verdict(await browser.GetAsync("/leads")));

        var answer = await TestApp.PostFormAsync(browser, "/account", "/account/sign-out");

        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal("sign-in", Verdict(await browser.GetAsync("/leads")));
    }

    private static string? WhoMayOpen(Type page) =>
        page.GetCustomAttributes<AuthorizeAttribute>()
            .Select(authorize => authorize.Policy)
            .OfType<string>()
            .FirstOrDefault()
            is { } policy
            ? string.Join(
                ' ',
                Enum.GetValues<Role>()
                    .Where(role => PermissionTable.Allows(role, Enum.Parse<Permission>(policy)))
                    .Select(role => Name(role))
            )
            : null;

    private async Task<HttpClient> BrowserAsync(Role? role)
    {
        var admin = await app.SignedInAsync(Role.Admin); // somebody must exist, or every page leads to set-up
        return role switch
        {
            null => app.NewBrowser(),
            Role.Admin => admin,
            { } other => await app.SignedInAsync(other),
        };
    }

    private static string Name(Role? role) =>
        role switch
        {
            null => "anonymous",
            Role.SalesRep => "rep",
            Role.MarketingManager => "manager",
            _ => "admin",
        };

    private static string Verdict(HttpResponseMessage answer) =>
        answer.StatusCode switch
        {
            HttpStatusCode.Redirect
                when answer.Headers.Location!.ToString().Contains("/sign-in", StringComparison.Ordinal) => "sign-in",
            HttpStatusCode.Redirect
                when answer.Headers.Location!.ToString().Contains("/access-denied", StringComparison.Ordinal) =>
                "denied",
            HttpStatusCode.Redirect => "redirect to " + answer.Headers.Location,
            // A page about something that does not exist may say so: the visitor was let in.
            HttpStatusCode.OK or HttpStatusCode.NotFound => "open",
            var other => other.ToString(),
        };
}
