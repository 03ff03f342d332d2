using System.Globalization;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>Numbers as people of the current culture read them.</summary>
public static class Format
{
    public static string Percent(double? share, int decimals = 1) =>
        share is null ? "–" : share.Value.ToString("P" + decimals, CultureInfo.CurrentCulture);

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

    public static string Day(DateTime? utc) =>
        utc is null ? "–" : utc.Value.ToString(IsChinese ? "yyyy-MM-dd" : "d MMM yyyy", CultureInfo.CurrentCulture);

    public static string Instant(DateTime? utc) =>
        utc is null
            ? "–"
            : utc.Value.ToString(IsChinese ? "yyyy-MM-dd HH:mm" : "d MMM yyyy HH:mm", CultureInfo.CurrentCulture)
                + " UTC";

    private static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
}
