using System.Globalization;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>
/// Numbers as people type them: currencies, thousands signs (also in twos, as India has them), percent, brackets for
/// minus, "35k", digits of other scripts.
/// </summary>
public static class NumberText
{
    /// <summary>Without an exponent and without zeros at the end.</summary>
    private const string Plain = "0.#############################";

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>
    /// What multiplies the number before it; a letter only directly behind an amount with its currency: "10k" alone may
    /// be a distance.
    /// </summary>
    private static readonly (string Word, decimal Factor)[] Multipliers =
    [
        ("k", 1e3m),
        ("K", 1e3m),
        ("M", 1e6m),
        ("mn", 1e6m),
        ("mio", 1e6m),
        ("mln", 1e6m),
        ("bn", 1e9m),
        ("lakh", 1e5m),
        ("crore", 1e7m),
        ("万", 1e4m),
        ("萬", 1e4m),
        ("亿", 1e8m),
        ("億", 1e8m),
    ];

    /// <summary>The number in plain invariant form ("-1234.5"), or false. A percentage is divided by 100.</summary>
    public static bool TryNormalize(string text, char decimalSeparator, out string number) =>
        TryNormalize(text, decimalSeparator, out number, out _);

    /// <param name="currency">As it stands beside the number ("US$"); empty where there is none.</param>
    private static bool TryNormalize(
        string text,
        char decimalSeparator,
        out string number,
        out ReadOnlySpan<char> currency
    )
    {
        number = "";
        currency = [];
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

        if (span.ContainsAnyInRange('\u0600', '\uFFFF'))
        {
            span = WithAsciiDigits(new string(span), decimalSeparator);
        }

        return TryNormalizeDecorated(span, decimalSeparator, out number, out currency);
    }

    /// <summary>The Arabic decimal sign is that of the file, whichever that is.</summary>
    private static string WithAsciiDigits(string text, char decimalSeparator) =>
        NormalForms
            .AsciiDigits(text)
            .Replace('\u066B', decimalSeparator)
            .Replace('\u066C', decimalSeparator == '.' ? ',' : '.');

    /// <summary>What stands between the first and the last digit: no sign, currency or percent.</summary>
    internal static ReadOnlySpan<char> Digits(string text)
    {
        var span = NormalForms.AsciiDigits(text).AsSpan();
        var first = span.IndexOfAnyInRange('0', '9');
        return first < 0 ? [] : span[first..(span.LastIndexOfAnyInRange('0', '9') + 1)];
    }

    public static bool TryParse(string text, char decimalSeparator, out double value)
    {
        value = 0;
        return TryNormalize(text, decimalSeparator, out var number)
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    /// <summary>For money: exact, and refused beyond what a decimal holds.</summary>
    public static bool TryParseAmount(string text, char decimalSeparator, out decimal amount) =>
        TryParseAmount(text, decimalSeparator, out amount, out _);

    /// <param name="currency">As it stands beside the amount, such as "US$"; null where there is none.</param>
    internal static bool TryParseAmount(
        string text,
        char decimalSeparator,
        out decimal amount,
        out string? currency
    )
    {
        amount = 0;
        var isNumber = TryNormalize(text, decimalSeparator, out var number, out var mark);
        currency = mark.IsEmpty ? null : new string(mark);
        return isNumber && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out amount);
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

    private static bool TryNormalizeDecorated(
        ReadOnlySpan<char> span,
        char decimalSeparator,
        out string number,
        out ReadOnlySpan<char> currency
    )
    {
        number = "";
        Span<char> kept = stackalloc char[span.Length];
        var isNegative = false;
        if (span.Length > 2 && span[0] == '(' && span[^1] == ')')
        {
            isNegative = true;
            span = span[1..^1].Trim();
        }

        var isPercent = span.Length > 1 && span[^1] == '%';
        if (isPercent)
        {
            span = span[..^1];
        }

        span = CurrencyText.Trim(span, out currency);
        var hasCurrency = !currency.IsEmpty;
        span = CurrencyText.Trim(TrimSign(TrimDash(span), ref isNegative), out var behindSign);
        currency = hasCurrency ? currency : behindSign;
        span = TrimMultiplier(TrimDash(span), hasCurrency, out var factor);
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

        if ((isPercent || factor != 1m) && decimal.TryParse(plain, NumberStyles.Float, Invariant, out var exact))
        {
            if (Math.Abs(exact) > decimal.MaxValue / factor)
            {
                return false;
            }

            plain = (isPercent ? exact / 100m : exact * factor).ToString(Plain, Invariant);
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

        var isIndian = HasIndianGroups(text);
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
                if (i == 0 || (!IsGroup(text, i) && !(isIndian && c == ',')))
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

    /// <summary>"1.250,-" and "500.–": no cents.</summary>
    private static ReadOnlySpan<char> TrimDash(ReadOnlySpan<char> span) =>
        span.Length > 2 && span[^1] is '-' or '\u2013' or '\u2014' && span[^2] is ',' or '.' ? span[..^2] : span;

    private static ReadOnlySpan<char> TrimMultiplier(
        ReadOnlySpan<char> span,
        bool hasCurrency,
        out decimal factor
    )
    {
        factor = 1m;
        if (span.IsEmpty || char.IsAsciiDigit(span[^1]))
        {
            return span;
        }

        var worded = span.TrimEnd('.');
        foreach (var (word, times) in Multipliers)
        {
            var isLetter = word.Length == 1 && char.IsAscii(word[0]);
            if (!worded.EndsWith(word, isLetter ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var number = worded[..^word.Length];
            var digits = isLetter ? number : number.TrimEnd();
            if ((hasCurrency || !isLetter) && !digits.IsEmpty && char.IsAsciiDigit(digits[^1]))
            {
                factor = times;
                return digits;
            }
        }

        return span;
    }

    /// <summary>"12,34,567": groups of two before the last three, as India counts.</summary>
    private static bool HasIndianGroups(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var last = whole.LastIndexOf(',');
        if (last < 0 || whole.Length - last != 4)
        {
            return false;
        }

        var groups = 0;
        while (last > 0)
        {
            var rest = whole[..last];
            var next = rest.LastIndexOf(',');
            var length = last - next - 1;
            if (length is < 1 or > 2 || (length == 1 && next >= 0))
            {
                return false;
            }

            groups++;
            last = next;
        }

        return groups > 1 && last < 0;
    }
}
