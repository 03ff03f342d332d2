using System.IO.Hashing;
using System.Runtime.InteropServices;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>The lead that a row means, or why nobody can tell.</summary>
/// <param name="IsKnown">The lead is there, though in a trial nobody has it at hand.</param>
internal readonly record struct LeadMatch(Lead? Lead, bool IsKnown, Message? Conflict);

/// <summary>Finds the leads of a chunk of rows by their identity, or by the keys a person chose.</summary>
internal sealed class LeadMatcher(ColumnMap map, bool isTrial)
{
    private readonly Dictionary<string, Lead> _byIdentity = new(StringComparer.Ordinal);
    private readonly Dictionary<MatchKey, Dictionary<string, List<Lead>>> _byKey = map
        .Keys.Distinct()
        .ToDictionary(key => key, _ => new Dictionary<string, List<Lead>>(StringComparer.Ordinal));

    /// <summary>What a trial would have created: hashes, because a file may have millions of rows.</summary>
    private readonly HashSet<ulong> _imagined = [];

    /// <summary>Reads the leads that the rows may mean, and forgets those of the chunk before.</summary>
    public async Task LoadAsync(LeadContext database, IReadOnlyList<Lead> rows, CancellationToken cancellationToken)
    {
        _byIdentity.Clear();
        foreach (var index in _byKey.Values)
        {
            index.Clear();
        }

        var identities = Distinct(rows.SelectMany(row => new[] { row.LeadKey, LeadKey.MailboxOf(row.LeadKey) }));
        var merged = await MergedKeys.SurvivorsAsync(database, identities, cancellationToken);
        identities = [.. identities.Union(merged.Values, StringComparer.Ordinal)];
        var found = new Dictionary<int, Lead>();
        void Take(IEnumerable<Lead> leads)
        {
            foreach (var lead in leads)
            {
                found.TryAdd(lead.Id, lead);
            }
        }

        var leads = database.Leads.AsNoTracking();
        Take(await leads.Where(lead => EF.Parameter(identities).Contains(lead.LeadKey)).ToListAsync(cancellationToken));
        if (_byKey.ContainsKey(MatchKey.Email) || _byKey.ContainsKey(MatchKey.EmailAndCompany))
        {
            var emails = Distinct(rows.Select(row => row.Email));
            Take(await leads.Where(lead => EF.Parameter(emails).Contains(lead.Email)).ToListAsync(cancellationToken));
        }

        if (_byKey.ContainsKey(MatchKey.Phone))
        {
            var phones = Distinct(rows.Select(row => row.Phone));
            Take(await leads.Where(lead => EF.Parameter(phones).Contains(lead.Phone)).ToListAsync(cancellationToken));
        }

        if (_byKey.ContainsKey(MatchKey.NameAndCompany))
        {
            var names = Distinct(rows.Select(row => row.Name));
            Take(await leads.Where(lead => EF.Parameter(names).Contains(lead.Name)).ToListAsync(cancellationToken));
        }

        foreach (var lead in found.Values)
        {
            Add(lead);
        }

        // A key that was merged away means the lead it was merged into.
        foreach (var (key, survivor) in merged)
        {
            if (_byIdentity.TryGetValue(survivor, out var lead))
            {
                _byIdentity.TryAdd(key, lead);
            }
        }
    }

    /// <summary>A lead that a row of this chunk creates: later rows may mean it.</summary>
    public void Create(Lead lead)
    {
        Add(lead);
        if (isTrial)
        {
            _imagined.Add(Hash("identity", lead.LeadKey));
            foreach (var key in _byKey.Keys)
            {
                if (ValueOf(key, lead) is { } value)
                {
                    _imagined.Add(Hash(key.ToString(), value));
                }
            }
        }
    }

    public LeadMatch Find(Lead row)
    {
        var own = _byIdentity.GetValueOrDefault(row.LeadKey) ?? NamedByMailbox(row);
        foreach (var key in map.Keys)
        {
            if (ValueOf(key, row) is not { } value)
            {
                continue;
            }

            if (!_byKey[key].TryGetValue(value, out var leads))
            {
                return own is not null
                    ? new LeadMatch(null, false, ImportReasons.IdentityTaken(key, value))
                    : new LeadMatch(null, isTrial && _imagined.Contains(Hash(key.ToString(), value)), null);
            }

            return leads.Count > 1 ? new LeadMatch(null, false, ImportReasons.SeveralLeads(key, value, leads.Count))
                : own is not null && own != leads[0]
                    ? new LeadMatch(null, false, ImportReasons.KeysDisagree(key, value))
                : new LeadMatch(leads[0], true, null);
        }

        return new LeadMatch(
            own,
            own is not null || (isTrial && _imagined.Contains(Hash("identity", row.LeadKey))),
            null
        );
    }

    /// <summary>A lead that came when a shared mailbox was a key of its own, if it is the same person.</summary>
    private Lead? NamedByMailbox(Lead row) =>
        LeadKey.MailboxOf(row.LeadKey) is { } mailbox
        && _byIdentity.GetValueOrDefault(mailbox) is { } lead
        && NormalForms.Fold(lead.Name) == NormalForms.Fold(row.Name)
            ? lead
            : null;

    private void Add(Lead lead)
    {
        _byIdentity[lead.LeadKey] = lead;
        foreach (var (key, index) in _byKey)
        {
            if (ValueOf(key, lead) is not { } value)
            {
                continue;
            }

            if (!index.TryGetValue(value, out var same))
            {
                index[value] = same = [];
            }

            same.Add(lead);
        }
    }

    private static string? ValueOf(MatchKey key, Lead lead) =>
        key switch
        {
            MatchKey.ExternalId => lead.LeadKey.StartsWith("id:", StringComparison.Ordinal) ? lead.LeadKey[3..] : null,
            MatchKey.Email => Mailbox(lead),
            MatchKey.Phone => lead.Phone,
            MatchKey.EmailAndCompany => Mailbox(lead) is { } email && lead.Company is { } company
                ? email + " · " + NormalForms.FoldCompany(company)
                : null,
            _ => lead.Name.Length > 0 && lead.Company is { } firm
                ? lead.Name + " · " + NormalForms.FoldCompany(firm)
                : null,
        };

    /// <summary>Three people who share info@ are three: there the address counts together with the name.</summary>
    private static string? Mailbox(Lead lead) =>
        SharedMailbox.Is(lead.Email) && lead.Name.Length > 0
            ? lead.Email + " · " + NormalForms.Fold(lead.Name)
            : lead.Email;

    private static string[] Distinct(IEnumerable<string?> values) =>
        [.. values.Where(value => !string.IsNullOrEmpty(value)).Distinct(StringComparer.Ordinal)!];

    private static ulong Hash(string kind, string value) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes((kind + "\u001F" + value).AsSpan()));
}
