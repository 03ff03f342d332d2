using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>Which kind of comparison a column gets, from its header and its values.</summary>
public static class MatchFieldRules
{
    private static readonly (MatchKind Kind, string[] Words)[] ByHeader =
    [
        (MatchKind.Email, ["email", "e-mail", "mail", "邮箱", "邮件"]),
        (MatchKind.Phone, ["phone", "tel", "telephone", "mobile", "cell", "电话", "手机"]),
        (
            MatchKind.Date,
            [
                "birth", "birthday", "dob", "geburtsdatum", "geburtstag", "naissance", "nacimiento", "date", "生日", "出生",
                "日期",
            ]
        ),
        (
            MatchKind.NamePart,
            [
                "given", "first name", "firstname", "forename", "surname", "last name", "lastname", "family name",
                "middle name", "名字", "姓氏",
            ]
        ),
        (
            MatchKind.Company,
            ["company", "organisation", "organization", "account", "firm", "employer", "公司", "企业", "单位"]
        ),
        (
            MatchKind.Code,
            [
                "postcode", "postal", "zip", "plz", "house number", "street number", "hausnummer", "ssn", "soc", "sec",
                "passport", "vat", "tax", "id", "编号", "邮编",
            ]
        ),
        (
            MatchKind.Category,
            ["state", "country", "region", "industry", "gender", "sex", "国家", "省份", "行业", "性别"]
        ),
        (
            MatchKind.Text,
            [
                "address", "street", "adresse", "anschrift", "strasse", "rue", "direccion", "calle", "suburb", "city",
                "town", "district", "地址", "城市", "街道",
            ]
        ),
        (MatchKind.FullName, ["name", "contact", "person", "姓名", "联系人"]),
    ];

    private static readonly string[] BirthWords = ["birth", "dob", "geburt", "naissance", "nacimiento", "生日", "出生"];

    /// <summary>
    /// The comparison for a column of a file; null where its values tell nothing about who a row is (all empty, all
    /// different numbers, long free text).
    /// </summary>
    /// <param name="sample">Some values of the column, raw.</param>
    public static MatchField? Suggest(string header, IReadOnlyList<string> sample)
    {
        var filled = sample.Where(value => !string.IsNullOrWhiteSpace(value)).ToArray();
        if (filled.Length == 0 || filled.Average(value => (double)value.Length) > 80)
        {
            return null;
        }

        if (KindOfHeader(header) is { } named)
        {
            return new MatchField(header, named);
        }

        var distinct = filled.Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return FieldTypeDetector.Detect(header, filled, '.', DateOrder.YearFirst) switch
        {
            FieldType.Date => new MatchField(header, MatchKind.Date),
            FieldType.Category or FieldType.Boolean => new MatchField(header, MatchKind.Category),
            FieldType.Number => new MatchField(
                header,
                distinct > filled.Length / 2 && filled.All(value => value.Trim().Length >= 5)
                    ? MatchKind.Code
                    : MatchKind.Number
            ),
            _ => new MatchField(
                header,
                distinct <= 50 && distinct < filled.Length / 5 ? MatchKind.Category : MatchKind.Text
            ),
        };
    }

    /// <summary>
    /// The day that a person was born names them; any other day is an event, and two events on one day are no evidence.
    /// </summary>
    public static bool IsBirth(string header)
    {
        var folded = NormalForms.Fold(header);
        return BirthWords.Any(word => folded.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The kind that a header names; null where it names none.</summary>
    public static MatchKind? KindOfHeader(string header)
    {
        var folded = NormalForms.Fold(header.Replace('_', ' ').Replace('-', ' '));
        var padded = $" {folded} ";
        foreach (var (kind, words) in ByHeader)
        {
            if (
                words.Any(word =>
                    word[0] > '\u2E80'
                        ? folded.Contains(word, StringComparison.Ordinal)
                        : padded.Contains($" {word.Replace('-', ' ')} ", StringComparison.Ordinal)
                )
            )
            {
                return kind;
            }
        }

        return null;
    }
}
