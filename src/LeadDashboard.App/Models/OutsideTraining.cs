using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Exchange;
using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Models;

/// <summary>
/// Training elsewhere: the closed leads as a table for another program, and its model back as a version that wants to
/// serve.
/// </summary>
public sealed class OutsideTraining(
    IDbContextFactory<LeadContext> contexts,
    LeadFactsReader reader,
    SettingStore settings,
    TimeProvider time
)
{
    /// <summary>What a training of our own would learn from now.</summary>
    /// <param name="parts">1 .. any: files that the rows to learn from are cut into.</param>
    /// <param name="seed">Of the rows that are held out.</param>
    /// <param name="actor">May train.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Result<TableExport>> ExportAsync(
        int parts,
        int seed,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.TrainModels);
        var goal = await settings.ReadAsync<LearningGoal>(cancellationToken);
        if (goal.Refusal() is { } reason)
        {
            return new Error(reason);
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var facts = await LearningFacts.LoadAsync(database, reader, goal, cancellationToken);
        var set = facts.Set(_ => true, time.GetUtcNow().UtcDateTime);
        try
        {
            var export = TableExport.Make(set, new FileFormat(), parts, seed);
            var recorded = await database
                .Outcomes.Where(outcome => outcome.Id == facts.LastOutcomeId)
                .Select(outcome => outcome.RecordedUtc)
                .SingleAsync(cancellationToken);
            return export.From(new SeenOutcome(facts.LastOutcomeId, recorded));
        }
        catch (ModelingException refusal)
        {
            return new Error(refusal.Said);
        }
    }

    /// <summary>
    /// Puts a model that was trained on such a table among the versions, as a challenger. It is judged with the one
    /// that serves on the outcomes that neither has seen; a person decides whether it serves.
    /// </summary>
    /// <param name="adopted">Calibrated on the held-out rows of the table.</param>
    /// <param name="table">What it was trained on.</param>
    /// <param name="actor">May train.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Number of the version.</returns>
    public async Task<Result<int>> AddChallengerAsync(
        TrainedModel adopted,
        TrainingTable table,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.TrainModels);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (
            table.SeenUpTo is not { } seen
            || !await database.Outcomes.AnyAsync(
                outcome => outcome.Id == seen.Id && outcome.RecordedUtc == seen.RecordedUtc,
                cancellationToken
            )
        )
        {
            return ModelErrors.OtherTable;
        }

        var nowUtc = time.GetUtcNow().UtcDateTime;
        var champion = await database
            .ModelVersions.AsNoTracking()
            .FirstOrDefaultAsync(version => version.Status == ModelStatus.Champion, cancellationToken);
        var comparison = champion is null
            ? null
            : await CompareAsync(database, champion, adopted, seen.Id, nowUtc, cancellationToken);
        var row = await VersionRows.NextAsync(
            database,
            adopted,
            comparison,
            new VersionOrigin("outside", actor.UserId, nowUtc, seen.Id),
            cancellationToken
        );
        database.ModelVersions.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return row.Number;
    }

    private async Task<PromotionComparison> CompareAsync(
        LeadContext database,
        ModelVersion champion,
        TrainedModel adopted,
        int seen,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var goal = await settings.ReadAsync<LearningGoal>(cancellationToken);
        var facts = await LearningFacts.LoadAsync(database, reader, goal, cancellationToken);
        var seenByEither = Math.Max(seen, champion.LastOutcomeId);
        var newLeadIds = await LearningFacts.NewLeadIdsAsync(database, seenByEither, cancellationToken);
        return PromotionRules.Compare(
            TrainedModel.FromBytes(champion.Content),
            adopted,
            facts.Set(lead => newLeadIds.Contains(lead.Id), nowUtc)
        );
    }
}
