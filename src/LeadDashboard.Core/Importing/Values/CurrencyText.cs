using System.Globalization;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>The currency before or behind an amount: "€ 5", "US$5", "5 zł", "CHF 5.-", "Rs. 5".</summary>
internal static class CurrencyText
{
    /// <summary>ISO 4217 codes and names in use beside them; letters without points.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "AED", "ARS", "AUD", "BDT", "BGN", "BHD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR",
        "GBP", "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JOD", "JPY", "KES", "KRW", "KWD", "KZT", "LKR", "MAD",
        "MXN", "MYR", "NGN", "NOK", "NZD", "OMR", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SEK",
        "SGD", "THB", "TND", "TRY", "TWD", "UAH", "USD", "UYU", "VND", "XAF", "XOF", "ZAR", "RMB", "元", "圆", "圓", "円",
        "人民币", "kr", "Rs", "Fr", "SFr", "zł", "zl", "Kč", "Ft", "lei", "руб", "грн", "TL", "Rp", "RM", "Dhs", "Euro",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Letters that stand before a sign of currency: US$, NZ$, R$.</summary>
    private const int MaxRegionLetters = 3;

    /// <returns>The text without its currency, trimmed.</returns>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IsEmpty || char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]))
        {
            return text;
        }

        var letters = Letters(text);
        if (letters < text.Length && IsSign(text[letters]) && letters <= MaxRegionLetters)
        {
            return text[(letters + 1)..].TrimStart('.').Trim();
        }

        if (letters > 0 && Lookup.Contains(text[..letters]))
        {
            return text[letters..].TrimStart('.').Trim();
        }

        var end = text;
        if (IsSign(end[^1]))
        {
            end = end[..^1].TrimEnd();
            var region = LettersAtEnd(end);
            return region is > 0 and <= MaxRegionLetters ? end[..^region].TrimEnd() : end;
        }

        end = end.TrimEnd('.');
        letters = LettersAtEnd(end);
        return letters > 0 && Lookup.Contains(end[^letters..]) ? end[..^letters].TrimEnd() : text;
    }

    private static bool IsSign(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;

    private static int Letters(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetter(text[length]))
        {
            length++;
        }

        return length;
    }

    private static int LettersAtEnd(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetter(text[text.Length - 1 - length]))
        {
            length++;
        }

        return length;
    }
}
