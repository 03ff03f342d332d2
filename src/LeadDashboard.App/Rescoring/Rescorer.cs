using System.Text.Json;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;

namespace LeadDashboard.App.Rescoring;

/// <summary>
/// The only writer of the stored score: probability, range, segment and reasons of a lead are written together, so that
/// every page, list and file shows the same ones.
/// </summary>
public sealed class Rescorer(SettingStore settings, LeadFactsReader reader, BulkWriter writer, TimeProvider time)
{
    private const int KeptReasons = 3;

    /// <summary>A score that moved less than this is the same score: no receipt.</summary>
    private const double ReceiptStep = 0.01;

    private static readonly string[] Written =
    [
        nameof(Lead.Probability),
        nameof(Lead.ProbabilityLow),
        nameof(Lead.ProbabilityHigh),
        nameof(Lead.Segment),
        nameof(Lead.TopReasonsJson),
        nameof(Lead.ModelVersionId),
        nameof(Lead.ScoredUtc),
    ];

    /// <summary>
    /// Scores the open ones among the leads as they are now, read and written in the transaction of the context: what
    /// happens to a lead in between is not overwritten.
    /// </summary>
    /// <returns>Ids of those that were scored.</returns>
    internal async Task<IReadOnlyList<int>> ScoreAsync(
        LeadContext database,
        Champion champion,
        IReadOnlyCollection<int> leadIds,
        SegmentLimits limits,
        CancellationToken cancellationToken
    )
    {
        if (leadIds.Count == 0)
        {
            return [];
        }

        var facts = await reader.LoadOpenAsync(database, [.. leadIds], cancellationToken);
        await WriteAsync(database, champion, facts, limits, threads: 1, cancellationToken);
        return [.. facts.Leads.Select(lead => lead.Id)];
    }

    internal async Task<SegmentLimits> LimitsAsync(CancellationToken cancellationToken) =>
        await settings.FindAsync<SegmentLimits>(cancellationToken) ?? SegmentLimits.Default;

    /// <summary>Scores the leads and writes them within the transaction of the context.</summary>
    internal async Task WriteAsync(
        LeadContext database,
        Champion champion,
        LeadFacts facts,
        SegmentLimits limits,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var receipts = Apply(champion, facts, limits, threads, time.GetUtcNow().UtcDateTime, cancellationToken);
        await writer.UpdateAsync(database, facts.Leads, Written, cancellationToken);
        await writer.InsertAsync(database, receipts, cancellationToken);
    }

    private static List<ScoreReceipt> Apply(
        Champion champion,
        LeadFacts facts,
        SegmentLimits limits,
        int threads,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var scores = LeadScorer.Score(champion.Model, facts.Rows, nowUtc, KeptReasons, threads, cancellationToken);
        var receipts = new List<ScoreReceipt>();
        for (var i = 0; i < scores.Length; i++)
        {
            var (lead, score) = (facts.Leads[i], scores[i]);
            var reasons = JsonSerializer.Serialize(
                score.Reasons.Where(reason => reason.Feature != LeadScorer.OtherReason)
            );
            if (lead.Probability is not { } before || Math.Abs(before - score.Probability) >= ReceiptStep)
            {
                receipts.Add(
                    new ScoreReceipt
                    {
                        LeadId = lead.Id,
                        ModelVersionId = champion.VersionId,
                        ScoredUtc = nowUtc,
                        Probability = score.Probability,
                        ReasonsJson = reasons,
                    }
                );
            }

            lead.Probability = score.Probability;
            lead.ProbabilityLow = score.Low;
            lead.ProbabilityHigh = score.High;
            lead.Segment = SegmentRules.Assign(score.Probability, limits);
            lead.TopReasonsJson = reasons;
            lead.ModelVersionId = champion.VersionId;
            lead.ScoredUtc = nowUtc;
        }

        return receipts;
    }
}
