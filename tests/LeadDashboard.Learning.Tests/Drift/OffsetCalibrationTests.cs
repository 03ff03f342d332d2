using LeadDashboard.Learning.Drift;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Tests.Drift;

public sealed class OffsetCalibrationTests
{
    [Fact]
    public void Fit_ScoresTwiceTooBold_HalvesThemAndStartsFromTheNewestLevel()
    {
        var random = new Random(5);
        var count = 20_000;
        var levels = Enumerable.Range(0, count).Select(row => -3 + 3.0 * row / count).ToArray();
        var raw = Enumerable.Range(0, count).Select(_ => random.NextDouble() * 6 - 3).ToArray();
        float[] labels =
        [
            .. Enumerable
                .Range(0, count)
                .Select(row => random.NextDouble() < LogOdds.ToProbability(levels[row] + 0.5 * raw[row]) ? 1f : 0f),
        ];

        var scaling = OffsetCalibration.Fit(raw, labels, levels, 0);

        Assert.Equal(0.5, scaling.Slope, 0.05);
        Assert.Equal(0, scaling.Intercept, 0.08);
    }

    [Fact]
    public void Fit_NoRows_AddsTheNewestLevelOnly()
    {
        var scaling = OffsetCalibration.Fit([], [], [], -1.5);

        Assert.Equal(1, scaling.Slope, 1e-9);
        Assert.Equal(-1.5, scaling.Intercept, 1e-9);
    }

    [Fact]
    public void Fit_ScoresTheWrongWayRound_NeverTurnsTheRanking()
    {
        double[] raw = [.. Enumerable.Range(0, 2000).Select(row => row % 2 * 4.0 - 2)];
        float[] labels = [.. Enumerable.Range(0, 2000).Select(row => 1f - row % 2)];

        Assert.True(OffsetCalibration.Fit(raw, labels, new double[2000], 0).Slope > 0);
    }
}
