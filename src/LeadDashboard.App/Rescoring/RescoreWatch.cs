using LeadDashboard.App.Jobs;

namespace LeadDashboard.App.Rescoring;

/// <summary>
/// Looks into the outbox twice a second, so that a score is renewed within a second of what touched it.
/// </summary>
internal sealed class RescoreWatch(RescoreReader reader, TimeProvider time, ILogger<RescoreWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        await Task.Yield();
        do
        {
            var hasFailed = false;
            await PeriodicTask.TryAsync(
                reader.FollowAsync,
                fault =>
                {
                    hasFailed = true;
                    logger.LogError(fault, "Leads could not be scored again; it will be repeated.");
                },
                stoppingToken
            );
            if (hasFailed)
            {
                await Task.Delay(AfterFailure, time, stoppingToken);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
