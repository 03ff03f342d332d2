namespace LeadDashboard.App.Hosting;

/// <summary>
/// A clock that starts at a given instant and runs on from there at the usual speed: a replay sees the days it repeats.
/// Timers and waiting times are those of the real clock.
/// </summary>
/// <param name="start">What the clock shows when it is made.</param>
/// <param name="inner">The real clock.</param>
public sealed class ShiftedTimeProvider(DateTimeOffset start, TimeProvider inner) : TimeProvider
{
    private readonly long _madeAt = inner.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + inner.GetElapsedTime(_madeAt);

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
