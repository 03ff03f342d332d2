using LeadDashboard.App.Jobs;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Models;

/// <summary>
/// Trains a version, lets it pass the gate, and has the open leads rescored when it serves. Until the last transaction
/// nothing is written,
/// so a failed, canceled or killed training never touches what serves, and repeating it is safe.
/// </summary>
internal sealed class TrainModelJob(
    IDbContextFactory<LeadContext> contexts,
    ChampionModel champions,
    LeadFactsReader reader,
    SettingStore settings,
    TimeProvider time
) : IJobHandler
{
    /// <summary>Enough open leads to know how scores of the population are spread.</summary>
    private const int MaxServedLeads = 5000;

    public string Kind => ModelsModule.TrainModel.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var trigger = context.Arguments(ModelsModule.TrainModel).Trigger;
        var nowUtc = time.GetUtcNow().UtcDateTime;
        context.Report(0.01, ModelMessages.Loading);
        var goal = await settings.ReadAsync<LearningGoal>(cancellationToken);
        if (goal.Refusal() is { } reason)
        {
            throw new JobFailedException(reason);
        }

        LearningFacts facts;
        int lastOutcomeId;
        ModelVersion? championRow;
        HashSet<int> newLeadIds;
        await using (var database = await contexts.CreateDbContextAsync(cancellationToken))
        {
            facts = await LearningFacts.LoadAsync(database, reader, goal, cancellationToken);
            lastOutcomeId = facts.LastOutcomeId;
            championRow = await database
                .ModelVersions.AsNoTracking()
                .FirstOrDefaultAsync(version => version.Status == ModelStatus.Champion, cancellationToken);
            var seenUpTo = championRow?.LastOutcomeId ?? 0;
            newLeadIds = championRow is null
                ? []
                : await LearningFacts.NewLeadIdsAsync(database, seenUpTo, cancellationToken);
        }

        // People work while a new version is learnt, and need a processor; before the first one there is nothing to
        // work with.
        var options = TrainingOptions.Default with
        {
            MaxThreads = championRow is null ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount - 1),
        };
        var progress = new Forward(context, championRow is null ? 0.95 : 0.5, 0.02);
        PromotionComparison? comparison = null;
        TrainedModel trained;
        try
        {
            trained = ModelTrainer.Train(facts.Set(_ => true, nowUtc), options, progress, cancellationToken);
            if (championRow is not null)
            {
                comparison = Compare(
                    facts,
                    newLeadIds,
                    TrainedModel.FromBytes(championRow.Content),
                    trained,
                    options,
                    nowUtc,
                    context,
                    cancellationToken
                );
            }
        }
        catch (ModelingException refusal)
        {
            throw new JobFailedException(refusal.Said);
        }

        context.Report(0.98, ModelMessages.Storing);
        await StoreAsync(trained, comparison, trigger, context, lastOutcomeId, nowUtc, cancellationToken);
    }

    /// <summary>
    /// Both are judged on outcomes that are new since the champion was trained. The challenger that is judged has not
    /// seen them either:
    /// it is trained on the older ones alone, then the version that would serve is the one trained on everything.
    /// </summary>
    private static PromotionComparison Compare(
        LearningFacts facts,
        HashSet<int> newLeadIds,
        TrainedModel champion,
        TrainedModel trained,
        TrainingOptions options,
        DateTime nowUtc,
        JobContext context,
        CancellationToken cancellationToken
    )
    {
        var unseen = facts.Set(lead => newLeadIds.Contains(lead.Id), nowUtc);
        var isEnough = Math.Min(unseen.WinCount, unseen.LossCount) >= PromotionRules.MinOutcomesPerClass;
        var judged = trained;
        if (isEnough)
        {
            context.Report(0.55, ModelMessages.Comparing);
            var older = facts.Set(lead => !newLeadIds.Contains(lead.Id), nowUtc);
            judged = ModelTrainer.Train(
                older,
                options with
                {
                    Candidates = ModelKinds.FromNames([trained.Kind]),
                    MeasuresUncertainty = false,
                },
                new Forward(context, 0.4, 0.55),
                cancellationToken
            );
        }

        return PromotionRules.Compare(
            champion,
            judged,
            unseen,
            ServedScores(facts.Known.Rows, champion, options, nowUtc)
        );
    }

    /// <summary>The champion's chances of open leads, evenly chosen: the population that is served.</summary>
    private static double[] ServedScores(LeadRows rows, TrainedModel champion, TrainingOptions options, DateTime nowUtc)
    {
        var open = rows.Leads.Where(lead => lead.Status == LeadStatus.Open).ToArray();
        var step = Math.Max(1, open.Length / MaxServedLeads);
        Lead[] chosen = [.. open.Where((_, index) => index % step == 0)];
        return LeadScorer.Probabilities(champion, rows with { Leads = chosen }, nowUtc, options.MaxThreads);
    }

    private async Task StoreAsync(
        TrainedModel trained,
        PromotionComparison? comparison,
        string trigger,
        JobContext context,
        int lastOutcomeId,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var report = trained.Report;
        var isPromoted = comparison?.IsPromoted ?? true;
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (isPromoted)
        {
            await database
                .ModelVersions.Where(version => version.Status == ModelStatus.Champion)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(version => version.Status, ModelStatus.Retired),
                    cancellationToken
                );
        }

        var row = await VersionRows.NextAsync(
            database,
            trained,
            comparison,
            new VersionOrigin(trigger, context.ActorId, nowUtc, lastOutcomeId),
            cancellationToken
        );
        if (isPromoted)
        {
            (row.Status, row.PromotedUtc, row.PromotedById) = (ModelStatus.Champion, nowUtc, context.ActorId);
        }

        database.ModelVersions.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        if (isPromoted)
        {
            Outbox.Add(database, EventKinds.ModelPromoted, nowUtc, entityId: row.Id);
            var stamp = ModelService.PromotionStamp(context.ActorId, ChangeSource.System, nowUtc, row.Id);
            await ChangeLog.WriteAsync(database, stamp, [], cancellationToken);
        }

        var rescoring = isPromoted
            ? await context.AddAsync(
                database,
                RescoringModule.ScoreLeads,
                new TriggerArguments(trigger),
                cancellationToken
            )
            : null;
        await transaction.CommitAsync(cancellationToken);
        champions.Forget();
        if (isPromoted && await settings.FindAsync<SegmentLimits>(cancellationToken) is null)
        {
            // Fixed limits would call nobody hot where one lead in ten buys. The first limits follow the deciles; a
            // person may change them.
            await settings.WriteAsync(DefaultLimits(report), Core.Access.Actor.System, cancellationToken);
        }

        if (rescoring is not null)
        {
            context.Announce(rescoring);
        }
    }

    /// <summary>Hot is the best tenth, warm the next two: see decision 6.</summary>
    internal static SegmentLimits DefaultLimits(ModelReport report)
    {
        var hot = report.Deciles.Count >= 3 ? report.Deciles[0].MinProbability : SegmentLimits.Default.HotFrom;
        var warm = report.Deciles.Count >= 3 ? report.Deciles[2].MinProbability : SegmentLimits.Default.WarmFrom;
        hot = Math.Round(hot, 3);
        return new SegmentLimits(hot, Math.Min(hot, Math.Round(warm, 3)));
    }

    /// <summary>The trainer's own progress, as a part of the job's.</summary>
    private sealed class Forward(JobContext context, double span, double from) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => context.Report(from + (span * value.Fraction), value.Message);
    }
}
