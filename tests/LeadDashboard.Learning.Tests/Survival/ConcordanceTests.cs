using LeadDashboard.Learning.Survival;

namespace LeadDashboard.Learning.Tests.Survival;

public sealed class ConcordanceTests
{
    [Fact]
    public void Index_RandomTimesAndRisksWithTies_EqualsComparingEveryPair()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var days = Enumerable.Range(0, 40).Select(_ => (float)random.Next(12)).ToArray();
            var isEvent = days.Select(_ => random.Next(2) == 0).ToArray();
            var risks = days.Select(_ => (double)random.Next(6)).ToArray();
            double concordant = 0,
                pairs = 0;
            for (var i = 0; i < 40; i++)
            {
                for (var j = 0; j < 40; j++)
                {
                    if (isEvent[i] && (days[i] < days[j] || (days[i] == days[j] && !isEvent[j])))
                    {
                        pairs++;
                        concordant +=
                            risks[i] > risks[j] ? 1
                            : risks[i] == risks[j] ? 0.5
                            : 0;
                    }
                }
            }

            Assert.Equal(concordant / pairs, Concordance.Index(days, isEvent, risks), 1e-12);
        }
    }

    [Fact]
    public void Index_PerfectReversedAndIncomparable_IsOneZeroAndAHalf()
    {
        Assert.Equal(1, Concordance.Index([1, 2, 3], [true, true, true], [3, 2, 1]));
        Assert.Equal(0, Concordance.Index([1, 2, 3], [true, true, true], [1, 2, 3]));
        Assert.Equal(0.5, Concordance.Index([1, 2], [false, false], [1, 2]));
        Assert.Equal(0.5, Concordance.Index([], [], []));
        Assert.Throws<ArgumentException>(() => Concordance.Index([1], [true], [double.NaN]));
    }
}
