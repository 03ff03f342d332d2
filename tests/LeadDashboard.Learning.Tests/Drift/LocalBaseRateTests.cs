using LeadDashboard.Learning.Drift;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Tests.Drift;

public sealed class LocalBaseRateTests
{
    [Fact]
    public void Fit_RateThatDoesNotMove_IsOneLevel()
    {
        var level = LocalBaseRate.Fit(Draw(5000, _ => 0.2, 1));

        Assert.Equal(0, level.NeighbourCount);
        Assert.Equal(0.2, LogOdds.ToProbability(level.Newest), 0.02);
        Assert.Single(level.LogOdds.Distinct());
    }

    [Fact]
    public void Fit_RateThatClimbs_FollowsIt()
    {
        var level = LocalBaseRate.Fit(Draw(8000, share => 0.05 + 0.4 * share, 2));

        Assert.True(level.NeighbourCount > 0);
        Assert.InRange(LogOdds.ToProbability(level.LogOdds[100]), 0.02, 0.12);
        Assert.InRange(LogOdds.ToProbability(level.LogOdds[4000]), 0.2, 0.3);
        Assert.InRange(LogOdds.ToProbability(level.Newest), 0.36, 0.5);
    }

    [Fact]
    public void Fit_ShortPeriods_TakesFewerNeighboursThanForLongOnes()
    {
        var fast = LocalBaseRate.Fit(Draw(20_000, share => (int)(share * 40) % 2 == 0 ? 0.05 : 0.4, 3));
        var slow = LocalBaseRate.Fit(Draw(20_000, share => 0.05 + 0.35 * share, 3));

        Assert.InRange(fast.NeighbourCount, 1, slow.NeighbourCount - 1);
    }

    [Fact]
    public void At_GivenNeighbours_IsTheShrunkRateAroundTheRow()
    {
        var labels = new float[100];
        Array.Fill(labels, 1, 40, 20);

        var level = LocalBaseRate.At(labels, 5);

        // Rows 45 to 55 are all won; 20 rows of the overall rate (20.5 / 101) are mixed in.
        Assert.Equal((11 + 20 * 20.5 / 101) / 31, LogOdds.ToProbability(level.LogOdds[50]), 1e-9);
        Assert.True(level.Newest < level.LogOdds[50]);
    }

    [Fact]
    public void Fit_OneClassOrNoRows_IsOneFiniteLevel()
    {
        Assert.True(double.IsFinite(LocalBaseRate.Fit(new float[300]).Newest));
        Assert.True(double.IsFinite(LocalBaseRate.Fit([]).Newest));
    }

    internal static float[] Draw(int count, Func<double, double> chance, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(row => random.NextDouble() < chance((double)row / count) ? 1f : 0f),
        ];
    }
}
