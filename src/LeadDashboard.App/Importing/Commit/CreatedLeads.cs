using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Leads that an import created: which of them somebody has worked on since, and how the others go.</summary>
internal static class CreatedLeads
{
    /// <param name="leads">Created by the import, as they are now.</param>
    /// <returns>The reason why a lead stays, by its id; the others may go.</returns>
    public static async Task<IReadOnlyDictionary<int, Message>> KeptAsync(
        LeadContext database,
        int batchId,
        IReadOnlyList<Lead> leads,
        CancellationToken cancellationToken
    )
    {
        var ids = leads.Select(lead => lead.Id).ToArray();
        var kept = new Dictionary<int, Message>();
        foreach (var table in database.TablesOfLeads.Where(table => table.OnUndo == OnUndo.KeepLead))
        {
            foreach (var id in await table.UsedAsync(database, ids, batchId, cancellationToken))
            {
                kept.TryAdd(id, table.KeptReason!);
            }
        }

        foreach (var lead in leads)
        {
            if (lead.ImportFingerprint is { } print && print != LeadSnapshot.Fingerprint(lead))
            {
                kept.TryAdd(lead.Id, ImportReasons.EditedSince());
            }
        }

        return kept;
    }

    /// <summary>With the rows that go with a lead.</summary>
    public static async Task DeleteAsync(LeadContext database, int[] ids, CancellationToken cancellationToken)
    {
        foreach (var table in database.TablesOfLeads.Where(table => table.OnUndo == OnUndo.Delete))
        {
            await table.DeleteAsync(database, ids, cancellationToken);
        }

        await database.Leads.Where(lead => EF.Parameter(ids).Contains(lead.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
