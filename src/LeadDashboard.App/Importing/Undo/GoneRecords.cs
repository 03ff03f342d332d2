using System.Globalization;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>A record cannot get back the lead or product that is not there any more.</summary>
internal static class GoneRecords
{
    /// <returns>The changes without those, which are listed.</returns>
    public static async Task<IReadOnlyList<FieldChange>> LeaveOutAsync(
        UndoWork work,
        int leadId,
        string name,
        IReadOnlyList<FieldChange> fields,
        CancellationToken cancellationToken
    )
    {
        var possible = new List<FieldChange>(fields.Count);
        foreach (var change in fields)
        {
            var reason = change switch
            {
                { Field: nameof(Deal.LeadId), Before: { } id } when !await IsLeadAsync(Number(id)) =>
                    ImportReasons.LeadGone(),
                { Field: nameof(Deal.ProductId), Before: { } id } when !await IsProductAsync(Number(id)) =>
                    ImportReasons.ProductGone(),
                _ => null,
            };
            if (reason is null)
            {
                possible.Add(change);
            }
            else
            {
                work.Conflicts.Add(leadId, name, change.Field, reason);
            }
        }

        return possible;

        Task<bool> IsLeadAsync(int id) => work.Database.Leads.AnyAsync(lead => lead.Id == id, cancellationToken);

        Task<bool> IsProductAsync(int id) => work.Database.Products.AnyAsync(row => row.Id == id, cancellationToken);

        static int Number(string id) => int.Parse(id, CultureInfo.InvariantCulture);
    }
}
