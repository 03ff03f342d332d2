using System.Globalization;
using System.Text;

namespace LeadDashboard.Core.Files.Workbooks;

/// <summary>
/// Numbers whose format only lays out their digits, such as 00000 for a postcode or +0 for a phone number: there the
/// number as shown is what was meant. Every other format (1,234.5 or 15%) hides digits, so the number itself is taken.
/// </summary>
internal sealed class DigitFormats
{
    private const double TooLarge = 1e15;
    private const string Literals = " -+()";
    private readonly Dictionary<string, string?> _patterns = new(StringComparer.Ordinal);

    /// <returns>The number as shown; null = its format does more than lay out digits.</returns>
    public string? Show(double number, string? format)
    {
        if (format is null or "General" || number < 0 || number >= TooLarge || number != Math.Floor(number))
        {
            return null;
        }

        if (!_patterns.TryGetValue(format, out var pattern))
        {
            _patterns[format] = pattern = Parse(format);
        }

        return pattern is null ? null : Lay((long)number, pattern);
    }

    /// <summary>'0' and '#' for digits, every other character stands for itself; null = no such format.</summary>
    private static string? Parse(string format)
    {
        var pattern = new StringBuilder();
        var (zeros, isQuoted) = (0, false);
        for (var i = 0; i < format.Length && (isQuoted || format[i] != ';'); i++)
        {
            var c = format[i];
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || c == '\\')
            {
                c = isQuoted ? c : format[Math.Min(++i, format.Length - 1)];
                if (c is '0' or '#')
                {
                    return null;
                }

                pattern.Append(c);
            }
            else if (c is '0' or '#' || Literals.Contains(c, StringComparison.Ordinal))
            {
                zeros += c == '0' ? 1 : 0;
                pattern.Append(c);
            }
            else
            {
                return null;
            }
        }

        return zeros > 1 || (zeros == 1 && pattern[0] == '+') ? pattern.ToString() : null;
    }

    private static string Lay(long number, string pattern)
    {
        var digits = number
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(pattern.Count(sign => sign == '0'), '0');
        var places = pattern.Count(sign => sign is '0' or '#');
        var text = new StringBuilder();
        foreach (var sign in pattern)
        {
            if (sign is not ('0' or '#'))
            {
                text.Append(sign);
                continue;
            }

            // The leftmost place takes what is too long for the format.
            var count = Math.Max(0, digits.Length - places + 1);
            text.Append(digits[..count]);
            digits = digits[count..];
            places--;
        }

        return text.ToString();
    }
}
