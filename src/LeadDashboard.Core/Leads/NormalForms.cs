using System.Globalization;
using System.Text;

namespace LeadDashboard.Core.Leads;

/// <summary>One spelling for what people spell in many ways.</summary>
public static class NormalForms
{
    private static readonly HashSet<string> LegalForms = new(StringComparer.Ordinal)
    {
        "inc", "incorporated", "llc", "ltd", "limited", "gmbh", "ag", "kg", "co", "corp", "corporation", "company",
        "plc", "sa", "sarl", "srl", "spa", "bv", "nv", "oy", "ab", "as", "pty", "pte", "kk", "sas", "ug", "se", "llp",
        "lp",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> LegalWords =
        LegalForms.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] ChineseLegalForms = ["股份有限公司", "有限责任公司", "有限公司", "集团公司"];

    /// <summary>Lower case, without "mailto:" and display name; false where it is no plausible address.</summary>
    public static bool TryEmail(string? text, out string email)
    {
        email = "";
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var span = text.AsSpan().Trim();
        var open = span.LastIndexOf('<');
        if (open >= 0 && span[^1] == '>')
        {
            span = span[(open + 1)..^1].Trim();
        }

        if (span.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            span = span[7..];
        }

        var at = span.IndexOf('@');
        var isPlausible =
            at > 0
            && at == span.LastIndexOf('@')
            && span.Length <= 254
            && span[(at + 1)..].IndexOf('.') > 0
            && span[^1] != '.'
            && span.IndexOfAny(" ,;\t\"") < 0;
        email = isPlausible ? new string(span).ToLowerInvariant() : "";
        return isPlausible;
    }

    /// <summary>
    /// "+4930123456" where a country is given, else digits only; false where it is no plausible number (7 to 15
    /// digits).
    /// </summary>
    public static bool TryPhone(string? text, out string phone)
    {
        phone = "";
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
        {
            return false;
        }

        var span = AsciiDigits(text).AsSpan().Trim();
        var extension = span.IndexOfAny("xX#");
        if (extension > 6)
        {
            span = span[..extension].TrimEnd();
        }

        var builder = new StringBuilder(span.Length);
        var trunk = span.IndexOf("(0)");
        for (var i = 0; i < span.Length; i++)
        {
            if (trunk > 0 && i >= trunk && i < trunk + 3)
            {
                continue;
            }

            var c = span[i];
            if (char.IsAsciiDigit(c) || (c == '+' && builder.Length == 0))
            {
                builder.Append(c);
            }
            else if (c is not (' ' or '-' or '.' or '/' or '(' or ')' or '\u00A0' or '\u2011' or '\u2013'))
            {
                return false;
            }
        }

        phone = builder.ToString();
        if (phone.StartsWith("00", StringComparison.Ordinal))
        {
            phone = "+" + phone[2..];
        }

        var digits = phone.Length - (phone.StartsWith('+') ? 1 : 0);
        var isPlausible = digits is >= 7 and <= 15 && phone.AsSpan().TrimStart('+').IndexOfAnyExcept(phone[^1]) >= 0;
        phone = isPlausible ? phone : "";
        return isPlausible;
    }

    /// <summary>
    /// Digits of any script and full-width signs in their ASCII form ("１２．５" = "12.5", "٢٥٠٠" = "2500"); anything
    /// else as it stands. For numbers, dates and phones: in a name nothing is replaced.
    /// </summary>
    public static string AsciiDigits(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0600', '\uFFFF'))
        {
            return text;
        }

        return string.Create(
            text.Length,
            text,
            static (made, given) =>
            {
                for (var i = 0; i < made.Length; i++)
                {
                    made[i] = AsciiDigit(given[i]);
                }
            }
        );
    }

    private static char AsciiDigit(char c) =>
        c switch
        {
            < '\u0600' => c,
            >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
            '\u3000' => ' ',
            _ => CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and var digit ? (char)('0' + digit) : c,
        };

    /// <summary>ISO 3166 alpha-2 where the country is recognised, else the trimmed text.</summary>
    public static string Country(string text)
    {
        var trimmed = text.Trim();
        return CountryNames.Find(Fold(trimmed)) ?? trimmed;
    }

    /// <summary>Trimmed, inner runs of blanks made one.</summary>
    public static string Spaces(string text)
    {
        var span = text.AsSpan().Trim();
        if (span.Length == text.Length && span.IndexOfAny("\t\r\n\u00A0") < 0 && span.IndexOf("  ") < 0)
        {
            return text;
        }

        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>For comparing: lower case, no accents, single blanks.</summary>
    public static string Fold(string text)
    {
        var spaced = Spaces(text);
        if (Ascii.IsValid(spaced))
        {
            return spaced.ToLowerInvariant();
        }

        var builder = new StringBuilder(spaced.Length);
        foreach (var c in spaced.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                builder.Append(char.ToLowerInvariant(c));
            }
        }

        return builder.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>For comparing companies: folded, without punctuation and legal forms ("ACME, Inc." = "acme").</summary>
    public static string FoldCompany(string text)
    {
        var folded = Fold(text);
        foreach (var form in ChineseLegalForms)
        {
            if (folded.Length > form.Length && folded.EndsWith(form, StringComparison.Ordinal))
            {
                folded = folded[..^form.Length];
                break;
            }
        }

        Span<char> room = folded.Length <= 256 ? stackalloc char[folded.Length] : new char[folded.Length];
        var length = 0;
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c))
            {
                room[length++] = c;
            }
            else if (c != '.' && length > 0 && room[length - 1] != ' ')
            {
                room[length++] = ' ';
            }
        }

        ReadOnlySpan<char> words = room[..length].TrimEnd(' ');
        while (words.LastIndexOf(' ') is > 0 and var cut && LegalWords.Contains(words[(cut + 1)..]))
        {
            words = words[..cut];
        }

        return words.Length == 0 ? folded : words.ToString();
    }
}
