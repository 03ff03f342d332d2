using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Jobs;
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
            await StoreAsync(database, [], [], cancellationToken);
            return;
        }

        var count = leads.LeadIds.Length;
        context.Report(0.1, DuplicateMessages.Comparing, count);
        var options = MatchOptions.Default with { MaxThreads = Math.Max(1, Environment.ProcessorCount - 1) };
        var result = DuplicateFinder.Find(
            leads.Table,
            options,
            new FindProgress(fraction => context.Report(0.1 + (0.8 * fraction), DuplicateMessages.Comparing, count)),
            cancellationToken
        );
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var found = result
            .Pairs.Where(pair => pair.Probability >= options.ReviewProbability)
            .Select(pair => new DuplicatePair
            {
                LeftLeadId = leads.LeadIds[pair.Left],
                RightLeadId = leads.LeadIds[pair.Right],
                Probability = Math.Round(pair.Probability, 6),
                IsJoined = pair.IsJoined,
                EvidenceJson = PairEvidence.ToJson(result.Explain(pair)),
                FoundUtc = nowUtc,
            });
        await StoreAsync(database, [.. found], leads.LeadIds, cancellationToken);
    }

    private async Task StoreAsync(
        LeadContext database,
        List<DuplicatePair> found,
        int[] leadIds,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var known = await database
            .DuplicatePairs.AsNoTracking()
            .ToDictionaryAsync(pair => (pair.LeftLeadId, pair.RightLeadId), cancellationToken);
        var merged = await database
            .MergeRecords.Where(merge => merge.UndoneUtc == null)
            .Select(merge => merge.MergedId)
            .ToHashSetAsync(cancellationToken);
        var there = leadIds.ToHashSet();
        var added = new List<DuplicatePair>();
        var changed = new List<DuplicatePair>();
        foreach (var pair in found)
        {
            if (!known.Remove((pair.LeftLeadId, pair.RightLeadId), out var before))
            {
                added.Add(pair);
            }
            else if (before.State == PairState.Open)
            {
                (before.Probability, before.IsJoined, before.EvidenceJson) = (
                    pair.Probability,
                    pair.IsJoined,
                    pair.EvidenceJson
                );
                changed.Add(before);
            }
        }

        // Pairs of a lead that was merged away wait for an undo, those of a running import for its decision; other open
        // pairs that were not found again are gone.
        bool IsWaiting(int leadId) => !there.Contains(leadId) && merged.Contains(leadId);
        var gone = known
            .Values.Where(pair =>
                pair.State == PairState.Open
                && pair.ImportBatchId is null
                && !IsWaiting(pair.LeftLeadId)
                && !IsWaiting(pair.RightLeadId)
            )
            .Select(pair => pair.Id)
            .ToArray();
        foreach (var ids in gone.Chunk(500))
        {
            await database
                .DuplicatePairs.Where(pair => EF.Parameter(ids).Contains(pair.Id))
                .ExecuteDeleteAsync(cancellationToken);
        }

        await writer.UpdateAsync(
            database,
            changed,
            [nameof(DuplicatePair.Probability), nameof(DuplicatePair.IsJoined), nameof(DuplicatePair.EvidenceJson)],
            cancellationToken
        );
        await writer.InsertAsync(database, added, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
