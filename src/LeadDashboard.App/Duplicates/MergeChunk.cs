using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>
/// Many merges inside the caller's transaction. Each is what <see cref="LeadMerger.MergeAsync"/> does alone; the rows
/// that move, the leads and the records
/// are read and written for all of them at once, because twenty statements for each of ten thousand merges take longer
/// than finding the pairs.
/// </summary>
internal sealed class MergeChunk(LeadContext database, BulkWriter writer, MergeStamp stamp)
{
    /// <param name="pairs">Open and tracked by the context; no lead that goes is kept by another one of them. Several
    /// may share the lead that they keep.</param>
    /// <param name="choose">Kept lead and the one that goes to the choices of <see cref="MergeRules.Merge"/>.</param>
    public async Task MergeAsync(
        IReadOnlyList<ImportPair> pairs,
        Func<Lead, Lead, IReadOnlyDictionary<string, int>> choose,
        CancellationToken cancellationToken
    )
    {
        var gone = pairs.Select(pair => pair.New.Id).ToArray();
        var moving = await MovedRows.ReadAsync(database, gone, cancellationToken);
        var now = new Dictionary<int, Lead>();
        var records = new List<MergeRecord>(pairs.Count);
        foreach (var (pair, other, kept) in pairs)
        {
            if (!now.TryGetValue(kept.Id, out var survivor))
            {
                // What the lead is before all of the merges is what its changes are told from.
                survivor = kept;
                database.Attach(kept);
            }

            var counts = await LeadValueCounts.ReadAsync(database, survivor, other, cancellationToken);
            var after = MergeRules.Merge(survivor, other, choose(survivor, other), counts);
            records.Add(LeadMerger.RecordOf(survivor, other, after, pair.Id, moving, stamp));
            now[kept.Id] = after;
            LeadMerger.Decide(pair, PairState.Merged, stamp);
        }

        var images = new List<LeadImage>();
        foreach (var kept in pairs.Select(pair => pair.Kept).DistinctBy(lead => lead.Id))
        {
            images.Add(LeadImage.Create(LeadSnapshot.Read(kept), now[kept.Id]));
            database.Entry(kept).CurrentValues.SetValues(now[kept.Id]);
        }

        await moving.MoveAsync(
            database,
            writer,
            records.ToDictionary(record => record.MergedId, record => record.SurvivorId),
            cancellationToken
        );
        await MergeLog.WriteAsync(
            database,
            stamp,
            ChangeSource.Merge,
            EventKinds.LeadsMerged,
            images,
            cancellationToken
        );
        await database.Leads.Where(lead => EF.Parameter(gone).Contains(lead.Id)).ExecuteDeleteAsync(cancellationToken);
        await writer.InsertAsync(database, records, cancellationToken);
    }
}
