using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using LeadDashboard.Testing;
using LeadDashboard.Web.Components.Shared;
using LeadDashboard.Web.Features;

namespace LeadDashboard.Web.Tests.Texts;

/// <summary>No English on the Chinese page: every text a screen asks for by a literal has its Chinese.</summary>
public sealed partial class ResxTests
{
    private static readonly Type[] Markers =
    [
        .. typeof(SharedText).Assembly.GetTypes().Where(type => type.Name.EndsWith("Text", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Literals_OfEveryScreen_HaveChineseWithTheSamePlaceholders()
    {
        var faults = new List<string>();
        var count = 0;
        foreach (var path in SourceTree.Files("src/LeadDashboard.Web", ".razor", ".cs"))
        {
            // What a code-behind uses is injected beside it in the markup.
            var text = SourceTree.Read(path);
            var beside = path.EndsWith(".razor.cs", StringComparison.Ordinal)
                ? text + SourceTree.Read(path[..^3])
                : text;
            foreach (Match injected in LocalizerPattern().Matches(beside))
            {
                var chinese = Chinese(injected.Groups["type"].Value);
                foreach (var key in Keys(text, injected.Groups["name"].Value))
                {
                    count++;
                    if (chinese.GetValueOrDefault(key) is not { Length: > 0 } translation)
                    {
                        faults.Add($"{path}: \"{key}\" is missing in {injected.Groups["type"].Value}.zh-CN.resx");
                    }
                    else if (!Placeholders(key).SetEquals(Placeholders(translation)))
                    {
                        faults.Add($"{path}: \"{key}\" and \"{translation}\" have different placeholders");
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.True(count > 300, $"Only {count} texts were found: the pattern no longer fits the source.");
    }

    [Fact]
    public void Translations_OfEveryText_AreChineseOrANameOnly()
    {
        var english = Markers.SelectMany(marker =>
            Chinese(marker.Name)
                .Where(pair => pair.Key == pair.Value && LowerWord().IsMatch(pair.Key))
                .Select(pair => $"{marker.Name}: {pair.Key}")
        );

        Assert.Empty(english);
    }

    [Fact]
    public void Menu_EveryTitle_HasChineseInTheTextsOfItsPage() =>
        Assert.Empty(
            FeatureUis
                .All.SelectMany(ui => ui.Menu)
                .Where(entry => Chinese(entry.Texts.Name).GetValueOrDefault(entry.Title) is not { Length: > 0 })
                .Select(entry => $"{entry.Path}: \"{entry.Title}\" is missing in {entry.Texts.Name}.zh-CN.resx")
        );

    private static IEnumerable<string> Keys(string source, string localizer) =>
        Regex
            .Matches(
                source,
                $@"(?<![\w.]){localizer}\[(?<inside>(?:[^\[\]""]|""(?:[^""\\]|\\.)*"")*)\]",
                RegexOptions.None,
                TimeSpan.FromSeconds(5)
            )
            .Select(match => match.Groups["inside"].Value)
            .Select(inside => LiteralPattern().Match(inside))
            .Where(literal => literal.Success)
            .Select(literal => literal.Groups["key"].Value.Replace("\\\"", "\"", StringComparison.Ordinal));

    private static Dictionary<string, string> Chinese(string marker)
    {
        var type = Assert.Single(Markers, candidate => candidate.Name == marker);
        var set = new ResourceManager(type).GetResourceSet(
            CultureInfo.GetCultureInfo("zh-CN"),
            createIfNotExists: true,
            tryParents: false
        );
        return set is null
            ? []
            : set.Cast<DictionaryEntry>()
                .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static HashSet<string> Placeholders(string text) =>
        [.. PlaceholderPattern().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"IStringLocalizer<(?:\w+\.)*(?<type>\w+)>\s+(?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex LocalizerPattern();

    /// <summary>
    /// A literal key in front, then nothing or values. Keys that are put together ("by " + column, or $"...") are left
    /// out.
    /// </summary>
    [GeneratedRegex("^\\s*\"(?<key>(?:[^\"\\\\]|\\\\.)*)\"\\s*(?:,|$)", RegexOptions.None, 1000)]
    private static partial Regex LiteralPattern();

    [GeneratedRegex(@"\{\d", RegexOptions.None, 1000)]
    private static partial Regex PlaceholderPattern();

    [GeneratedRegex("[a-z]{3,} [a-z]{3,}", RegexOptions.None, 1000)]
    private static partial Regex LowerWord();
}
