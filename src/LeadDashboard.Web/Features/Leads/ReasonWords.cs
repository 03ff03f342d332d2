using System.Globalization;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>A reason as a person says it.</summary>
internal static class ReasonWords
{
    /// <summary>Fields whose values are words of the program, not of a file.</summary>
    private static readonly HashSet<string> OwnValues = new(
        ["E-mail kind", "Phone given", "Consent"],
        StringComparer.Ordinal
    );

    /// <summary>
    /// "Source: Referral". Known fields have a name in both languages; a custom field has the name its file gave it.
    /// </summary>
    public static string Short(LeadReason reason, IStringLocalizer<FieldText> words)
    {
        if (reason.Feature == LeadScorer.OtherReason)
        {
            return words["All other fields"];
        }

        var field = FieldNames.Say(reason.Feature, words);
        return reason.Value.Length == 0
            ? words["{0}: not known", field]
            : $"{field}{words[": "]}{Value(reason, words)}";
    }

    public static string Signed(double logOdds) => logOdds.ToString("+0.00;−0.00;0.00", CultureInfo.CurrentCulture);

    private static string Value(LeadReason reason, IStringLocalizer<FieldText> words) =>
        OwnValues.Contains(reason.Feature) ? words[reason.Value]
        : reason.Feature == "Created on weekday" && Enum.TryParse<DayOfWeek>(reason.Value, out var day)
            ? CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day)
        : Value(reason.Value);

    private static string Value(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("#,0.##", CultureInfo.CurrentCulture)
        : value.Length > 60 ? value[..60] + "…"
        : value;
}
