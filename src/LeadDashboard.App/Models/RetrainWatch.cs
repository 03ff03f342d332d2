using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;

namespace LeadDashboard.App.Models;

/// <summary>Looks once a minute whether a retraining is due, and queues it with the reason.</summary>
public sealed class RetrainWatch(ModelQueries queries, JobQueue queue, TimeProvider time, ILogger<RetrainWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <returns>Id of the queued training; null when it is not due.</returns>
    public async Task<int?> LookAsync(CancellationToken cancellationToken)
    {
        var state = await queries.StateAsync(Actor.System, cancellationToken);
        return state.IsTrainDue
            ? await queue.EnqueueAsync(
                ModelsModule.TrainModel,
                new TriggerArguments(state.NewOutcomeCount > 0 ? "outcomes" : "schedule"),
                Actor.System,
                cancellationToken
            )
            : null;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PeriodicTask.RunAsync(
            Interval,
            time,
            LookAsync,
            fault => logger.LogError(fault, "The retraining check failed and will be repeated."),
            stoppingToken
        );
}
