using System.Net;
using LeadDashboard.Api.Browser;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;
using Microsoft.Extensions.Configuration;

namespace LeadDashboard.Api.Tests.Browser;

/// <summary>
/// What users get outside Development when https is configured, and whose word about addresses counts.
/// </summary>
public sealed class HttpsTests
{
    [Fact]
    public async Task Production_HttpsRequired_RedirectsAndSendsHstsAndSecureCookies()
    {
        using var app = Production(("Web:RequireHttps", "true"));
        await app.AddUserAsync("secure@example.com", Role.SalesRep);
        using var plain = app.NewBrowser();
        using var browser = app.CreateClient(
            new() { BaseAddress = new Uri("https://leads.example.com"), AllowAutoRedirect = false }
        );

        var redirect = await plain.GetAsync("/sign-in");
        var answer = await TestApp.SignInAsync(browser, "secure@example.com", TestApp.Password);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, redirect.StatusCode);
        Assert.Equal("https", redirect.Headers.Location!.Scheme);
        Assert.Equal(HttpStatusCode.OK, (await plain.GetAsync("/health")).StatusCode);
        Assert.Contains(
            "max-age=31536000",
            answer.Headers.GetValues("Strict-Transport-Security").Single(),
            StringComparison.Ordinal
        );
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Production_PlainHttpOnly_WorksWithoutRedirect()
    {
        using var app = Production();
        await app.AddUserAsync("plain@example.com", Role.SalesRep);

        var answer = await TestApp.SignInAsync(app.NewBrowser(), "plain@example.com", TestApp.Password);

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("http://leads.example.com", HttpStatusCode.OK)]
    [InlineData("http://rebound.example.net", HttpStatusCode.BadRequest)]
    public async Task AllowedHosts_Named_OthersAreRefused(string site, HttpStatusCode expected)
    {
        using var app = Production(("AllowedHosts", "leads.example.com"));
        using var browser = app.CreateClient(new() { BaseAddress = new Uri(site), AllowAutoRedirect = false });

        Assert.Equal(expected, (await browser.GetAsync("/health")).StatusCode);
    }

    [Theory]
    [InlineData("", HttpStatusCode.TemporaryRedirect)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TemporaryRedirect)]
    [InlineData("127.0.0.1, ::1", HttpStatusCode.OK)]
    public async Task ForwardedHttps_Believed_OnlyFromNamedProxies(string proxies, HttpStatusCode expected)
    {
        using var app = Production(("Web:RequireHttps", "true"), ("Web:TrustedProxies", proxies));
        await app.AddUserAsync("proxy@example.com", Role.SalesRep);

        var answer = await app.Server.SendAsync(http =>
        {
            http.Request.Path = "/sign-in";
            http.Request.Scheme = "http";
            http.Connection.RemoteIpAddress = IPAddress.Loopback;
            http.Request.Headers["X-Forwarded-Proto"] = "https";
            http.Request.Headers["X-Forwarded-For"] = "203.0.113.7";
        });

        Assert.Equal((int)expected, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("urls", "http://localhost:5000;https://localhost:5001", true)]
    [InlineData("urls", "http://localhost:5000", false)]
    [InlineData("HTTPS_PORTS", "8443", true)]
    [InlineData("Kestrel:Endpoints:Main:Url", "https://*:443", true)]
    [InlineData("Web:RequireHttps", "true", true)]
    public void UsesHttps_Configured_IsNoticed(string key, string value, bool expected) =>
        Assert.Equal(expected, WebOptions.UsesHttps(Configuration((key, value))));

    [Fact]
    public void Validate_SeveralFaults_AreAllNamed()
    {
        var options = new WebOptions
        {
            TrustedProxies = "10.0.0.1, nonsense",
            KeyCertificate = "/no/such.pfx",
            SignInsPerMinute = 1,
            ApiRequestsPerMinute = 0,
        };

        Assert.Equal(
            ["Web:TrustedProxies", "Web:KeyCertificate", "Web:SignInsPerMinute", "Web:ApiRequestsPerMinute"],
            options.Validate().Select(fault => fault.Split(' ')[0])
        );
        Assert.Empty(new WebOptions().Validate());
    }

    private static TestApp Production(params (string Key, string Value)[] configured) =>
        new()
        {
            EnvironmentName = "Production",
            Configured = configured.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };

    private static IConfiguration Configuration((string Key, string Value) pair) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(pair.Key, (string?)pair.Value)]).Build();
}
