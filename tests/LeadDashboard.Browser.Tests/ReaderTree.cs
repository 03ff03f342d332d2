using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LeadDashboard.Browser.Tests;

/// <summary>
/// What a screen reader makes of a page: one main part with one heading of the first level, the menu by its name,
/// headings that skip no level, and a name for everything that can be used.
/// </summary>
internal static partial class ReaderTree
{
    private static readonly string[] Used =
    [
        "button",
        "link",
        "textbox",
        "combobox",
        "checkbox",
        "switch",
        "slider",
        "spinbutton",
        "tab",
        "img",
        "figure",
        "dialog",
    ];

    /// <summary>What is wrong, each with its line; empty where nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page)
    {
        var tree = await page.Locator("body").AriaSnapshotAsync();
        var lines = tree.Split('\n').Select(line => line.Trim().TrimEnd(':')).ToList();
        var found = new List<string>();
        var levels = lines
            .Select(line => Heading().Match(line))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups["level"].Value, CultureInfo.InvariantCulture))
            .ToList();
        if (levels.Count(level => level == 1) != 1)
        {
            found.Add($"{levels.Count(level => level == 1)} headings of level 1");
        }

        for (var i = 1; i < levels.Count; i++)
        {
            if (levels[i] > levels[i - 1] + 1)
            {
                found.Add($"a heading of level {levels[i]} follows one of level {levels[i - 1]}");
            }
        }

        if (lines.Count(line => line.StartsWith("- main", StringComparison.Ordinal)) != 1)
        {
            found.Add("not exactly one main part");
        }

        if (!lines.Contains("- navigation \"Main\""))
        {
            found.Add("no menu by its name");
        }

        found.AddRange(lines.Where(line => Used.Contains(line.TrimStart('-', ' '))).Select(line => "no name: " + line));
        if (await page.Locator("[role=status], [role=alert], [aria-live]").CountAsync() == 0)
        {
            found.Add("nothing is told as it happens");
        }

        return found;
    }

    [GeneratedRegex(@"^- heading .*\[level=(?<level>\d)\]", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Heading();
}
