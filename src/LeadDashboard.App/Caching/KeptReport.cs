namespace LeadDashboard.App.Caching;

/// <summary>
/// Keeps a report that takes long to make, so that a page need not wait for it each time: over a million leads while a
/// file is imported that
/// would be seconds. A report that is made in an instant is made anew for everybody. For all circuits together; one is
/// made at a time.
/// </summary>
public sealed class KeptReport<T>(TimeProvider time)
    where T : class
{
    /// <summary>What nobody waits for.</summary>
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A report is kept for so many times of what it took: making it costs at most a tenth of one processor, as it is
    /// renewed half-way.
    /// </summary>
    private const int Times = 20;

    private readonly Lock door = new();
    private Made? last;
    private Task<T>? running;

    private sealed record Made(T Report, long Timestamp, TimeSpan KeptFor);

    /// <param name="make">Makes the report; may go on after the caller has left, so it must not need what the caller
    /// disposes.</param>
    /// <returns>The report as it is, or as it was up to a minute ago.</returns>
    public Task<T> GetAsync(Func<CancellationToken, Task<T>> make, CancellationToken cancellationToken)
    {
        lock (door)
        {
            var age = last is null ? TimeSpan.MaxValue : time.GetElapsedTime(last.Timestamp);
            if (last is null || age > last.KeptFor)
            {
                return Start(make).WaitAsync(cancellationToken);
            }

            if (age > last.KeptFor / 2)
            {
                _ = Start(make);
            }

            return Task.FromResult(last.Report);
        }
    }

    private Task<T> Start(Func<CancellationToken, Task<T>> make) =>
        running is { IsCompleted: false } ? running : running = Task.Run(() => MakeAsync(make));

    private async Task<T> MakeAsync(Func<CancellationToken, Task<T>> make)
    {
        var start = time.GetTimestamp();
        var report = await make(CancellationToken.None);
        var took = time.GetElapsedTime(start);
        var keptFor =
            took < Instant ? TimeSpan.Zero
            : took * Times < Longest ? took * Times
            : Longest;
        lock (door)
        {
            last = new Made(report, time.GetTimestamp(), keptFor);
        }

        return report;
    }
}
