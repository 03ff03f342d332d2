using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>What kind of values a column holds, from its name and a sample.</summary>
public static class FieldTypeDetector
{
    /// <summary>
    /// Share of the values that must read as the type; the few others are rejected with a reason at import.
    /// </summary>
    private const double Enough = 0.97;

    private static readonly HashSet<string> CodeWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "code", "zip", "zipcode", "postcode", "postal", "plz", "type", "kind", "region", "browser", "system",
        "systems", "os", "segment", "class", "group", "category", "status", "store", "branch", "channel", "version",
        "zone", "cluster", "tier", "district", "department", "dept", "sector", "sic", "naics", "gender", "sex", "month",
        "weekday", "quarter", "language", "device", "platform", "territory", "grade", "model", "sku",
    };

    /// <summary>
    /// Values that mean "not known" (see <see cref="MissingTokens"/>) are best left out by the caller; empty ones and
    /// usual words are ignored here.
    /// </summary>
    public static FieldType Detect(
        string name,
        IReadOnlyList<string> values,
        char decimalSeparator = '.',
        DateOrder dateOrder = DateOrder.DayFirst
    )
    {
        var filled = values.Select(CellText.Clean).Where(v => !MissingTokens.IsCommon(v)).ToList();
        if (filled.Count == 0)
        {
            return FieldType.Text;
        }

        var distinct = new HashSet<string>(filled, StringComparer.OrdinalIgnoreCase);
        var words = HeaderWords.Split(name);
        if (
            distinct.All(BooleanText.IsWord)
            || (distinct.Count == 2 && distinct.SetEquals(["0", "1"]) && SaysYesOrNo(words))
        )
        {
            return FieldType.Boolean;
        }

        if (IsDate(filled, words, dateOrder))
        {
            return FieldType.Date;
        }

        var numbers = filled.Count(v => NumberText.TryNormalize(v, decimalSeparator, out _));
        if (numbers >= filled.Count * Enough)
        {
            return NumberOrCode(filled, distinct, words);
        }

        return CategoryOrText(filled, distinct);
    }

    private static FieldType NumberOrCode(List<string> filled, HashSet<string> distinct, List<string> words)
    {
        var areIntegers = filled.All(v =>
            v.Length > 0 && v.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0
        );
        if (!areIntegers)
        {
            return FieldType.Number;
        }

        var isCode =
            words.Any(CodeWords.Contains)
            || (words.Count > 1 && words[^1] is "number" or "no" && !words.Contains("of"));

        // 007 is a name, not a quantity.
        if (filled.Any(v => v.Length > 1 && v[0] == '0'))
        {
            var isGroup = isCode && !words.Contains("id");
            return
                IsIdentifier(filled, distinct, words)
                || (!isGroup && distinct.Count > filled.Count * 0.9 && filled.Count > 20)
                ? FieldType.Text
                : FieldType.Category;
        }

        if (!isCode || filled.Any(v => v[0] == '-'))
        {
            // Identifiers of many digits, each used once.
            return filled.All(v => v.Length >= 9) && distinct.Count == filled.Count && filled.Count > 20
                ? FieldType.Text
                : FieldType.Number;
        }

        // A postcode groups leads however many there are; an id does not.
        return IsIdentifier(filled, distinct, words) ? FieldType.Text : FieldType.Category;
    }

    /// <summary>
    /// It names one person or thing, and a file with duplicates names each a few times; long numbers more surely than
    /// short ones.
    /// </summary>
    private static bool IsIdentifier(List<string> filled, HashSet<string> distinct, List<string> words) =>
        words.Contains("id")
        && filled.Count > 50
        && distinct.Count > filled.Count / (filled.TrueForAll(value => value.Length >= 6) ? 10 : 2);

    private static FieldType CategoryOrText(List<string> filled, HashSet<string> distinct)
    {
        var averageLength = filled.Average(v => v.Length);
        if (averageLength > 60)
        {
            return FieldType.Text;
        }

        var isRepeating = distinct.Count <= Math.Max(20, filled.Count / 5);
        return isRepeating && (filled.Count > 20 || distinct.Count < filled.Count || filled.Count <= 3)
                ? FieldType.Category
            : filled.Count <= 20 && distinct.Count <= 20 && averageLength <= 20 ? FieldType.Category
            : FieldType.Text;
    }

    private static bool IsDate(List<string> filled, List<string> words, DateOrder order)
    {
        var needed = filled.Count * Enough;
        if (filled.Count(v => DateText.TryParse(v, order, out _)) >= needed)
        {
            // Eight digits are a date only where they all are: amounts and ids have other lengths or impossible days.
            return true;
        }

        var saysDate =
            words.Any(w => w is "date" or "time" or "timestamp" or "created" or "closed" or "birthday" or "day")
            || string.Concat(words).Contains("日期", StringComparison.Ordinal);
        return saysDate && filled.Count(v => v.Length >= 5 && DateText.TryParseSerial(v, out _)) >= needed;
    }

    private static bool SaysYesOrNo(List<string> words) =>
        words.Count > 0
        && (
            words[0] is "is" or "has" or "was" or "did" or "can"
            || words[^1] is "flag" or "indicator" or "consent" or "optin" or "optout"
            || words[0].StartsWith("是否", StringComparison.Ordinal)
        );
}

/// <summary>A header taken apart: "OperatingSystems" and "operating_systems" are the same two words.</summary>
internal static class HeaderWords
{
    public static List<string> Split(string header)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= header.Length; i++)
        {
            var isEnd = i == header.Length || !char.IsLetterOrDigit(header[i]);
            var isHump = !isEnd && i > start && char.IsUpper(header[i]) && char.IsLower(header[i - 1]);
            if (isEnd || isHump)
            {
                if (i > start)
                {
                    words.Add(header[start..i].ToLowerInvariant());
                }

                start = isEnd ? i + 1 : i;
            }
        }

        return words;
    }

    /// <summary>Letters and digits only, lower case: how headers are compared.</summary>
    public static string Normalize(string header) =>
        string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
