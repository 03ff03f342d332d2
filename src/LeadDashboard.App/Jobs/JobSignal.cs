using System.Collections.Concurrent;
using System.Threading.Channels;
using LeadDashboard.Core.Jobs;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// Wakes the runner. Carries no work: the rows are the truth, a lost signal only costs one poll interval.
/// </summary>
public sealed class JobSignal
{
    private readonly Channel<bool>[] _lanes =
    [
        .. Enum.GetValues<JobLane>()
            .Select(_ =>
                Channel.CreateBounded<bool>(
                    new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
                )
            ),
    ];

    private readonly ConcurrentDictionary<int, Action> _cancelers = new();

    public void Set()
    {
        foreach (var lane in _lanes)
        {
            lane.Writer.TryWrite(true);
        }
    }

    /// <summary>
    /// Somebody wants the job to stop. One that runs in another process hears it at its next heartbeat.
    /// </summary>
    public void RequestCancel(int jobId)
    {
        if (_cancelers.TryGetValue(jobId, out var cancel))
        {
            cancel();
        }
    }

    internal void OnCancel(int jobId, Action cancel) => _cancelers[jobId] = cancel;

    internal void ForgetCancel(int jobId) => _cancelers.TryRemove(jobId, out _);

    /// <summary>Returns when set, or after <paramref name="timeout"/>.</summary>
    internal async Task WaitAsync(
        JobLane lane,
        TimeSpan timeout,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(
            state => ((CancellationTokenSource)state!).Cancel(),
            limit,
            timeout,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            await _lanes[(int)lane].Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over: look at the rows.
        }
    }
}
