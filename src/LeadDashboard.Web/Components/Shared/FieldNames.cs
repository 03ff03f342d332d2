using LeadDashboard.App.Messages;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>What pages call a field of a lead.</summary>
internal static class FieldNames
{
    /// <summary>
    /// A field that every lead has is named in both languages here, a column that a feature brings by the catalogue of
    /// that feature; a custom field has the name its file gave it.
    /// </summary>
    public static string Say(string field, IStringLocalizer<FieldText> words)
    {
        if (field.Split(DateColumns.FromTo) is [var from, var until])
        {
            return words["Days from {0} to {1}", Say(from, words), Say(until, words)];
        }

        var known = words[field];
        return known.ResourceNotFound && field.Split('.') is [var area, _] && MessageTexts.Areas.Contains(area)
            ? MessageTexts.Say(new Message(field))
            : known;
    }
}
