using LeadDashboard.App.Jobs;

namespace LeadDashboard.App.Rescoring;

/// <summary>Renews the score of queued leads within a second; several events of one moment are scored once.</summary>
internal sealed class RescoreWatch(RescoreQueue queue, TimeProvider time, ILogger<RescoreWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await PeriodicTask.TryAsync(queue.AddMissedAsync, Failed, stoppingToken);
        while (await queue.WaitAsync(stoppingToken))
        {
            await Task.Delay(Gathering, time, stoppingToken);
            var hasFailed = false;
            await PeriodicTask.TryAsync(
                queue.DrainAsync,
                fault =>
                {
                    hasFailed = true;
                    Failed(fault);
                },
                stoppingToken
            );
            if (hasFailed)
            {
                await Task.Delay(AfterFailure, time, stoppingToken);
            }
        }
    }

    private void Failed(Exception fault) =>
        logger.LogError(fault, "Leads could not be scored again; it will be repeated.");
}
