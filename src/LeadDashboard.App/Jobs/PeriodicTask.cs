namespace LeadDashboard.App.Jobs;

/// <summary>A step taken again and again: one that failed is told and does not end the rest.</summary>
internal static class PeriodicTask
{
    /// <param name="interval">Before each step.</param>
    /// <param name="time">Clock.</param>
    /// <param name="step">Taken once an interval.</param>
    /// <param name="failed">Told of every failure but a cancellation.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(
        TimeSpan interval,
        TimeProvider time,
        Func<CancellationToken, Task> step,
        Action<Exception> failed,
        CancellationToken cancellationToken
    )
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await TryAsync(step, failed, cancellationToken);
        }
    }

    public static async Task TryAsync(
        Func<CancellationToken, Task> step,
        Action<Exception> failed,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await step(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            failed(fault);
        }
    }
}
