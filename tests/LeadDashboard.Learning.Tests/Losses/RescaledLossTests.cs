using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Tests.Losses;

public sealed class RescaledLossTests
{
    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(1, 0)]
    [InlineData(4, -2)]
    public void Sum_StretchedScores_AsGoodAsTheBestLine(double slope, double shift)
    {
        var (raw, labels) = Made(5000);
        double[] stretched = [.. raw.Select(score => slope * score + shift)];
        var line = PlattScaling.Fit(stretched, labels);

        var loss = new RescaledLoss().Sum(stretched, labels);

        // The pull towards slope 1 and Platt's softened targets differ by a hair of this sum of about 2,500.
        Assert.Equal(stretched.Select((score, i) => LogOdds.Loss(line.Calibrate(score), labels[i])).Sum(), loss, 1.0);
        Assert.Equal(new RescaledLoss().Sum(raw, labels), loss, 1.0);
    }

    [Fact]
    public void Sum_AgainAfterOtherScores_SameAsAnew()
    {
        var (raw, labels) = Made(500);
        double[] louder = [.. raw.Select(score => 3 * score - 1)];
        var used = new RescaledLoss();
        used.Sum(louder, labels);

        Assert.Equal(new RescaledLoss().Sum(raw, labels), used.Sum(raw, labels), 1e-6);
    }

    [Fact]
    public void Sum_ScoresThatTellWonFromLostCompletely_StaysFinite()
    {
        double[] raw = [-1, -0.5, 0.5, 1];
        float[] labels = [0, 0, 1, 1];

        var loss = new RescaledLoss().Sum(raw, labels);

        Assert.InRange(loss, 0.01, raw.Select((score, i) => LogOdds.Loss(score, labels[i])).Sum());
    }

    [Fact]
    public void Sum_NoRows_IsZero() => Assert.Equal(0, new RescaledLoss().Sum([], []));

    private static (double[] Raw, float[] Labels) Made(int rowCount)
    {
        var random = new Random(4);
        var raw = Enumerable.Range(0, rowCount).Select(_ => random.NextDouble() * 6 - 3).ToArray();
        return (raw, [.. raw.Select(score => random.NextDouble() < LogOdds.ToProbability(score) ? 1f : 0f)]);
    }
}
