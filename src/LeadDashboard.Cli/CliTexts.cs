using System.Globalization;
using System.Resources;

namespace LeadDashboard.Cli;

/// <summary>
/// The words of the command line itself, in English and Chinese: what commands and options are for, and what results
/// are called. What the program says for pages too comes from its own catalogue.
/// </summary>
internal static class CliTexts
{
    private static readonly ResourceManager Texts = new("LeadDashboard.Cli.CliMessages", typeof(CliTexts).Assembly);

    /// <summary>In the language of the run.</summary>
    public static string Say(string key, params object[] values)
    {
        var culture = CultureInfo.CurrentUICulture;
        var pattern =
            Texts.GetString(key, culture)
            ?? throw new ArgumentException($"The command line has no text '{key}'; add it to CliMessages.resx.");
        return values.Length == 0
            ? pattern
            : string.Format(
                culture,
                pattern,
                [.. values.Select(value => value is int or long ? string.Format(culture, "{0:N0}", value) : value)]
            );
    }

    /// <summary>The keys of one language, for the test that both have the same.</summary>
    internal static IReadOnlyCollection<string> KeysOf(CultureInfo culture) =>
        Texts.GetResourceSet(culture, createIfNotExists: true, tryParents: false) is { } texts
            ? [.. texts.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key)]
            : [];
}
