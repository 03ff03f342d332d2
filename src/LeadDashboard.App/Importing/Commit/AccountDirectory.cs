using LeadDashboard.Core.Accounts;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Gives leads of a file their accounts: one look-up per chunk, and one insert for those that are new.
/// </summary>
/// <param name="batchId">The import that brings new accounts; null = a trial, which gets none.</param>
internal sealed class AccountDirectory(BulkWriter writer, int? batchId)
{
    /// <summary>Keys that were found or made before; bounded, because a large file names many companies once.</summary>
    private const int MaxKnown = 200_000;

    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <summary>
    /// Sets <see cref="Lead.AccountId"/>; a lead without company and business mail keeps what it has.
    /// </summary>
    public async Task AssignAsync(
        LeadContext database,
        IReadOnlyCollection<Lead> leads,
        CancellationToken cancellationToken
    )
    {
        var keys = leads
            .Select(lead => (Lead: lead, Key: AccountRules.KeyOf(lead.Company, lead.Email)))
            .Where(item => item.Key is not null)
            .ToList();
        if (_known.Count > MaxKnown)
        {
            _known.Clear();
        }

        var missing = keys.Where(item => !_known.ContainsKey(item.Key!)).ToList();
        await LoadAsync(database, [.. missing.Select(item => item.Key!).Distinct(StringComparer.Ordinal)]);
        var created = missing
            .Where(item => !_known.ContainsKey(item.Key!))
            .DistinctBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => AccountRules.Create(item.Key!, item.Lead, batchId))
            .ToList();
        await writer.InsertAsync(database, created, cancellationToken);
        await LoadAsync(database, [.. created.Where(account => account.Id == 0).Select(account => account.NameKey)]);
        foreach (var account in created.Where(account => account.Id != 0))
        {
            _known[account.NameKey] = account.Id;
        }

        foreach (var (lead, key) in keys)
        {
            lead.AccountId = _known[key!];
        }

        async Task LoadAsync(LeadContext context, string[] wanted)
        {
            if (wanted.Length == 0)
            {
                return;
            }

            foreach (
                var account in await context
                    .Accounts.Where(account => EF.Parameter(wanted).Contains(account.NameKey))
                    .Select(account => new { account.NameKey, account.Id })
                    .ToListAsync(cancellationToken)
            )
            {
                _known[account.NameKey] = account.Id;
            }
        }
    }
}
