using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using LeadDashboard.Web.Components.Shared;
using MudBlazor;

namespace LeadDashboard.Web.Tests.Texts;

/// <summary>The component kit speaks Chinese on a Chinese page: each of its words, and no word that it lost.</summary>
public sealed partial class KitTextTests
{
    private const string KitWords = "MudBlazor.Resources.LanguageResource";

    [Fact]
    public void Words_OfTheKit_HaveChineseWithTheSamePlaceholders()
    {
        var english = Words(new ResourceManager(KitWords, typeof(MudLocalizer).Assembly), CultureInfo.InvariantCulture);
        var chinese = Words(new ResourceManager(typeof(KitText)), CultureInfo.GetCultureInfo("zh-CN"));

        Assert.True(english.Count > 150, $"Only {english.Count} words were found: the kit keeps them elsewhere.");
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, word => Assert.Equal(Placeholders(word.Value), Placeholders(chinese[word.Key])));
    }

    private static Dictionary<string, string> Words(ResourceManager words, CultureInfo culture) =>
        words
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static IEnumerable<string> Placeholders(string text) =>
        PlaceholderPattern().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex PlaceholderPattern();
}
