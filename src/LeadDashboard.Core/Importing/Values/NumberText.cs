using System.Globalization;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>Numbers as people type them: currency signs, thousands signs, percent, brackets for minus.</summary>
public static class NumberText
{
    private static readonly string[] CurrencyWords =
    [
        "USD", "EUR", "GBP", "CNY", "RMB", "CHF", "JPY", "AUD", "CAD", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HKD",
        "SGD", "元", "圆", "kr",
    ];

    /// <summary>The number in plain invariant form ("-1234.5"), or false. A percentage is divided by 100.</summary>
    public static bool TryNormalize(string text, char decimalSeparator, out string number)
    {
        number = "";
        var span = text.AsSpan().Trim();
        if (span.IsEmpty || span.Length > 60)
        {
            return false;
        }

        if (IsPlainInteger(span))
        {
            number = span.Length == text.Length ? text : new string(span);
            return true;
        }

        if (decimalSeparator == '.' && IsPlainDecimal(span))
        {
            number = span.Length == text.Length ? text : new string(span);
            return true;
        }

        return TryNormalizeDecorated(span, decimalSeparator, out number);
    }

    public static bool TryParse(string text, char decimalSeparator, out double value)
    {
        value = 0;
        return TryNormalize(text, decimalSeparator, out var number)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>For money: exact, and refused beyond what a decimal holds.</summary>
    public static bool TryParseAmount(string text, char decimalSeparator, out decimal amount)
    {
        amount = 0;
        return TryNormalize(text, decimalSeparator, out var number)
            && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out amount);
    }

    private static bool IsPlainInteger(ReadOnlySpan<char> span)
    {
        var digits = span[0] == '-' ? span[1..] : span;
        return !digits.IsEmpty && digits.Length <= 28 && digits.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool IsPlainDecimal(ReadOnlySpan<char> span)
    {
        var digits = span[0] == '-' ? span[1..] : span;
        var point = digits.IndexOf('.');
        return point > 0
            && point < digits.Length - 1
            && digits[..point].IndexOfAnyExceptInRange('0', '9') < 0
            && digits[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool TryNormalizeDecorated(ReadOnlySpan<char> span, char decimalSeparator, out string number)
    {
        number = "";
        Span<char> kept = stackalloc char[span.Length];
        var isNegative = false;
        if (span.Length > 2 && span[0] == '(' && span[^1] == ')')
        {
            isNegative = true;
            span = span[1..^1].Trim();
        }

        var isPercent = span.Length > 1 && span[^1] is '%' or '％';
        if (isPercent)
        {
            span = span[..^1];
        }

        span = TrimCurrency(TrimSign(TrimCurrency(span), ref isNegative));
        var length = 0;
        foreach (var c in span)
        {
            // A space or an apostrophe between digits separates thousands.
            if (!char.IsWhiteSpace(c) && c is not ('\'' or '\u2019'))
            {
                kept[length++] = c;
            }
        }

        if (
            length == 0
            || !HasSpacesOnlyBetweenThousands(span)
            || !TryResolveSeparators(kept[..length], decimalSeparator, out var plain)
        )
        {
            return false;
        }

        if (
            !double.TryParse(
                plain,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var value
            ) || !double.IsFinite(value)
        )
        {
            return false;
        }

        if (isPercent && decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent))
        {
            plain = (percent / 100m).ToString(CultureInfo.InvariantCulture);
        }

        number = isNegative ? "-" + plain : plain;
        return true;
    }

    /// <summary>
    /// Decides which of '.' and ',' is the decimal sign; the other must stand before groups of three digits.
    /// </summary>
    private static bool TryResolveSeparators(ReadOnlySpan<char> text, char decimalSeparator, out string plain)
    {
        plain = "";
        var lastPoint = text.LastIndexOf('.');
        var lastComma = text.LastIndexOf(',');
        char? decimalSign;
        if (lastPoint >= 0 && lastComma >= 0)
        {
            decimalSign = lastPoint > lastComma ? '.' : ',';
        }
        else
        {
            var sign = lastPoint >= 0 ? '.' : ',';
            var last = Math.Max(lastPoint, lastComma);
            if (last < 0)
            {
                decimalSign = null;
            }
            else if (text.IndexOf(sign) == last && (sign == decimalSeparator || !IsGroup(text, last)))
            {
                decimalSign = sign;
            }
            else
            {
                decimalSign = null;
            }
        }

        var decimalAt = decimalSign is { } d ? text.LastIndexOf(d) : -1;
        if (decimalAt >= 0 && text[..decimalAt].Contains(decimalSign!.Value))
        {
            return false;
        }

        Span<char> kept = stackalloc char[text.Length + 1];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (i == decimalAt)
            {
                if (length == 0)
                {
                    kept[length++] = '0';
                }

                kept[length++] = '.';
            }
            else if (c is '.' or ',')
            {
                if (!IsGroup(text, i) || i == 0)
                {
                    return false;
                }
            }
            else if (
                char.IsAsciiDigit(c)
                || ((c is 'e' or 'E') && i > 0)
                || ((c is '+' or '-') && i > 0 && text[i - 1] is 'e' or 'E')
            )
            {
                kept[length++] = c;
            }
            else
            {
                return false;
            }
        }

        plain = new string(kept[..length].TrimEnd('.'));
        return plain.Length > 0;
    }

    private static bool IsGroup(ReadOnlySpan<char> text, int separator)
    {
        if (separator == 1 && text[0] == '0')
        {
            // 0.750 is no number of thousands.
            return false;
        }

        var rest = text[(separator + 1)..];
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return (digits < 0 ? rest.Length : digits) == 3;
    }

    private static bool HasSpacesOnlyBetweenThousands(ReadOnlySpan<char> span)
    {
        for (var i = 1; i < span.Length; i++)
        {
            if (
                char.IsWhiteSpace(span[i])
                && !(
                    i + 3 < span.Length
                    && char.IsAsciiDigit(span[i - 1])
                    && span.Slice(i + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0
                )
            )
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> TrimSign(ReadOnlySpan<char> span, scoped ref bool isNegative)
    {
        if (!span.IsEmpty && span[0] is '-' or '+' or '\u2212')
        {
            isNegative |= span[0] != '+';
            return span[1..].Trim();
        }

        if (span.Length > 1 && span[^1] is '-' or '\u2212')
        {
            isNegative = true;
            return span[..^1].Trim();
        }

        return span;
    }

    private static ReadOnlySpan<char> TrimCurrency(ReadOnlySpan<char> span)
    {
        span = span.Trim();
        foreach (var word in CurrencyWords)
        {
            if (span.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return span[word.Length..].Trim();
            }

            if (span.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return span[..^word.Length].Trim();
            }
        }

        if (!span.IsEmpty && char.GetUnicodeCategory(span[0]) == UnicodeCategory.CurrencySymbol)
        {
            return span[1..].Trim();
        }

        return !span.IsEmpty && char.GetUnicodeCategory(span[^1]) == UnicodeCategory.CurrencySymbol
            ? span[..^1].Trim()
            : span;
    }
}
