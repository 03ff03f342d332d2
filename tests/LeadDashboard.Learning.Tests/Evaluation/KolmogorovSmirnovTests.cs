using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Learning.Tests.Evaluation;

public sealed class KolmogorovSmirnovTests
{
    [Fact]
    public void Largest_ScoresWithTies_EqualsScipy()
    {
        var fixture = EvaluationFixture.Read();
        var ranked = RankedOutcomes.From(fixture.Y, fixture.Challenger);

        var largest = KolmogorovSmirnov.Largest(ranked);

        Assert.Equal(fixture.Ks, largest.Value, 1e-12);
        Assert.Equal(fixture.Ks, Quality.Measure(fixture.Y, fixture.Challenger).Ks, 1e-12);
        var wins = fixture.Y.Count(label => label == 1);
        Assert.Equal(
            fixture.Y.Where((label, row) => label == 1 && fixture.Challenger[row] >= largest.Threshold).Count()
                / (double)wins,
            largest.WinShare,
            1e-12
        );
        Assert.Equal(largest.WinShare - largest.LossShare, largest.Value, 1e-12);
    }

    [Fact]
    public void Points_AnyInput_StartAndEndAtTheCorners()
    {
        foreach (
            var (labels, scores) in ((float[], double[])[])
                [([1, 0, 1], [0.9, 0.8, 0.1]), ([1, 1], [0.5, 0.5]), ([], [])]
        )
        {
            var points = KolmogorovSmirnov.Points(RankedOutcomes.From(labels, scores));
            Assert.Equal((0.0, 0.0, 0.0), (points[0].LeadShare, points[0].WinShare, points[0].LossShare));
            Assert.Equal((1.0, 1.0, 1.0), (points[^1].LeadShare, points[^1].WinShare, points[^1].LossShare));
        }
    }

    [Fact]
    public void Largest_PerfectReversedOrOneClass_IsOneOneAndZero()
    {
        Assert.Equal(1, KolmogorovSmirnov.Largest(RankedOutcomes.From([1, 0], [0.9, 0.1])).Value);
        Assert.Equal(1, KolmogorovSmirnov.Largest(RankedOutcomes.From([0, 1], [0.9, 0.1])).Value);
        Assert.Equal(0, KolmogorovSmirnov.Largest(RankedOutcomes.From([1, 1], [0.9, 0.1])).Value);
    }
}
