using System.Globalization;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>Numbers as people of the current culture read them.</summary>
public static class Format
{
    public static string Percent(double? share, int decimals = 1) =>
        share is null ? "–" : share.Value.ToString("P" + decimals, CultureInfo.CurrentCulture);

    /// <summary>A probability as a score of 0 to 100, whole; "–" where there is none.</summary>
    public static string Score(double? probability) =>
        probability is { } known ? (known * 100).ToString("N0", CultureInfo.CurrentCulture) : "–";

    public static string Count(double count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <param name="amount">Null reads "–".</param>
    /// <param name="currency">ISO 4217 code, e.g. EUR.</param>
    /// <param name="decimals">0 or 2.</param>
    public static string Money(decimal? amount, string currency, int decimals = 0)
    {
        if (amount is not { } value)
        {
            return "–";
        }

        var symbol = currency switch
        {
            "EUR" => "€",
            "USD" => "$",
            "GBP" => "£",
            "CNY" => "¥",
            "JPY" => "¥",
            _ => currency + "\u00a0",
        };
        return (value < 0 ? "−" : "") + symbol + Math.Abs(value).ToString("N" + decimals, CultureInfo.CurrentCulture);
    }

    /// <summary>A day of the calendar, the same in every zone.</summary>
    public static string Day(DateOnly? day) =>
        day is null ? "–" : day.Value.ToString(IsChinese ? "yyyy-MM-dd" : "d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The day that an instant is where the viewer is.</summary>
    /// <param name="utc">Null reads "–".</param>
    /// <param name="viewer">Null = UTC.</param>
    public static string Day(DateTime? utc, ViewerZone? viewer) =>
        Day(utc is { } instant ? DateOnly.FromDateTime((viewer ?? ViewerZone.Utc).Local(instant)) : null);

    /// <summary>An instant as a clock shows it where the viewer is; only UTC is named.</summary>
    /// <param name="utc">Null reads "–".</param>
    /// <param name="viewer">Null = UTC.</param>
    public static string Instant(DateTime? utc, ViewerZone? viewer)
    {
        if (utc is not { } instant)
        {
            return "–";
        }

        var zone = viewer ?? ViewerZone.Utc;
        return zone.Local(instant)
                .ToString(IsChinese ? "yyyy-MM-dd HH:mm" : "d MMM yyyy HH:mm", CultureInfo.CurrentCulture)
            + (zone == ViewerZone.Utc ? " UTC" : "");
    }

    private static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
}
