namespace LeadDashboard.Core.Importing.Values;

/// <summary>What a spreadsheet leaves in a cell in place of its value.</summary>
internal static class SpreadsheetText
{
    /// <summary>A short identity of at least so many digits may be shown as a power of ten.</summary>
    public const int ShortestIdentity = 7;

    /// <summary>Digits of a number from which on a spreadsheet shows it as a power of ten by itself.</summary>
    public const int ShownAsPower = 12;

    /// <summary>English, German, French and Spanish.</summary>
    private static readonly HashSet<string> Errors = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!",
        "#GETTING_DATA", "#ERROR!", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#VALEUR!", "#NOM?", "#NOMBRE!", "#VALOR!",
        "#¡REF!", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NUM!",
    };

    /// <summary>A formula that failed.</summary>
    public static bool IsError(string text) => text is ['#', ..] && Errors.Contains(text.Trim());

    /// <summary>"4.91702E+11": the last digits of the number are gone.</summary>
    /// <param name="digits">The number has at least so many.</param>
    public static bool HasLostDigits(string text, int digits)
    {
        var at = text.AsSpan().IndexOfAny('E', 'e');
        if (
            at < 1
            || at > 18
            || text.Length - at is < 4 or > 5
            || text[at + 1] != '+'
            || text.AsSpan(at + 2).IndexOfAnyExceptInRange('0', '9') >= 0
        )
        {
            return false;
        }

        var mantissa = text.AsSpan(0, at).TrimStart('-');
        var exponent = DateText.Number(text.AsSpan(at + 2));
        var isNumber =
            mantissa.Length > 0
            && char.IsAsciiDigit(mantissa[0])
            && (mantissa.Length == 1 || mantissa[1] is '.' or ',')
            && mantissa[Math.Min(2, mantissa.Length)..].IndexOfAnyExceptInRange('0', '9') < 0;
        var decimals = Math.Max(0, mantissa.Length - 2);
        return isNumber && exponent + 1 >= digits && exponent > decimals;
    }
}
