using LeadDashboard.Testing;
using LeadDashboard.Web.Theme;

namespace LeadDashboard.Web.Tests.Hosting;

/// <summary>The colours of the kit come as a file; the scheme stands in the page from its first byte.</summary>
public sealed class ThemeSheetTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task ThemeSheet_WithoutSigningIn_HasBothSchemesAndIsKept()
    {
        using var answer = await app.NewBrowser().GetAsync("/" + ThemeSheet.Address);
        var css = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Contains(":root{", css, StringComparison.Ordinal);
        Assert.Contains(":root[data-scheme=dark]{", css, StringComparison.Ordinal);
        Assert.Equal(2, css.Split("--mud-palette-primary:").Length - 1);
        Assert.DoesNotContain("<style", css, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("\"><script>", "light")]
    public async Task Scheme_Chosen_IsThatOfTheNextPage(string chosen, string shown)
    {
        var browser = app.NewBrowser();
        using var turned = await browser.GetAsync($"/scheme/{Uri.EscapeDataString(chosen)}?returnUrl=/sign-in");
        Assert.Equal("/sign-in", turned.Headers.Location?.OriginalString);

        await app.EnsureUserAsync(LeadDashboard.Core.Access.Role.Admin);
        var page = await browser.GetStringAsync("/sign-in");
        Assert.Contains($"data-scheme=\"{shown}\"", page, StringComparison.Ordinal);
    }
}
