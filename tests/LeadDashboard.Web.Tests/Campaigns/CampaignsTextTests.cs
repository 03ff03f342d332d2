using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using LeadDashboard.Web.Features.Campaigns;

namespace LeadDashboard.Web.Tests.Campaigns;

public partial class CampaignsTextTests
{
    [Fact]
    public void Chinese_EveryKeyOfTheFeature_IsTranslatedWithTheSamePlaceholders()
    {
        var folder = Path.Combine(FindRoot(), "src", "LeadDashboard.Web", "Features", "Campaigns");
        var keys = Directory
            .GetFiles(folder)
            .Where(file =>
                file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
            )
            .SelectMany(file => KeyPattern().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value)
            .Concat([
                "By campaign", "By channel", "By month", "All time", "This quarter", "Last quarter", "This year",
                "Last 12 months",
            ])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var chinese = new ResourceManager(typeof(CampaignsText)).GetResourceSet(
            CultureInfo.GetCultureInfo("zh-CN"),
            createIfNotExists: true,
            tryParents: false
        )!;

        Assert.True(keys.Count > 60, $"Only {keys.Count} keys found.");
        Assert.All(
            keys,
            key =>
            {
                var translation = chinese.GetString(key);
                Assert.True(translation is { Length: > 0 }, $"'{key}' has no translation.");
                Assert.Equal(Placeholders(key), Placeholders(translation!));
            }
        );
    }

    private static SortedSet<string> Placeholders(string text) =>
        new(PlaceholderPattern().Matches(text).Select(match => match.Value), StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LeadDashboard.sln")))
        {
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("LeadDashboard.sln was not found above the tests.");
        }

        return folder;
    }

    [GeneratedRegex("""\b(?:L|text)\["(?<key>[^"]+)"[\],]""", RegexOptions.None, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex("""\{\d\}""", RegexOptions.None, 1000)]
    private static partial Regex PlaceholderPattern();
}
