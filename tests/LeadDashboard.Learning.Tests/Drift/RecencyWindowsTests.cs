using LeadDashboard.Learning.Drift;

namespace LeadDashboard.Learning.Tests.Drift;

public sealed class RecencyWindowsTests
{
    [Fact]
    public void Starts_EnoughOutcomes_HalvesTheWindowEachTime() =>
        Assert.Equal(
            [0, 500, 750, 875],
            RecencyWindows.Starts([.. Enumerable.Range(0, 1000).Select(row => row % 2f)], 40, 4)
        );

    [Fact]
    public void Starts_FewWins_StopsWhereAWindowWouldHoldTooFew()
    {
        // One row in ten is won: 100 wins in all, 50 in the half, 25 in the quarter.
        var labels = Enumerable.Range(0, 1000).Select(row => row % 10 == 0 ? 1f : 0f).ToArray();

        Assert.Equal([0, 500], RecencyWindows.Starts(labels, 40, 5));
    }

    [Fact]
    public void Starts_NoWins_IsAllRowsAlone() => Assert.Equal([0], RecencyWindows.Starts(new float[500], 40, 5));
}
