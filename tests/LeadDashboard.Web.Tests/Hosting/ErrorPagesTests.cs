using System.Net;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;

namespace LeadDashboard.Web.Tests.Hosting;

/// <summary>A wrong address is answered by a page of the program, not by nothing.</summary>
public sealed class ErrorPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/leads/1/no/such/page")]
    public async Task UnknownAddress_OfAPersonSignedIn_SaysSoAndLeadsHome(string path)
    {
        var browser = await app.SignedInAsync(Role.SalesRep);

        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Page not found</h1>", html, StringComparison.Ordinal);
        Assert.Contains("Go to Home", html, StringComparison.Ordinal);
    }
}
