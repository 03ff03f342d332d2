using System.Globalization;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// A message as the row holds it: the English key, then its values, parted by '|'. Stored untranslated, because the
/// person who
/// reads it may use another language than the one who started the job.
/// </summary>
public static class JobMessage
{
    private const char Separator = '|';

    public static string Write(string key, params object[] values) =>
        values.Length == 0
            ? key
            : key
                + Separator
                + string.Join(
                    Separator,
                    values.Select(value =>
                        Convert.ToString(value, CultureInfo.InvariantCulture)?.Replace(Separator, '/')
                    )
                );

    /// <summary>The message in the language of the screen; whole numbers get the separators of the culture.</summary>
    public static string Translate(IStringLocalizer localizer, string? stored)
    {
        if (string.IsNullOrEmpty(stored))
        {
            return "";
        }

        var parts = stored.Split(Separator);
        return parts.Length == 1
            ? localizer[parts[0]]
            : localizer[parts[0], parts.Skip(1).Select(ForCulture).ToArray()];
    }

    private static object ForCulture(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("N0", CultureInfo.CurrentCulture)
            : value;
}
