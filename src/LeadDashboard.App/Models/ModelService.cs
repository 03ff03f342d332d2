using LeadDashboard.App.Jobs;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Models;

/// <summary>What an admin may do with models.</summary>
public sealed class ModelService(
    IDbContextFactory<LeadContext> contexts,
    JobQueue queue,
    ChampionModel champions,
    TimeProvider time
)
{
    /// <returns>Id of the job; of the one that already waits or runs, if there is one.</returns>
    public Task<int> TrainNowAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.TrainModels);
        return queue.EnqueueAsync(ModelsModule.TrainModel, new TriggerArguments("manual"), actor, cancellationToken);
    }

    /// <summary>Scores all open leads again with the version that serves.</summary>
    /// <returns>Id of the job; of the one that already waits or runs, if there is one.</returns>
    public async Task<Result<int>> RescoreAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.TrainModels);
        return await champions.GetAsync(cancellationToken) is null
            ? ModelErrors.NoModel
            : await queue.EnqueueAsync(
                RescoringModule.ScoreLeads,
                new TriggerArguments("manual"),
                actor,
                cancellationToken
            );
    }

    public Task CancelAsync(int jobId, Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.TrainModels);
        return queue.CancelAsync(jobId, actor, cancellationToken);
    }

    /// <summary>
    /// Lets any version serve, newer or older (a roll-back is the same step), and rescores the open leads.
    /// </summary>
    /// <returns>Id of the rescoring job.</returns>
    public async Task<Result<int>> PromoteAsync(
        int versionId,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.PromoteModels);
        Job rescoring;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var nowUtc = time.GetUtcNow().UtcDateTime;
            await context
                .ModelVersions.Where(version => version.Status == ModelStatus.Champion && version.Id != versionId)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(version => version.Status, ModelStatus.Retired),
                    cancellationToken
                );
            var changed = await context
                .ModelVersions.Where(version => version.Id == versionId && version.Status != ModelStatus.Champion)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(version => version.Status, ModelStatus.Champion)
                            .SetProperty(version => version.PromotedUtc, nowUtc)
                            .SetProperty(version => version.PromotedById, actor.UserId),
                    cancellationToken
                );
            if (changed != 1)
            {
                await transaction.RollbackAsync(cancellationToken);
                return ModelErrors.NotThere;
            }

            Outbox.Add(context, EventKinds.ModelPromoted, nowUtc, entityId: versionId);
            await ChangeLog.WriteAsync(
                context,
                PromotionStamp(actor.UserId, ChangeSource.Person, nowUtc, versionId),
                [],
                cancellationToken
            );
            rescoring = await queue.AddAsync(
                context,
                RescoringModule.ScoreLeads,
                new TriggerArguments("promotion"),
                actor,
                cancellationToken
            );
            await transaction.CommitAsync(cancellationToken);
        }

        champions.Forget();
        queue.Announce(rescoring);
        return rescoring.Id;
    }

    /// <summary>What the audit says of a version that begins to serve.</summary>
    internal static ChangeStamp PromotionStamp(string actorId, ChangeSource source, DateTime atUtc, int versionId) =>
        new(actorId, source, "model.promote", atUtc, 1) { EntityKind = nameof(ModelVersion), EntityId = versionId };
}

/// <summary>Expected refusals.</summary>
public static class ModelErrors
{
    public static Error NoModel { get; } = new(RescoringMessages.NoModel);

    public static Error NotThere { get; } = new("training.not-there");

    public static Error OtherTable { get; } = new(ModelMessages.OtherTable);
}
