using System.Buffers;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace LeadDashboard.Core.Leads;

/// <summary>A phone number taken apart.</summary>
/// <param name="E164">"+" and the international number, ITU-T E.164; null = not a whole international number.</param>
/// <param name="Extension">Digits that are dialled after the call is answered; null = none.</param>
public readonly record struct PhoneParts(string? E164, string? Extension);

/// <summary>
/// Phone numbers by the numbering plans of libphonenumber: which trunk prefix a country dials, how long its numbers
/// are.
/// </summary>
public static partial class PhoneForms
{
    private const int MaxLength = 60;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-./() \u00A0");
    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();
    private static readonly HashSet<string> Regions = [.. Plans.GetSupportedRegions()];

    /// <summary>The number without its label and its extension, and the extension; null = none.</summary>
    public static (string Number, string? Extension) SplitExtension(string text)
    {
        text = NormalForms.AsciiDigits(text);
        // Most numbers have none: a search for letters is cheaper than a pattern.
        if (text.Length > MaxLength || !text.AsSpan().ContainsAnyExcept(NumberCharacters))
        {
            return (text, null);
        }

        text = WithoutLabel(text);
        var match = ExtensionPattern().Match(text);
        return match.Success && text.AsSpan(0, match.Index).ContainsAnyInRange('0', '9')
            ? (text[..match.Index].TrimEnd(' ', ',', ';', '-'), match.Groups["digits"].Value)
            : (text, null);
    }

    /// <summary>What a telephone dials: "tel:+4930123456" (RFC 3966).</summary>
    public static string Link(string phone) =>
        "tel:" + string.Concat(phone.Where((c, i) => char.IsAsciiDigit(c) || (c == '+' && i == 0)));

    /// <summary>"+49 30 123456" for "+4930123456"; anything else as it is.</summary>
    public static string Spaced(string phone)
    {
        if (!phone.StartsWith('+'))
        {
            return phone;
        }

        try
        {
            return Plans.Format(Plans.Parse(phone, null), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return phone;
        }
    }

    /// <param name="text">As people write it.</param>
    /// <param name="country">ISO 3166 alpha-2 where the number may be a national one; null = not known.</param>
    public static PhoneParts Read(string? text, string? country)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            return default;
        }

        var (number, extension) = SplitExtension(text.Trim());
        return NormalForms.TryPhone(number, out var phone)
            ? new PhoneParts(International(phone, country), extension)
            : default;
    }

    /// <summary>
    /// "+4930123456" for "030 123456" in DE. A number that already is international stays; one that fits no plan stays
    /// national.
    /// </summary>
    /// <param name="phone">As <see cref="NormalForms.TryPhone"/> gives it.</param>
    /// <param name="country">ISO 3166 alpha-2; null = not known.</param>
    public static string ToE164(string phone, string? country) =>
        phone.StartsWith('+') ? phone : International(phone, country) ?? phone;

    private static string? International(string phone, string? country)
    {
        var isInternational = phone.StartsWith('+');
        if (!isInternational && (country is null || !Regions.Contains(country)))
        {
            return null;
        }

        try
        {
            var number = Plans.Parse(phone, isInternational ? null : country);
            return Plans.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                ? Plans.Format(number, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>
    /// What says which kind of number it is: "tel:+1 415 ...", "p:+49 ..." (Facebook), "Mobile: 415 ...",
    /// "415 ... (mobile)", "415 ... work".
    /// </summary>
    private static string WithoutLabel(string text)
    {
        var match = LabelledPattern().Match(text);
        return match.Success ? match.Groups["number"].Value : text;
    }

    [GeneratedRegex(
        @"^(?:(?:\p{L}{1,12}[.:]|\((?:\p{L}{1,12})\))\s*)?(?<number>[+(0-9].*[0-9])"
            + @"\s*(?:\(\p{L}{1,12}\)|\b(?:mobile|mobil|cell|work|office|home|main|direct))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex LabelledPattern();

    [GeneratedRegex(
        @"\s*[,;]?\s*(?:ext(?:ension|n)?\b[.:=]?|x|#|durchwahl|poste|分机号?|转)[ .:]*(?<digits>[0-9]{1,7})\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex ExtensionPattern();
}
