using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using LeadDashboard.Testing;
using LeadDashboard.Web.Components.Charts;
using LeadDashboard.Web.Features.Models;

namespace LeadDashboard.Web.Tests.Models;

public sealed partial class ModelsTextTests
{
    [Theory]
    [InlineData("Features/Models", typeof(ModelsText), 60)]
    [InlineData("Components/Charts", typeof(ChartsText), 25)]
    public void Chinese_EveryKeyOfTheFolder_IsTranslatedWithTheSamePlaceholders(string folder, Type words, int atLeast)
    {
        var keys = Directory
            .GetFiles(Path.Combine(SourceTree.Root, "src", "LeadDashboard.Web", folder))
            .Where(file =>
                file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
            )
            .SelectMany(file => KeyPattern().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value)
            .Where(key => key != "trigger ")
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.True(keys.Count >= atLeast, $"Only {keys.Count} keys found.");
        AssertTranslated(words, keys);
    }

    private static void AssertTranslated(Type words, IEnumerable<string> keys)
    {
        var chinese = new ResourceManager(words).GetResourceSet(
            CultureInfo.GetCultureInfo("zh-CN"),
            createIfNotExists: true,
            tryParents: false
        )!;
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

    [GeneratedRegex("""\b(?:L|words)\["(?<key>[^"]+)"[\],]""", RegexOptions.None, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex("""\{\d\}""", RegexOptions.None, 1000)]
    private static partial Regex PlaceholderPattern();
}
