using System.Net;
using System.Text;
using LeadDashboard.Api.Browser;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;
using Microsoft.AspNetCore.Http;

namespace LeadDashboard.Api.Tests.Browser;

/// <summary>What the sender does wrong is never answered with a fault of the server; as users run it.</summary>
public sealed class BadRequestTests(BadRequestTests.ProductionApp production)
    : IClassFixture<BadRequestTests.ProductionApp>
{
    private TestApp App => production.App;

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-out")]
    [InlineData("/account/password")]
    [InlineData("/account/setup")]
    public async Task Form_WithoutAntiforgeryToken_Is400(string address)
    {
        var browser = await App.SignedInAsync(Role.SalesRep);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "a@example.com")]);

        using var answer = await browser.PostAsync(address, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/account/sign-in", "text/plain")]
    [InlineData("/account/sign-in", "multipart/form-data; boundary=x")]
    [InlineData("/account/password", "application/json")]
    public async Task Form_OfAnotherKind_Is4xx(string address, string contentType)
    {
        var browser = await App.SignedInAsync(Role.SalesRep);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("no form at all"));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await browser.PostAsync(address, content);

        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData("/leads?to=9999-12-31")]
    [InlineData("/leads?from=0001-01-01&to=9999-12-31")]
    [InlineData("/leads?q=%00%0D%0A")]
    [InlineData("/leads/export.csv?to=9999-12-31")]
    [InlineData("/leads/export.csv?q=%00&owner=%00&source=%01")]
    [InlineData("/leads?campaign=99999999999999999999&import=-1&sort=%00")]
    public async Task Leads_StrangeQuery_Works(string address)
    {
        var browser = await App.SignedInAsync(Role.Admin);

        using var answer = await browser.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/leads\r\nSet-Cookie: a=b", "/")]
    [InlineData("/leads\0", "/")]
    [InlineData("/leads\u0085", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/.//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("", "/")]
    [InlineData("/leads?q=王芳", "/leads?q=%E7%8E%8B%E8%8A%B3")]
    [InlineData("/leads?status=all#row", "/leads?status=all#row")]
    public void LocalUrl_OfAnyText_FitsAHeaderAndStaysHere(string url, string expected) =>
        Assert.Equal(expected, LocalUrl.Clean(url));

    [Fact]
    public async Task Culture_ControlCharactersInReturnUrl_LeadHome()
    {
        using var answer = await App.NewBrowser().GetAsync("/culture/zh-CN?returnUrl=/leads%0D%0AX-Own:%201");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SignIn_ControlCharactersInEverything_IsABadRequest()
    {
        await App.EnsureUserAsync(Core.Access.Role.Admin);
        var answer = await TestApp.PostFormAsync(
            App.NewBrowser(),
            "/sign-in",
            "/account/sign-in",
            ("email", "a\0b@example.com"),
            ("password", "\0\r\n"),
            ("returnUrl", "/\0")
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Upload_BodyThatComesTooSlowly_Is408()
    {
        var cookie = await CookieAsync();

        var answer = await App.Server.SendAsync(http =>
        {
            http.Request.Method = "PATCH";
            http.Request.Path = $"/imports/upload/{Guid.NewGuid()}";
            http.Request.QueryString = new QueryString("?name=slow.csv&size=1000");
            http.Request.Headers.Cookie = cookie;
            http.Request.Headers["Upload-Offset"] = "0";
            http.Request.Body = new SlowBody();
        });

        Assert.Equal(StatusCodes.Status408RequestTimeout, answer.Response.StatusCode);
        Assert.Empty(Directory.GetFiles(App.Uploads));
    }

    private async Task<string> CookieAsync()
    {
        _ = await App.SignedInAsync(Role.Admin);
        var answer = await TestApp.SignInAsync(App.NewBrowser(), "admin@example.com", TestApp.Password);
        return answer
            .Headers.GetValues("Set-Cookie")
            .Single(value => value.StartsWith("leads-session=", StringComparison.Ordinal))
            .Split(';')[0];
    }

    public sealed class ProductionApp : IDisposable
    {
        public TestApp App { get; } = new() { EnvironmentName = "Production" };

        public void Dispose() => App.Dispose();
    }

    /// <summary>What the server's own body stream does when the sender is slower than the lowest rate.</summary>
    private sealed class SlowBody : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new BadHttpRequestException(
                "Reading the request body timed out due to data arriving too slowly.",
                StatusCodes.Status408RequestTimeout
            );
    }
}
