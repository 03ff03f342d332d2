using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Learning.Tests.Evaluation;

public sealed class BrierScoreTests
{
    [Fact]
    public void Decompose_OneBinPerProbability_EqualsTheReferenceAndAddsUp()
    {
        var fixture = EvaluationFixture.Read();

        var parts = BrierScore.Decompose(fixture.Y, fixture.Champion);

        Assert.Equal(
            fixture.Brier,
            [parts.Brier, parts.Reliability, parts.Resolution, parts.Uncertainty],
            (expected, actual) => Math.Abs(expected - actual) < 1e-12
        );
        Assert.Equal(0, parts.WithinBins, 1e-12);
        Assert.Equal(1 - parts.Brier / parts.Uncertainty, parts.Skill, 1e-12);
    }

    [Fact]
    public void Decompose_ManyProbabilities_AddsUpWithASmallRest()
    {
        var random = new Random(1);
        var probabilities = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).ToArray();
        var labels = probabilities.Select(p => random.NextDouble() < p ? 1f : 0f).ToArray();

        var parts = BrierScore.Decompose(labels, probabilities);

        Assert.Equal(parts.Brier, parts.Reliability - parts.Resolution + parts.Uncertainty + parts.WithinBins, 1e-12);
        // Known truth: calibrated, p uniform: Brier = E p(1-p) = 1/6, resolution = Var p = 1/12 but for what 20 bins
        // hide.
        Assert.Equal(1.0 / 6, parts.Brier, 0.005);
        Assert.Equal(1.0 / 12, parts.Resolution, 0.003);
        Assert.InRange(parts.Reliability, 0, 0.001);
        Assert.InRange(Math.Abs(parts.WithinBins), 0, 0.001);
    }

    [Fact]
    public void Decompose_PerfectConstantOneClassAndEmpty_IsSane()
    {
        Assert.Equal(new BrierParts(0, 0, 0.25, 0.25, 0, 1), BrierScore.Decompose([1, 0], [1, 0]));
        Assert.Equal(0, BrierScore.Decompose([1, 0], [0.5, 0.5]).Skill);
        Assert.Equal(0, BrierScore.Decompose([1, 1], [0.7, 0.7]).Skill);
        Assert.Equal(0, BrierScore.Decompose([], []).Brier);
        Assert.Throws<ArgumentException>(() => BrierScore.Decompose([1], [double.NaN]));
    }
}
