using System.Globalization;
using System.Resources;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.App.Messages;

/// <summary>
/// The words of every message in English and Chinese. The part of the key before the dot names the catalogue, a pair
/// of resx files beside the feature: "import." is Importing/ImportingMessages.resx. Pages, API and command line ask here.
/// </summary>
public static class MessageTexts
{
    private static readonly Dictionary<string, ResourceManager> Catalogues = new(StringComparer.Ordinal);

    /// <summary>The message in a language; numbers and instants as that culture writes them.</summary>
    public static string Say(Message message, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        if (message.Key == Message.VerbatimKey)
        {
            return message.Values is [var text] ? Convert.ToString(text, culture) ?? "" : "";
        }

        var area = message.Key.Split('.')[0];
        var pattern = Catalogues.GetValueOrDefault(area)?.GetString(message.Key, culture);
        return pattern is null
            ? message.ToString()
            : string.Format(culture, pattern, [.. message.Values.Select(value => ForCulture(value, culture))]);
    }

    private static object ForCulture(object value, CultureInfo culture) =>
        value switch
        {
            Message inner => Say(inner, culture),
            long or int => Convert.ToInt64(value, culture).ToString("N0", culture),
            _ => value,
        };
}
