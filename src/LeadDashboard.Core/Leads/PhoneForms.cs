namespace LeadDashboard.Core.Leads;

/// <summary>
/// E.164 where the country of a lead is known (ITU-T E.164: "+", country code, national number without its trunk
/// prefix, at most 15 digits).
/// </summary>
public static class PhoneForms
{
    /// <summary>
    /// Country, its code, and the trunk prefix that is dialled inside the country only; "-" = none, the leading zero
    /// belongs to the number.
    /// </summary>
    private const string Table = """
        AE 971 0|AR 54 0|AT 43 0|AU 61 0|BD 880 0|BE 32 0|BG 359 0|BR 55 0|CA 1 1|CH 41 0|CL 56 -|CN 86 0|CO 57 -|CZ 420 -|DE 49 0|DK 45 -|EE 372 -|EG 20 0|ES 34 -|FI 358 0
        FR 33 0|GB 44 0|GR 30 -|HK 852 -|HU 36 06|ID 62 0|IE 353 0|IL 972 0|IN 91 0|IT 39 -|JP 81 0|KE 254 0|KR 82 0|LT 370 8|LU 352 -|LV 371 -|MA 212 0|MO 853 -|MX 52 -|MY 60 0
        NG 234 0|NL 31 0|NO 47 -|NZ 64 0|PE 51 0|PH 63 0|PK 92 0|PL 48 -|PT 351 -|QA 974 -|RO 40 0|RS 381 0|RU 7 8|SA 966 0|SE 46 0|SG 65 -|SI 386 0|SK 421 0|TH 66 0|TR 90 0
        TW 886 0|UA 380 0|US 1 1|VN 84 0|ZA 27 0
        """;

    private static readonly Dictionary<string, (string Code, string Trunk)> Plans = Table
        .Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .ToDictionary(parts => parts[0], parts => (parts[1], parts[2]), StringComparer.Ordinal);

    /// <summary>
    /// "+4930123456" for "030 123456" in DE. A number that already is international stays; one that fits no plan stays
    /// national.
    /// </summary>
    /// <param name="phone">As <see cref="NormalForms.TryPhone"/> gives it.</param>
    /// <param name="country">ISO 3166 alpha-2; null = not known.</param>
    public static string ToE164(string phone, string? country)
    {
        if (phone.StartsWith('+') || country is null || !Plans.TryGetValue(country, out var plan))
        {
            return phone;
        }

        var national = phone;
        if (plan.Trunk != "-" && national.StartsWith(plan.Trunk, StringComparison.Ordinal))
        {
            national = national[plan.Trunk.Length..];
        }
        else if (national.StartsWith(plan.Code, StringComparison.Ordinal) && national.Length >= plan.Code.Length + 9)
        {
            // Written with the country code but without the plus.
            national = national[plan.Code.Length..];
        }

        var length = plan.Code.Length + national.Length;
        return national.Length >= 5 && length <= 15 ? "+" + plan.Code + national : phone;
    }
}
