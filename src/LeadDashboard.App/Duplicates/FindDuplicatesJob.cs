using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Matching;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>
/// Compares all leads and refreshes the queue. Decisions that people made stay; pairs are written in one transaction,
/// so that a repeated job changes nothing.
/// </summary>
internal sealed class FindDuplicatesJob(IDbContextFactory<LeadContext> contexts, BulkWriter writer, TimeProvider time)
    : IJobHandler
{
    public string Kind => DuplicatesModule.FindDuplicates.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        context.Report(0.02, DuplicateMessages.Loading);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var leads = await LeadMatchTable.LoadAsync(database, [], [], cancellationToken);
        if (leads is null)
        {
            // Nothing can be compared: what waits was found when more was known, and goes on waiting.
            return;
        }

        var count = leads.LeadIds.Length;
        context.Report(0.1, DuplicateMessages.Comparing, count);
        var options = MatchOptions.Default with { MaxThreads = Math.Max(1, Environment.ProcessorCount - 1) };
        var result = DuplicateFinder.Find(
            leads.Table,
            options,
            new FindProgress(fraction => context.Report(0.1 + (0.8 * fraction), DuplicateMessages.Comparing, count)),
            cancellationToken,
            await KnownMatches.ReadAsync(database, cancellationToken)
        );
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var found = result
            .Pairs.Where(pair => pair.Probability >= options.ReviewProbability)
            .Select(pair => PairOf(result, pair, leads.LeadIds, nowUtc));

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await StoreAsync(database, [.. found], result, leads.LeadIds, cancellationToken);
        if (result.Knowledge is { } knowledge)
        {
            await KnownMatches.WriteAsync(database, knowledge, nowUtc, context.ActorId, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static DuplicatePair PairOf(MatchResult result, MatchPair pair, int[] leadIds, DateTime nowUtc) =>
        new()
        {
            LeftLeadId = leadIds[pair.Left],
            RightLeadId = leadIds[pair.Right],
            Probability = Math.Round(pair.Probability, 6),
            IsJoined = pair.IsJoined,
            EvidenceJson = PairEvidence.ToJson(result.Explain(pair)),
            FoundUtc = nowUtc,
        };

    /// <summary>
    /// Adds what is new and updates what waits. No waiting pair is taken away: the search only says how likely it is
    /// now; that two leads are different is said by a person, with name and time on the pair. A pair whose lead is not
    /// there any more stays hidden, and comes back with the lead.
    /// </summary>
    private async Task StoreAsync(
        LeadContext database,
        List<DuplicatePair> found,
        MatchResult result,
        int[] leadIds,
        CancellationToken cancellationToken
    )
    {
        var known = await database
            .DuplicatePairs.AsNoTracking()
            .ToDictionaryAsync(pair => (pair.LeftLeadId, pair.RightLeadId), cancellationToken);
        var added = found.Where(pair => !known.ContainsKey((pair.LeftLeadId, pair.RightLeadId))).ToList();
        var joined = found.Where(pair => pair.IsJoined).Select(pair => (pair.LeftLeadId, pair.RightLeadId)).ToHashSet();
        var changed = new List<DuplicatePair>();

        // Those that an import is about to decide are left as they are.
        foreach (var pair in known.Values.Where(pair => pair.State == PairState.Open && pair.ImportBatchId is null))
        {
            var (left, right) = (
                Array.BinarySearch(leadIds, pair.LeftLeadId),
                Array.BinarySearch(leadIds, pair.RightLeadId)
            );
            if (left >= 0 && right >= 0)
            {
                var now = PairOf(result, result.Judge(left, right), leadIds, pair.FoundUtc);
                pair.IsJoined =
                    joined.Contains((pair.LeftLeadId, pair.RightLeadId))
                    || (pair.IsJoined && now.Probability >= MatchOptions.Default.MatchProbability);
                (pair.Probability, pair.EvidenceJson) = (now.Probability, now.EvidenceJson);
                changed.Add(pair);
            }
        }

        await writer.UpdateAsync(
            database,
            changed,
            [nameof(DuplicatePair.Probability), nameof(DuplicatePair.IsJoined), nameof(DuplicatePair.EvidenceJson)],
            cancellationToken
        );
        await writer.InsertAsync(database, added, cancellationToken);
    }
}
