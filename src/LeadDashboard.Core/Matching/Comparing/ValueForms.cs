using System.Globalization;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>One spelling per value before two values are compared; "" = missing.</summary>
public static class ValueForms
{
    /// <param name="text">As stored or read from a file.</param>
    public static string Normalize(MatchKind kind, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        return kind switch
        {
            MatchKind.Email => NormalForms.TryEmail(text, out var email) ? email : "",
            MatchKind.Phone => Phone(text),
            MatchKind.Company => NormalForms.FoldCompany(text),
            MatchKind.Date => Date(text),
            MatchKind.Number => Number(text),
            MatchKind.Code => Letters(text, keepSpaces: false),
            MatchKind.FullName => Name(text),
            _ => Letters(text, keepSpaces: true),
        };
    }

    /// <summary>Digits without country code signs and trunk zeros: numbers of one line agree from the right.</summary>
    private static string Phone(string text)
    {
        if (!NormalForms.TryPhone(PhoneForms.SplitExtension(text).Number, out var phone))
        {
            return "";
        }

        var digits = phone.AsSpan().TrimStart('+').TrimStart('0');
        return new string(digits.Length > 9 ? digits[^9..] : digits);
    }

    /// <summary>
    /// yyyymmdd; a date that cannot be read keeps its digits, so that a mistyped one is still close to the right one.
    /// </summary>
    private static string Date(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 8 && trimmed.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return trimmed;
        }

        if (
            DateText.TryParse(trimmed, DateOrder.YearFirst, out var date)
            || DateText.TryParse(trimmed, DateOrder.DayFirst, out date)
        )
        {
            return date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        }

        return new string([.. trimmed.Where(char.IsAsciiDigit)]);
    }

    private static string Number(string text) =>
        NumberText.TryParse(text.Trim(), '.', out var number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    /// <summary>"Müller, Jörg (Dr.)" = "jorg muller dr": a comma means the surname stands first.</summary>
    private static string Name(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var ordered =
            comma > 0 && comma == text.LastIndexOf(',')
                ? string.Concat(text.AsSpan(comma + 1), " ", text.AsSpan(0, comma))
                : text;
        return Letters(ordered, keepSpaces: true);
    }

    private static string Letters(string text, bool keepSpaces)
    {
        var folded = NormalForms.Fold(text);
        Span<char> kept = folded.Length <= 256 ? stackalloc char[folded.Length] : new char[folded.Length];
        var length = 0;
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c))
            {
                kept[length++] = c;
            }
            else if (keepSpaces && c is not ('\'' or '\u2019' or '.') && length > 0 && kept[length - 1] != ' ')
            {
                kept[length++] = ' ';
            }
        }

        return new string(kept[..length].TrimEnd(' '));
    }
}
