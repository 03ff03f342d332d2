using LeadDashboard.Learning.Recommending;

namespace LeadDashboard.Learning.Tests.Recommending;

public sealed class RecommendationQualityTests
{
    private static readonly RecommenderOptions Small = RecommenderOptions.Default with
    {
        Factors = FactorOptions.Default with { FactorCount = 4 },
    };

    [Fact]
    public void Measure_TwoTastes_BeatsPopularityAndTheSameSeedGivesTheSame()
    {
        var (held, _) = FactorsFixture.TwoTastes(300, 40);

        var quality = RecommendationQuality.Measure(held, null, Small, 5, 1);

        Assert.Equal(300, quality.UserCount);
        Assert.True(quality.HitRate > quality.PopularHitRate + 0.1, quality.ToString());
        Assert.InRange(quality.MeanReciprocalRank, quality.HitRate / 5, quality.HitRate);
        Assert.Equal(
            quality,
            RecommendationQuality.Measure(
                held,
                null,
                Small with
                {
                    Factors = Small.Factors with { MaxThreads = 3 },
                },
                5,
                1
            )
        );
    }

    [Fact]
    public void Measure_PureChance_HitsAsOftenAsChanceDoes()
    {
        var random = new Random(2);
        var held = Interactions.From(
            400,
            30,
            Enumerable
                .Range(0, 400)
                .SelectMany(user =>
                    Enumerable.Range(0, 30).Where(_ => random.NextDouble() < 0.2).Select(item => (user, item, 1.0))
                )
        );

        var quality = RecommendationQuality.Measure(held, null, Small, 5, 1);

        // About 25 items are free, 5 are offered: 0.2, give or take three standard errors of 0.02.
        Assert.InRange(quality.HitRate, 0.14, 0.26);
    }

    [Fact]
    public void Measure_NobodyHoldsTwo_HasNoRate()
    {
        var quality = RecommendationQuality.Measure(Interactions.From(2, 2, [(0, 0, 1), (1, 1, 1)]), null, Small, 1, 1);

        Assert.Equal(0, quality.UserCount);
        Assert.True(double.IsNaN(quality.HitRate));
        Assert.Contains(
            "offerCount is 0",
            Assert
                .Throws<ArgumentException>(() =>
                    RecommendationQuality.Measure(Interactions.From(1, 1, []), null, Small, 0, 1)
                )
                .Message,
            StringComparison.Ordinal
        );
    }
}
