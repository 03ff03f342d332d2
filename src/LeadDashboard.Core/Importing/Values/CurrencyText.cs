using System.Globalization;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>
/// The currency before or behind an amount ("€ 5", "US$5", "5 zł", "CHF 5.-", "Rs. 5"), in the name of a column
/// ("Deal value (USD)") or in a cell of its own.
/// </summary>
internal static class CurrencyText
{
    /// <summary>
    /// ISO 4217 codes with what else stands for them, letters without points. What stands for several ("$") means the
    /// first of them that has it, unless the company counts in another.
    /// </summary>
    private static readonly string[] Table =
    [
        "EUR € Euro euros 欧元", "USD $ US$ 美元", "GBP £ ￡ 英镑", "CHF Fr SFr", "CNY ¥ ￥ CN¥ RMB 元 圆 人民币",
        "JPY ¥ ￥ JP¥ 円 圓 日元", "INR ₹ Rs ₨", "BRL R$", "SEK kr", "NOK kr", "DKK kr", "ISK kr", "PLN zł zl",
        "CAD $ C$ CA$ CDN$", "AUD $ A$ AU$", "NZD $ NZ$", "HKD $ HK$", "SGD $ S$ SG$", "TWD $ NT$ 元", "MXN $ MX$ MEX$",
        "ARS $ AR$", "CLP $ CL$", "COP $ COL$ CO$", "UYU $ UY$ $U", "DOP $ RD$", "AED Dhs", "BDT ৳", "BGN", "BHD",
        "CZK Kč", "EGP £", "GHS ₵", "HUF Ft", "IDR Rp", "ILS ₪", "JOD", "KES", "KRW ₩", "KWD", "KZT ₸", "LKR Rs ₨",
        "NPR Rs ₨", "PKR Rs ₨", "MUR Rs ₨", "MAD", "MOP", "MYR RM", "NGN ₦", "OMR", "PEN", "PHP ₱", "QAR", "RON lei",
        "RSD", "RUB ₽ руб", "SAR ﷼", "THB ฿", "TND", "TRY ₺ TL", "UAH ₴ грн", "VND ₫", "XAF", "XOF", "ZAR", "GEL ₾",
        "AZN ₼", "CRC ₡", "PYG ₲", "BOB", "DZD", "TZS", "UGX",
    ];

    /// <summary>Codes that are words as well: they name a currency only in brackets.</summary>
    private static readonly HashSet<string> AlsoWords = new(StringComparer.Ordinal) { "MAD", "PEN", "TRY", "COP" };

    private static readonly Dictionary<string, string[]> Codes = Table
        .Select(line => line.Split(' '))
        .SelectMany(words => words.Select(word => (Word: word, Code: words[0])))
        .GroupBy(pair => pair.Word, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.Select(pair => pair.Code).ToArray(), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Letters that stand before a sign of currency: US$, NZ$, R$.</summary>
    private const int MaxRegionLetters = 3;

    /// <summary>The ISO 4217 code that a sign, a word or a code stands for; null = none that is known.</summary>
    /// <param name="mark">Such as "US$", "Rs" or "eur"; null = none.</param>
    /// <param name="preferred">What an ambiguous sign means where it can; null = its usual meaning.</param>
    public static string? Code(string? mark, string? preferred = null)
    {
        var text = mark?.Trim().TrimEnd('.') ?? "";
        return !Codes.TryGetValue(text.Replace('＄', '$'), out var codes)
                ? text.Length == 3 && text.All(char.IsAsciiLetter)
                    ? text.ToUpperInvariant()
                    : null
            : preferred is not null && codes.Contains(preferred, StringComparer.Ordinal) ? preferred
            : codes[0];
    }

    /// <summary>The currency that the name of a column names; null = none.</summary>
    /// <param name="rest">The name without it.</param>
    /// <param name="preferred">See <see cref="Code"/>.</param>
    public static string? OfHeader(string header, out string rest, string? preferred = null)
    {
        rest = header;
        for (var start = 0; start < header.Length; start++)
        {
            if (IsSign(header[start]))
            {
                rest = header.Remove(start, 1);
                return Code(header[start].ToString(), preferred);
            }

            var length = Letters(header.AsSpan(start));
            if (length == 3)
            {
                var word = header.Substring(start, length);
                var isInBrackets = start > 0 && header[start - 1] is '(' or '[';
                var isLast = start > 0 && start + length == header.Length && char.IsLower(word[0]);
                var isCode =
                    Codes.TryGetValue(word, out var codes)
                    && string.Equals(codes[0], word, StringComparison.OrdinalIgnoreCase)
                    && (
                        isInBrackets
                        || (!AlsoWords.Contains(codes[0]) && (isLast || word.All(char.IsAsciiLetterUpper)))
                    );
                if (isCode)
                {
                    rest = header.Remove(start, length).TrimEnd();
                    rest = rest.EndsWith(" in", StringComparison.Ordinal) ? rest[..^3] : rest;
                    return codes![0];
                }
            }

            start += Math.Max(0, length - 1);
        }

        return null;
    }

    /// <returns>The text without its currency, trimmed.</returns>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => Trim(text, out _);

    /// <param name="mark">The currency as it stands, empty where there is none.</param>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text, out ReadOnlySpan<char> mark)
    {
        text = text.Trim();
        mark = [];
        if (text.IsEmpty || char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]))
        {
            return text;
        }

        var letters = Letters(text);
        if (letters < text.Length && IsSign(text[letters]) && letters <= MaxRegionLetters)
        {
            mark = text[..(letters + 1)];
            return text[(letters + 1)..].TrimStart('.').Trim();
        }

        if (letters > 0 && Lookup.ContainsKey(text[..letters]))
        {
            mark = text[..letters];
            return text[letters..].TrimStart('.').Trim();
        }

        var end = text;
        if (IsSign(end[^1]))
        {
            end = end[..^1].TrimEnd();
            var region = LettersAtEnd(end);
            end = region is > 0 and <= MaxRegionLetters ? end[..^region] : end;
            mark = text[end.Length..].Trim();
            return end.TrimEnd();
        }

        end = end.TrimEnd('.');
        letters = LettersAtEnd(end);
        if (letters == 0 || !Lookup.ContainsKey(end[^letters..]))
        {
            return text;
        }

        mark = end[^letters..];
        return end[..^letters].TrimEnd();
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
