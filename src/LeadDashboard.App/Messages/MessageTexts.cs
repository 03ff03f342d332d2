using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Resources;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.App.Messages;

/// <summary>
/// The words of every message in English and Chinese. The part of the key before the dot names the catalogue, a pair
/// of resx files beside the feature: "import." is Importing/ImportingMessages.resx. Pages, API and command line ask
/// here.
/// </summary>
public static class MessageTexts
{
    private static readonly Dictionary<string, ResourceManager> Catalogues = new(StringComparer.Ordinal)
    {
        ["access"] = At("Access.AccessMessages"),
        ["api"] = At("Access.AccessMessages"),
        ["duplicates"] = At("Duplicates.DuplicatesMessages"),
        ["home"] = At("Home.HomeMessages"),
        ["import"] = At("Importing.ImportingMessages"),
        ["jobs"] = At("Jobs.JobsMessages"),
        ["leads"] = At("Leads.LeadsMessages"),
        ["models"] = At("Models.ModelsMessages"),
        ["outcomes"] = At("Outcomes.OutcomesMessages"),
        ["segments"] = At("Segments.SegmentsMessages"),
        ["settings"] = At("Settings.SettingsMessages"),
        ["training"] = At("Models.TrainingMessages"),
        ["users"] = At("Users.UsersMessages"),
    };

    /// <summary>The part before the dot of every key that has words.</summary>
    public static IReadOnlyCollection<string> Areas => Catalogues.Keys;

    /// <summary>The message in a language; numbers and instants as that culture writes them.</summary>
    /// <param name="culture">null = the language of the page.</param>
    public static string Say(Message message, CultureInfo? culture = null)
    {
        culture ??= CultureInfo.CurrentUICulture;
        if (message.Key == Message.VerbatimKey)
        {
            return message.Values is [var text] ? Convert.ToString(text, culture) ?? "" : "";
        }

        var values = message.Values.Select(value => ForCulture(value, culture)).ToArray();
        if (message.Key == Message.ListKey)
        {
            return string.Join(culture.TwoLetterISOLanguageName == "zh" ? "、" : ", ", values);
        }

        return PatternOf(message.Key, culture) is { } pattern
            ? string.Format(culture, pattern, values)
            : message.ToString();
    }

    /// <summary>Why something was refused; null where it was not.</summary>
    [return: NotNullIfNotNull(nameof(refusal))]
    public static string? Say(Error? refusal) => refusal is null ? null : Say(refusal.Message);

    /// <summary>A message as it is stored in a row; "" where there is none.</summary>
    public static string SayStored(string? stored, CultureInfo? culture = null) =>
        Message.FromStored(stored) is { } message ? Say(message, culture) : "";

    /// <summary>The text of a key with its places {0}, {1} ...; null where the catalogue has none.</summary>
    internal static string? PatternOf(string key, CultureInfo culture) =>
        Catalogues.GetValueOrDefault(key.Split('.')[0])?.GetString(key, culture);

    /// <summary>The keys of one language of a catalogue, for the test that each is used and worded twice.</summary>
    internal static IReadOnlyCollection<string> KeysOf(string area, CultureInfo culture) =>
        Catalogues[area].GetResourceSet(culture, createIfNotExists: true, tryParents: false) is { } texts
            ? [.. texts.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key)]
            : [];

    private static ResourceManager At(string path) => new("LeadDashboard.App." + path, typeof(MessageTexts).Assembly);

    private static object ForCulture(object value, CultureInfo culture) =>
        value switch
        {
            Message inner => Say(inner, culture),
            long whole => whole.ToString("N0", culture),
            _ => value,
        };
}
