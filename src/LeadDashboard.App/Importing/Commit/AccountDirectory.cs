using System.IO.Hashing;
using System.Runtime.InteropServices;
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
    private const int MaxKnown = 1_000_000;

    /// <summary>Ids by the 128-bit hash of the key: a million names would take ten times the memory.</summary>
    private readonly Dictionary<UInt128, int> _known = [];

    /// <summary>The newest account that is known.</summary>
    private int _newestId;

    /// <summary>
    /// True while every account was made here, beginning with none: a key that is not known then needs no look-up.
    /// </summary>
    private bool _isComplete = true;

    /// <summary>
    /// Sets <see cref="Lead.AccountId"/>; a lead without company and business mail keeps what it has.
    /// </summary>
    public async Task AssignAsync(
        LeadContext database,
        IEnumerable<Lead> leads,
        CancellationToken cancellationToken
    )
    {
        if (_known.Count > MaxKnown)
        {
            _known.Clear();
            _isComplete = false;
        }

        var keyed = new List<(Lead Lead, UInt128 Hash)>();
        var missing = new Dictionary<UInt128, (string Key, Lead First)>();
        foreach (var lead in leads)
        {
            if (AccountRules.KeyOf(lead.Company, lead.Email) is { } key)
            {
                var hash = Hash(key);
                keyed.Add((lead, hash));
                if (!_known.ContainsKey(hash))
                {
                    missing.TryAdd(hash, (key, lead));
                }
            }
        }

        if (missing.Count > 0)
        {
            await FindOrCreateAsync(database, missing, cancellationToken);
        }

        foreach (var (lead, hash) in keyed)
        {
            lead.AccountId = _known[hash];
        }
    }

    private async Task FindOrCreateAsync(
        LeadContext database,
        Dictionary<UInt128, (string Key, Lead First)> missing,
        CancellationToken cancellationToken
    )
    {
        _isComplete =
            _isComplete
            && (await database.Accounts.MaxAsync(account => (int?)account.Id, cancellationToken) ?? 0) == _newestId;
        if (!_isComplete)
        {
            await LoadAsync(database, [.. missing.Values.Select(item => item.Key)], cancellationToken);
        }

        var created = missing
            .Where(item => !_known.ContainsKey(item.Key))
            .Select(item => AccountRules.Create(item.Value.Key, item.Value.First, batchId))
            .ToList();
        await writer.InsertAsync(database, created, cancellationToken);
        foreach (var account in created.Where(account => account.Id != 0))
        {
            Add(account.NameKey, account.Id);
        }

        await LoadAsync(
            database,
            [.. created.Where(account => account.Id == 0).Select(account => account.NameKey)],
            cancellationToken
        );
    }

    private async Task LoadAsync(LeadContext database, string[] keys, CancellationToken cancellationToken)
    {
        if (keys.Length == 0)
        {
            return;
        }

        foreach (
            var account in await database
                .Accounts.Where(account => EF.Parameter(keys).Contains(account.NameKey))
                .Select(account => new { account.NameKey, account.Id })
                .ToListAsync(cancellationToken)
        )
        {
            Add(account.NameKey, account.Id);
        }
    }

    private void Add(string key, int id)
    {
        _known[Hash(key)] = id;
        _newestId = Math.Max(_newestId, id);
    }

    private static UInt128 Hash(string key) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key.AsSpan()));
}
