using System.Globalization;
using LeadDashboard.Core.Scoring;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>A reason as a person says it.</summary>
internal static class ReasonWords
{
    /// <summary>"Source: Referral".</summary>
    public static string Short(LeadReason reason, IStringLocalizer<LeadsText> words)
    {
        var field = Field(reason.Feature, words);
        return reason.Value.Length == 0 ? words["{0}: not known", field] : $"{field}{words[": "]}{Value(reason.Value)}";
    }

    /// <summary>Known fields have a name in both languages; a custom field has the name its file gave it.</summary>
    public static string Field(string feature, IStringLocalizer<LeadsText> words) => words[feature];

    public static string Signed(double logOdds) => logOdds.ToString("+0.00;−0.00;0.00", CultureInfo.CurrentCulture);

    private static string Value(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("#,0.##", CultureInfo.CurrentCulture)
        : value.Length > 60 ? value[..60] + "…" : value;
}
