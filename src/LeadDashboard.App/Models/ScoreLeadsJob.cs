using System.Text.Json;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Models;

/// <summary>
/// Scores all open leads with the champion, in batches with a checkpoint. A closed lead keeps the score it had.
/// </summary>
internal sealed class ScoreLeadsJob(
    IDbContextFactory<LeadContext> contexts,
    ChampionModel champions,
    SettingStore settings,
    BulkWriter writer,
    TimeProvider time
) : IJobHandler
{
    private const int BatchSize = 5000;
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

    private sealed record Position(int NextId, int ModelVersionId);

    public string Kind => ModelsModule.ScoreLeads.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var champion =
            await champions.GetAsync(cancellationToken) ?? throw new JobFailedException(ModelMessages.NoModel);
        var limits = await settings.FindAsync<SegmentLimits>(cancellationToken) ?? SegmentLimits.Default;
        var threads = Math.Max(1, Environment.ProcessorCount - 1);
        int total,
            lastId;
        await using (var counting = await contexts.CreateDbContextAsync(cancellationToken))
        {
            total = await counting.Leads.CountAsync(lead => lead.Status == LeadStatus.Open, cancellationToken);
            lastId = await counting.Leads.MaxAsync(lead => (int?)lead.Id, cancellationToken) ?? 0;
        }

        var saved = context.Checkpoint is { } json ? JsonSerializer.Deserialize<Position>(json) : null;
        var nextId = saved is not null && saved.ModelVersionId == champion.VersionId ? saved.NextId : 1;
        var done = 0;
        while (nextId <= lastId)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            var toId = await LastIdOfBatchAsync(database, nextId, cancellationToken) ?? lastId;
            var facts = await LeadFacts.LoadRangeAsync(database, nextId, toId, LeadStatus.Open, cancellationToken);
            var receipts = Apply(champion, facts, limits, threads, time.GetUtcNow().UtcDateTime, cancellationToken);

            // The batch and the place to go on are one transaction: after a kill nothing is scored twice or left out.
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await writer.UpdateAsync(database, facts.Leads, Written, cancellationToken);
            await writer.InsertAsync(database, receipts, cancellationToken);
            nextId = toId + 1;
            await context.SaveCheckpointAsync(
                database,
                JsonSerializer.Serialize(new Position(nextId, champion.VersionId)),
                cancellationToken
            );
            await transaction.CommitAsync(cancellationToken);
            done += facts.Leads.Count;
            context.Report(total == 0 ? 1 : Math.Min(1, (double)done / total), ModelMessages.Scoring, done, total);
        }
    }

    private static async Task<int?> LastIdOfBatchAsync(
        LeadContext database,
        int fromId,
        CancellationToken cancellationToken
    ) =>
        await database
            .Leads.Where(lead => lead.Id >= fromId && lead.Status == LeadStatus.Open)
            .OrderBy(lead => lead.Id)
            .Skip(BatchSize - 1)
            .Select(lead => (int?)lead.Id)
            .FirstOrDefaultAsync(cancellationToken);

    private static List<ScoreReceipt> Apply(
        Champion champion,
        LeadFacts facts,
        SegmentLimits limits,
        int threads,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var scores = LeadScorer.Score(
            champion.Model,
            facts.Leads,
            facts.Activities,
            facts.Campaigns,
            nowUtc,
            KeptReasons,
            threads,
            cancellationToken
        );
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
