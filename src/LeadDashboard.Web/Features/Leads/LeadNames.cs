using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>What a lead is called; one without a name by its number.</summary>
internal static class LeadNames
{
    public static string Of(string name, int id, IStringLocalizer<LeadsText> words) =>
        name.Length > 0 ? name : words["Lead {0}", id];
}
