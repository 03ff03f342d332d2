using System.Text.RegularExpressions;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;

namespace LeadDashboard.Web.Tests.Hosting;

/// <summary>Scripts run from files of this site only; the import map is named by a nonce of its answer.</summary>
public sealed partial class ContentPolicyTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Pages =
    [
        "/", "/leads", "/leads/1", "/campaigns", "/duplicates", "/imports", "/imports/new", "/models", "/segments",
        "/settings", "/users", "/welcome", "/account", "/sign-in", "/no-such-page",
    ];

    [Fact]
    public async Task Pages_EveryScript_IsAFileOrCarriesTheNonceOfItsAnswer()
    {
        var browser = await app.SignedInAsync(Role.Admin);
        var faults = new List<string>();
        var nonces = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in Pages)
        {
            using var answer = await browser.GetAsync(page);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            var scripts = policy.Split("; ").Single(part => part.StartsWith("script-src ", StringComparison.Ordinal));
            var nonce = NoncePattern().Match(scripts).Groups["nonce"].Value;
            Assert.Equal($"script-src 'self' 'nonce-{nonce}'", scripts);
            Assert.True(nonces.Add(nonce), $"{page} has the nonce of another answer.");
            Assert.Contains("; style-src-elem 'self'; style-src-attr ", policy, StringComparison.Ordinal);

            var html = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            faults.AddRange(
                ScriptPattern()
                    .Matches(html)
                    .Select(match => match.Value)
                    .Where(tag =>
                        !tag.Contains(" src=\"", StringComparison.Ordinal)
                        && !tag.Contains($"nonce=\"{nonce}\"", StringComparison.Ordinal)
                    )
                    .Concat(HandlerPattern().Matches(html).Select(match => match.Value))
                    .Concat(StylePattern().Matches(html).Select(match => match.Value))
                    .Select(tag => page + ": " + tag)
            );
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [GeneratedRegex("'nonce-(?<nonce>[A-Za-z0-9+/=]{20,})'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoncePattern();

    [GeneratedRegex("<script[^>]*>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScriptPattern();

    [GeneratedRegex("<style[^>]*>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StylePattern();

    [GeneratedRegex("<[a-z][^>]*\\son[a-z]+=\"[^\"]*\"", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HandlerPattern();
}
