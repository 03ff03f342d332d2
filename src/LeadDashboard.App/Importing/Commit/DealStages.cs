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
        _entries.Add(new Entry(deal, stage, Stored(enteredUtc), isDated));

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
        int[] ids = [.. placed.Select(place => place.Id).Distinct()];
        var known = (await ReadAsync(database, ids, cancellationToken)).ToLookup(change => change.DealId);
        var histories = ids.ToDictionary(id => id, id => known[id].ToList());
        var added = new List<DealStageChange>();
        foreach (var (id, entry) in placed)
        {
            var history = histories[id];
            var isThere =
                history.Exists(change => change.Stage == entry.Stage && change.EnteredUtc == entry.EnteredUtc)
                || (!entry.IsDated && history.MaxBy(change => change.EnteredUtc)?.Stage == entry.Stage);
            if (!isThere)
            {
                var change = new DealStageChange
                {
                    DealId = id,
                    Stage = entry.Stage,
                    EnteredUtc = entry.EnteredUtc,
                    ImportBatchId = batchId,
                };
                history.Add(change);
                added.Add(change);
            }
        }

        await writer.InsertAsync(database, added, cancellationToken);

        int IdOf(Deal deal) =>
            deal.Id != 0 ? deal.Id : (deals.ByKey(deal.DealKey) ?? deals.ByName(deal.LeadId, deal.Name, null)[0]).Id;
    }

    /// <summary>Microseconds: what every database keeps, so that an instant is found again.</summary>
    private static DateTime Stored(DateTime utc) => utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
}
