using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Deals that a chunk of rows may mean.</summary>
internal sealed class DealLookup(bool isTrial)
{
    private readonly Dictionary<string, Deal> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<(int LeadId, string Name), List<Deal>> _byName = [];

    /// <summary>Only for a trial: what the chunks before would have created.</summary>
    private readonly HashSet<string> _imagined = new(StringComparer.Ordinal);

    /// <summary>
    /// Reads the deals with these ids and all deals of these leads, and forgets those of the chunk before.
    /// </summary>
    public async Task LoadAsync(
        LeadContext database,
        IEnumerable<string?> keys,
        IEnumerable<int> leadIds,
        CancellationToken cancellationToken
    )
    {
        _byKey.Clear();
        _byName.Clear();
        var wanted = keys.Where(key => key is not null).Distinct(StringComparer.Ordinal).ToArray();
        var leads = leadIds.Distinct().ToArray();
        foreach (
            var deal in await database
                .Deals.AsNoTracking()
                .Where(deal => EF.Parameter(wanted).Contains(deal.DealKey) || EF.Parameter(leads).Contains(deal.LeadId))
                .OrderBy(deal => deal.Id)
                .ToListAsync(cancellationToken)
        )
        {
            Add(deal);
        }
    }

    /// <summary>A deal as a row of this chunk left it: later rows may mean it.</summary>
    public void Add(Deal deal)
    {
        if (deal.DealKey is { } key)
        {
            _byKey[key] = deal;
        }

        if (!_byName.TryGetValue((deal.LeadId, NormalForms.Fold(deal.Name)), out var same))
        {
            _byName[(deal.LeadId, NormalForms.Fold(deal.Name))] = same = [];
        }

        if (!same.Contains(deal))
        {
            same.Add(deal);
        }
    }

    public Deal? ByKey(string? key) => key is null ? null : _byKey.GetValueOrDefault(key);

    /// <summary>Deals of the lead with this name; a row with an id means only one that has none yet.</summary>
    public List<Deal> ByName(int leadId, string name, string? key) =>
        [
            .. (_byName.GetValueOrDefault((leadId, NormalForms.Fold(name))) ?? []).Where(deal =>
                (key is null || deal.DealKey is null) && deal.LeadId == leadId
            ),
        ];

    /// <summary>In a trial: whether an earlier chunk would have created the deal; remembers it.</summary>
    public bool IsImagined(Deal deal) =>
        isTrial
        && !_imagined.Add(
            deal.DealKey is { } key
                ? "id:" + key
                : FormattableString.Invariant($"{deal.LeadId}:{NormalForms.Fold(deal.Name)}")
        );
}
