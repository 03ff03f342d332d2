using LeadDashboard.Learning.Text;
using MathNet.Numerics;

namespace LeadDashboard.Learning.Tests.Text;

public sealed class LatentDirichletTests
{
    private static readonly TopicOptions Four = TopicOptions.Default with
    {
        TopicCount = 4,
        MaxIterations = 100,
        TextTolerance = 1e-4,
    };

    [Fact]
    public void Perplexity_TrainAndNewTexts_WithinTwoPercentOfScikitLearn()
    {
        var fixture = TextFixture.Read();

        var model = LatentDirichlet.Fit(fixture.TrainCounts(), Four);

        Assert.InRange(
            model.Perplexity(fixture.TrainCounts()),
            0.9 * fixture.TrainPerplexity,
            1.02 * fixture.TrainPerplexity
        );
        Assert.InRange(
            model.Perplexity(fixture.TestCounts()),
            0.9 * fixture.TestPerplexity,
            1.02 * fixture.TestPerplexity
        );
    }

    [Fact]
    public void Fit_PlantedTopics_AreFound()
    {
        var fixture = TextFixture.Read();

        var model = LatentDirichlet.Fit(fixture.TrainCounts(), Four);

        var found = Enumerable.Range(0, 4).Select(model.WordShares).ToArray();
        var matched = fixture.Topics.Select(topic => found.MaxBy(shares => Cosine(topic, shares))!).ToArray();
        Assert.Equal(4, matched.Distinct().Count());
        for (var k = 0; k < 4; k++)
        {
            Assert.True(Cosine(fixture.Topics[k], matched[k]) > 0.95);
            Assert.Equal(1, matched[k].Sum(), 1e-9);
        }
    }

    [Fact]
    public void TopicShares_TextOfOneTopic_AreMostlyThatTopic()
    {
        var model = LatentDirichlet.Fit(TextFixture.Read().TrainCounts(), Four);

        var shares = model.TopicShares([0, 1, 2, 3, 4], [3, 3, 3, 3, 3]);

        Assert.Equal(1, shares.Sum(), 1e-9);
        Assert.True(shares.Max() > 0.9);
        Assert.All(model.TopicShares([], []), share => Assert.Equal(0.25, share, 1e-9));
    }

    [Fact]
    public void LogExpectations_AnyWeights_EqualTheSlopeOfTheGammaFunction()
    {
        double[] weights = [0.001, 0.5, 1, 3.3, 7.999, 8, 250];
        var sum = SpecialFunctions.DiGamma(weights.Sum());

        var logs = Dirichlet.LogExpectations(weights);

        Assert.All(
            weights.Zip(logs),
            pair => Assert.Equal(SpecialFunctions.DiGamma(pair.First) - sum, pair.Second, 1e-9)
        );
        Assert.Equal(-1.5, Dirichlet.LogExpectations([1, 2])[0], 1e-11);
    }

    [Fact]
    public void Fit_NoTextsOneTextOrOneWord_IsSane()
    {
        Assert.Equal(1, LatentDirichlet.Fit(SparseRows.FromDense([], 3), Four).Perplexity(SparseRows.FromDense([], 3)));
        Assert.Equal(
            [1.0],
            LatentDirichlet
                .Fit(
                    SparseRows.FromDense(
                        [
                            [4],
                        ],
                        1
                    ),
                    Four
                )
                .WordShares(0)
        );
        Assert.True(
            double.IsFinite(
                LatentDirichlet
                    .Fit(
                        SparseRows.FromDense(
                            [
                                [4, 0, 1],
                            ],
                            3
                        ),
                        Four
                    )
                    .Perplexity(
                        SparseRows.FromDense(
                            [
                                [0, 5, 0],
                            ],
                            3
                        )
                    )
            )
        );
        Assert.Throws<ArgumentException>(() => LatentDirichlet.Fit(SparseRows.FromDense([], 0), Four));
        Assert.Throws<ArgumentException>(() =>
            LatentDirichlet.Fit(
                SparseRows.FromDense(
                    [
                        [-1],
                    ],
                    1
                ),
                Four
            )
        );
    }

    private static double Cosine(double[] left, double[] right) =>
        left.Zip(right, (x, y) => x * y).Sum() / Math.Sqrt(left.Sum(x => x * x) * right.Sum(x => x * x));
}
