using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Learning.Tests.Evaluation;

public sealed class DeLongTests
{
    [Fact]
    public void Difference_TwoModelsWithTies_EqualsTheReference()
    {
        var fixture = EvaluationFixture.Read();

        var difference = DeLong.Difference(fixture.Y, fixture.Champion, fixture.Challenger);

        Assert.Equal(fixture.ChallengerAuc - fixture.ChampionAuc, difference.Value, 1e-12);
        Assert.Equal(fixture.Difference - 1.959964 * fixture.StandardError, difference.Low, 1e-9);
        Assert.Equal(fixture.Difference + 1.959964 * fixture.StandardError, difference.High, 1e-9);
    }

    [Fact]
    public void Placements_RandomScoresWithTies_EqualComparingEveryPair()
    {
        var random = new Random(4);
        for (var round = 0; round < 40; round++)
        {
            var scores = Enumerable.Range(0, 50).Select(_ => (double)random.Next(9)).ToArray();
            float[] labels = [1, 1, 0, 0, .. Enumerable.Range(0, 46).Select(_ => (float)random.Next(2))];
            var placements = DeLong.Placements(labels, scores, out var area);
            for (var i = 0; i < 50; i++)
            {
                var others = Enumerable.Range(0, 50).Where(j => labels[j] != labels[i]).ToArray();
                var expected = others.Average(j =>
                    scores[i] == scores[j] ? 0.5
                    : scores[i] > scores[j] == labels[i] > 0.5f ? 1
                    : 0
                );
                Assert.Equal(expected, placements[i], 1e-12);
            }

            Assert.Equal(RocCurve.Area(RankedOutcomes.From(labels, scores)), area, 1e-12);
        }
    }

    [Fact]
    public void Difference_ManySamplesWithoutADifference_HoldsZeroAboutNinetyFiveTimesOfAHundred()
    {
        var random = new Random(6);
        var held = 0;
        for (var round = 0; round < 300; round++)
        {
            var truth = Enumerable.Range(0, 150).Select(_ => random.NextDouble()).ToArray();
            var labels = truth.Select(p => random.NextDouble() < p ? 1f : 0f).ToArray();
            double[] Noisy() => [.. truth.Select(p => p + random.NextDouble())];
            var difference = DeLong.Difference(labels, Noisy(), Noisy());
            held += difference.Low <= 0 && 0 <= difference.High ? 1 : 0;
        }

        Assert.InRange(held, 273, 297);
    }

    [Fact]
    public void Difference_SameScoresOneClassOrNoRows_IsSane()
    {
        var same = DeLong.Difference([1, 0, 1, 0], [0.4, 0.3, 0.2, 0.1], [0.4, 0.3, 0.2, 0.1]);
        Assert.Equal((0.0, 0.0, 0.0), (same.Value, same.Low, same.High));
        Assert.Equal(new Estimate(0, -1, 1), DeLong.Difference([1, 1], [0.1, 0.2], [0.2, 0.1]));
        Assert.Equal(new Estimate(0, -1, 1), DeLong.Difference([], [], []));
        Assert.Throws<ArgumentException>(() => DeLong.Difference([1, 0], [0.1, double.NaN], [0.2, 0.1]));
    }
}
