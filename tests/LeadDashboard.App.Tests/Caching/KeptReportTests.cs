using LeadDashboard.App.Caching;

namespace LeadDashboard.App.Tests.Caching;

public sealed class KeptReportTests
{
    private readonly SteppedTime time = new();
    private int made;

    [Fact]
    public async Task Get_MadeInAnInstant_IsMadeAnewForEverybody()
    {
        var kept = new KeptReport<string>(time);

        Assert.Equal("report 1", await kept.GetAsync(Taking(TimeSpan.FromMilliseconds(5)), CancellationToken.None));
        Assert.Equal("report 1", "report " + made);
        time.Step(TimeSpan.FromTicks(1));
        Assert.Equal("report 2", await kept.GetAsync(Taking(TimeSpan.FromMilliseconds(5)), CancellationToken.None));
    }

    [Fact]
    public async Task Get_TookLong_IsKeptForAMultipleOfThat()
    {
        var kept = new KeptReport<string>(time);

        Assert.Equal("report 1", await kept.GetAsync(Taking(TimeSpan.FromSeconds(1)), CancellationToken.None));
        time.Step(TimeSpan.FromSeconds(9));
        Assert.Equal("report 1", await kept.GetAsync(Taking(TimeSpan.FromSeconds(1)), CancellationToken.None));
        Assert.Equal(1, made);
        time.Step(TimeSpan.FromSeconds(12));
        Assert.Equal("report 2", await kept.GetAsync(Taking(TimeSpan.FromSeconds(1)), CancellationToken.None));
    }

    [Fact]
    public async Task Get_HalfOfItsTimeOver_GivesTheOldOneWhileANewOneIsMade()
    {
        var kept = new KeptReport<string>(time);
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        await kept.GetAsync(Taking(TimeSpan.FromSeconds(1)), CancellationToken.None);
        time.Step(TimeSpan.FromSeconds(11));

        async Task<string> Slowly(CancellationToken cancellationToken)
        {
            begun.SetResult();
            await gate.Task;
            return "the new one";
        }

        Assert.Equal("report 1", await kept.GetAsync(Slowly, CancellationToken.None));
        await begun.Task;
        time.Step(TimeSpan.FromSeconds(10));

        // Its time is over now: who asks joins the one that is being made instead of starting a second.
        var waiting = kept.GetAsync(Taking(TimeSpan.Zero), CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        gate.SetResult();
        Assert.Equal("the new one", await waiting);
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Get_CouldNotBeMade_IsTriedAgainByTheNextOne()
    {
        var kept = new KeptReport<string>(time);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            kept.GetAsync(_ => throw new InvalidOperationException("not now"), CancellationToken.None)
        );

        Assert.Equal("report 1", await kept.GetAsync(Taking(TimeSpan.Zero), CancellationToken.None));
    }

    private Func<CancellationToken, Task<string>> Taking(TimeSpan duration) =>
        _ =>
        {
            time.Step(duration);
            return Task.FromResult("report " + ++made);
        };

    private sealed class SteppedTime : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref ticks);

        public void Step(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
    }
}
