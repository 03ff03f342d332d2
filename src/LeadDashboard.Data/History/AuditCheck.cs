using LeadDashboard.Core.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.History;

/// <summary>Tells whether the audit is as it was written.</summary>
public static class AuditCheck
{
    /// <returns>Id of the first entry that does not fit; null when the whole chain holds.</returns>
    public static async Task<int?> FirstBrokenAsync(LeadContext context, CancellationToken cancellationToken)
    {
        var previous = "";
        var entries = context.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            var changes = await context
                .LeadChanges.AsNoTracking()
                .Where(change => change.AuditEntryId == entry.Id)
                .OrderBy(change => change.Id)
                .ToListAsync(cancellationToken);

            // An erased change has no salt any more: its hash stands for what it was.
            if (
                entry.PreviousHash != previous
                || entry.Hash != AuditHash.Compute(entry, changes.Select(change => change.Hash))
                || changes.Exists(change => change.Salt.Length > 0 && change.Hash != AuditHash.Compute(change))
            )
            {
                return entry.Id;
            }

            previous = entry.Hash;
        }

        return null;
    }
}
