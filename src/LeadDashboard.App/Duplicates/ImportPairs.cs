using System.Globalization;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>The lead of a row and the lead it looks like.</summary>
/// <param name="Pair">Waits under the id of its import.</param>
public sealed record ImportPair(DuplicatePair Pair, Lead New, Lead Kept);

/// <summary>What undoing a merge of an import left.</summary>
/// <param name="KeptEdits">Fields of the lead that were edited since.</param>
/// <param name="Failure">Null = it was taken back.</param>
public sealed record ImportMergeUndone(
    int MergeId,
    int SurvivorId,
    string SurvivorName,
    string MergedName,
    IReadOnlyList<string> KeptEdits,
    Message? Failure
);

/// <summary>
/// Leads that an import created and that look like others. The pairs are decided at once and stored under the id of the
/// import; they are then settled some at a time, each of
/// those steps a transaction of its own, so that a kill at any instant leaves the rest waiting.
/// </summary>
public sealed class ImportPairs(BulkWriter writer)
{
    /// <summary>The group of the merges an import made: they can be taken back at once.</summary>
    public static string GroupOf(int batchId) => string.Create(CultureInfo.InvariantCulture, $"import:{batchId}");

    /// <summary>Searches all leads for the pairs to settle. It takes a while; nothing is written.</summary>
    /// <param name="certainty">Probability from which on two are one, see <see
    /// cref="MatchOptions.MatchProbability"/>.</param>
    /// <param name="report">Told how many leads are compared and how far it is, 0..1.</param>
    /// <returns>In the order of the rows; each pair is made when it is asked for, since their evidence together is more
    /// than what they were found by.</returns>
    public static async Task<IEnumerable<DuplicatePair>> FindAsync(
        LeadContext database,
        int batchId,
        double certainty,
        DateTime nowUtc,
        Action<int, double> report,
        CancellationToken cancellationToken
    )
    {
        var leads = await LeadMatchTable.LoadAsync(database, [], [], cancellationToken);
        if (leads is null)
        {
            return [];
        }

        report(leads.LeadIds.Length, 0);
        var options = MatchOptions.Default with
        {
            MatchProbability = certainty,
            MaxThreads = Math.Max(1, Environment.ProcessorCount - 1),
        };
        var result = DuplicateFinder.Find(
            leads.Table,
            options,
            new FindProgress(fraction => report(leads.LeadIds.Length, fraction)),
            cancellationToken,
            await KnownMatches.ReadAsync(database, cancellationToken)
        );
        return ImportMatchRules
            .Decide(result, row => leads.BatchIds[row] == batchId)
            .Select(match => new DuplicatePair
            {
                LeftLeadId = leads.LeadIds[match.Pair.Left],
                RightLeadId = leads.LeadIds[match.Pair.Right],
                Probability = Math.Round(match.Pair.Probability, 6),
                IsJoined = true,
                EvidenceJson = PairEvidence.ToJson(result.Explain(match.Pair)),
                ImportBatchId = batchId,
                FoundUtc = nowUtc,
            });
    }

    /// <summary>Stores the pairs to settle, inside the transaction of the caller.</summary>
    public async Task StoreAsync(
        LeadContext database,
        int batchId,
        IEnumerable<DuplicatePair> found,
        CancellationToken cancellationToken
    )
    {
        // A search that ran meanwhile may have stored one of them for review already.
        var known = await database
            .DuplicatePairs.Where(pair =>
                database.Leads.Any(lead => lead.Id == pair.LeftLeadId && lead.ImportBatchId == batchId)
                || database.Leads.Any(lead => lead.Id == pair.RightLeadId && lead.ImportBatchId == batchId)
            )
            .ToDictionaryAsync(pair => (pair.LeftLeadId, pair.RightLeadId), cancellationToken);
        await writer.InsertAsync(database, found.Where(IsAdded), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);

        bool IsAdded(DuplicatePair pair)
        {
            if (!known.TryGetValue((pair.LeftLeadId, pair.RightLeadId), out var before))
            {
                return true;
            }

            if (before.State == PairState.Open)
            {
                (before.ImportBatchId, before.Probability, before.EvidenceJson) = (
                    batchId,
                    pair.Probability,
                    pair.EvidenceJson
                );
            }

            return false;
        }
    }

    /// <summary>Pairs of an import that wait, in the order of their rows.</summary>
    public async Task<IReadOnlyList<ImportPair>> WaitingAsync(
        LeadContext database,
        int batchId,
        int afterPairId,
        int count,
        CancellationToken cancellationToken
    )
    {
        var pairs = await Waiting(database, batchId)
            .Where(pair => pair.Id > afterPairId)
            .OrderBy(pair => pair.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        var ids = pairs.SelectMany(pair => new[] { pair.LeftLeadId, pair.RightLeadId }).Distinct().ToArray();
        var leads = await database
            .Leads.AsNoTracking()
            .Where(lead => EF.Parameter(ids).Contains(lead.Id))
            .ToDictionaryAsync(lead => lead.Id, cancellationToken);
        var waiting = new List<ImportPair>(pairs.Count);
        foreach (var pair in pairs)
        {
            if (
                leads.GetValueOrDefault(pair.LeftLeadId) is not { } left
                || leads.GetValueOrDefault(pair.RightLeadId) is not { } right
            )
            {
                pair.ImportBatchId = null;
                continue;
            }

            var isLeftNew = left.ImportBatchId == batchId && right.ImportBatchId != batchId;
            waiting.Add(isLeftNew ? new ImportPair(pair, left, right) : new ImportPair(pair, right, left));
        }

        return waiting;
    }

    /// <summary>Rows of the file that <see cref="WaitingAsync"/> would give the leads of.</summary>
    public async Task<IReadOnlyList<int>> WaitingRowsAsync(
        LeadContext database,
        int batchId,
        int afterPairId,
        int count,
        CancellationToken cancellationToken
    )
    {
        var pairs = Waiting(database, batchId)
            .Where(pair => pair.Id > afterPairId)
            .OrderBy(pair => pair.Id)
            .Take(count)
            .Join(database.Leads, pair => pair.LeftLeadId, lead => lead.Id, (pair, left) => new { pair, left })
            .Join(
                database.Leads,
                both => both.pair.RightLeadId,
                lead => lead.Id,
                (both, right) => right.ImportBatchId == batchId ? right.ImportRowIndex : both.left.ImportRowIndex
            );
        return await pairs.ToListAsync(cancellationToken);
    }

    public Task<int> CountWaitingAsync(LeadContext database, int batchId, CancellationToken cancellationToken) =>
        Waiting(database, batchId).CountAsync(cancellationToken);

    /// <summary>What was not settled when an import stopped is for people to judge.</summary>
    public Task ReleaseAsync(LeadContext database, int batchId, CancellationToken cancellationToken) =>
        database
            .DuplicatePairs.Where(pair => pair.ImportBatchId == batchId)
            .ExecuteUpdateAsync(set => set.SetProperty(pair => pair.ImportBatchId, (int?)null), cancellationToken);

    /// <summary>Merges the leads of rows into those they look like, inside the transaction of the caller.</summary>
    /// <param name="waiting">As <see cref="WaitingAsync"/> gives them.</param>
    /// <param name="choose">Kept lead and the row's lead to the choices of <see cref="MergeRules.Merge"/>.</param>
    public async Task MergeAsync(
        LeadContext database,
        int batchId,
        IReadOnlyList<ImportPair> waiting,
        Func<Lead, Lead, IReadOnlyDictionary<string, int>> choose,
        string actorId,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        foreach (var pair in waiting)
        {
            pair.Pair.ImportBatchId = null;
        }

        await new MergeChunk(database, writer, new MergeStamp(actorId, nowUtc, GroupOf(batchId))).MergeAsync(
            waiting,
            choose,
            cancellationToken
        );
    }

    /// <summary>Takes back the newest merges that an import made, inside the transaction of the caller.</summary>
    /// <param name="beforeMergeId">Merges from this one on were looked at already.</param>
    public async Task<IReadOnlyList<ImportMergeUndone>> UndoMergesAsync(
        LeadContext database,
        int batchId,
        int beforeMergeId,
        int count,
        string actorId,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var group = GroupOf(batchId);
        var records = await database
            .MergeRecords.Where(merge => merge.GroupKey == group && merge.UndoneUtc == null && merge.Id < beforeMergeId)
            .OrderByDescending(merge => merge.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        var undone = new List<ImportMergeUndone>(records.Count);
        foreach (var record in records)
        {
            var result = await LeadMerger.UndoAsync(
                database,
                record,
                new MergeStamp(actorId, nowUtc, group),
                cancellationToken
            );
            undone.Add(
                new ImportMergeUndone(
                    record.Id,
                    record.SurvivorId,
                    MergeSnapshot.Parse(record.AfterJson).Name,
                    MergeSnapshot.Parse(record.MergedJson).Name,
                    result.IsOk ? result.Value.KeptEdits : [],
                    result.Error?.Message
                )
            );
        }

        return undone;
    }

    /// <summary>
    /// Leads of an import that people merged into others since: they are no rows any more that an undo could remove.
    /// </summary>
    public static async Task<IReadOnlyList<(int SurvivorId, string MergedName)>> MergedAwayAsync(
        LeadContext database,
        int batchId,
        CancellationToken cancellationToken
    )
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"\"{nameof(Lead.ImportBatchId)}\":{batchId},");
        var records = await database
            .MergeRecords.AsNoTracking()
            .Where(merge => merge.UndoneUtc == null && merge.MergedJson.Contains(text))
            .OrderBy(merge => merge.Id)
            .Select(merge => new { merge.SurvivorId, merge.MergedJson })
            .ToListAsync(cancellationToken);
        return records.ConvertAll(record => (record.SurvivorId, MergeSnapshot.Parse(record.MergedJson).Name));
    }

    private static IQueryable<DuplicatePair> Waiting(LeadContext database, int batchId) =>
        database.DuplicatePairs.Where(pair => pair.ImportBatchId == batchId && pair.State == PairState.Open);
}
