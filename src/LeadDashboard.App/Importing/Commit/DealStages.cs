using LeadDashboard.Core.Deals;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Stages that rows of deals bring: each change is kept once, at the instant that the file says, else when it was seen.
/// </summary>
internal sealed class DealStages
{
    private readonly List<Entry> _entries = [];

    /// <param name="IsDated">The file itself says when.</param>
    private sealed record Entry(Deal Deal, string Stage, DateTime EnteredUtc, bool IsDated);

    public static async Task<List<DealStageChange>> ReadAsync(
        LeadContext database,
        int[] dealIds,
        CancellationToken cancellationToken
    ) =>
        await database
            .DealStageChanges.AsNoTracking()
            .Where(change => EF.Parameter(dealIds).Contains(change.DealId))
            .OrderBy(change => change.EnteredUtc)
            .ThenBy(change => change.Id)
            .ToListAsync(cancellationToken);

    public void Clear() => _entries.Clear();

    public void Enter(Deal deal, string stage, DateTime enteredUtc, bool isDated) =>
        _entries.Add(new Entry(deal, stage, enteredUtc, isDated));

    /// <param name="deals">Those of the chunk as they are stored: rows that were just inserted may have no id.</param>
    public async Task StoreAsync(
        LeadContext database,
        BulkWriter writer,
        DealLookup deals,
        int batchId,
        CancellationToken cancellationToken
    )
    {
        if (_entries.Count == 0)
        {
            return;
        }

        var created = _entries.Select(entry => entry.Deal).Where(deal => deal.Id == 0).ToList();
        if (created.Count > 0)
        {
            await deals.LoadAsync(
                database,
                created.Select(deal => deal.DealKey),
                created.Select(deal => deal.LeadId),
                cancellationToken
            );
        }

        var placed = _entries.ConvertAll(entry => (Id: IdOf(entry.Deal), Entry: entry));
        var known = (
            await ReadAsync(database, [.. placed.Select(place => place.Id).Distinct()], cancellationToken)
        ).ToLookup(change => change.DealId);
        var added = new Dictionary<(int, string, DateTime), DealStageChange>();
        foreach (var (id, entry) in placed)
        {
            var isThere = entry.IsDated
                ? known[id].Any(change => change.Stage == entry.Stage && change.EnteredUtc == entry.EnteredUtc)
                : known[id].LastOrDefault()?.Stage == entry.Stage;
            if (!isThere)
            {
                added[(id, entry.Stage, entry.EnteredUtc)] = new DealStageChange
                {
                    DealId = id,
                    Stage = entry.Stage,
                    EnteredUtc = entry.EnteredUtc,
                    ImportBatchId = batchId,
                };
            }
        }

        await writer.InsertAsync(database, added.Values, cancellationToken);

        int IdOf(Deal deal) =>
            deal.Id != 0 ? deal.Id : (deals.ByKey(deal.DealKey) ?? deals.ByName(deal.LeadId, deal.Name, null)[0]).Id;
    }
}
