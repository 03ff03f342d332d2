using LeadDashboard.App.Hosting;
using LeadDashboard.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.App.Tests.Hosting;

public sealed class ShiftedTimeProviderTests
{
    private readonly FakeTimeProvider _real = TestTime.New();

    [Fact]
    public void GetUtcNow_LaterThanTheStart_RunsOnFromTheGivenInstant()
    {
        var start = new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.FromHours(1));
        var shifted = new ShiftedTimeProvider(start, _real);

        Assert.Equal(new DateTimeOffset(2026, 1, 31, 9, 0, 0, TimeSpan.Zero), shifted.GetUtcNow());
        _real.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 10, 30, 0, TimeSpan.Zero), shifted.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, shifted.GetUtcNow().Offset);
    }

    [Fact]
    public void CreateTimer_Due_FiresAfterTheSameTimeAsOnTheRealClock()
    {
        var shifted = new ShiftedTimeProvider(DateTimeOffset.UnixEpoch, _real);
        var fired = 0;
        using var timer = shifted.CreateTimer(
            _ => fired++,
            state: null,
            TimeSpan.FromSeconds(5),
            Timeout.InfiniteTimeSpan
        );

        _real.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, fired);
        _real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, fired);
    }
}
