using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Learning.Tests.Evaluation;

public sealed class ProfitCurveTests
{
    private static readonly ProfitOptions Money = new() { ValuePerWin = 100, CostPerCall = 45 };

    [Fact]
    public void Best_FixtureScores_EqualsTryingEveryThreshold()
    {
        var fixture = EvaluationFixture.Read();

        var best = ProfitCurve.Best(RankedOutcomes.From(fixture.Y, fixture.Champion), Money);

        Assert.Equal(fixture.Profit[0], best.Profit, 1e-9);
        Assert.Equal(fixture.Profit[1], best.Threshold!.Value, 1e-12);
        Assert.Equal(fixture.Champion.Count(score => score >= best.Threshold), best.Calls);
        Assert.Equal(best.Profit / (45 * best.Calls), best.Roi, 1e-12);
    }

    [Fact]
    public void Best_CalibratedScores_IsTheBreakEvenProbability()
    {
        var random = new Random(2);
        var probabilities = Enumerable.Range(0, 200_000).Select(_ => Math.Round(random.NextDouble(), 2)).ToArray();
        var labels = probabilities.Select(p => random.NextDouble() < p ? 1f : 0f).ToArray();

        Assert.Equal(0.45, ProfitCurve.BreakEvenProbability(Money)!.Value, 1e-12);
        Assert.Equal(0.45, ProfitCurve.Best(RankedOutcomes.From(labels, probabilities), Money).Threshold!.Value, 0.03);
    }

    [Fact]
    public void Best_Capacity_LimitsCallsAlsoInsideTies()
    {
        var ranked = RankedOutcomes.From([1, 1, 0, 1, 0, 0], [0.9, 0.5, 0.5, 0.5, 0.5, 0.1]);

        var two = ProfitCurve.Best(ranked, Money with { Capacity = 2 });
        var one = ProfitCurve.Best(ranked, Money with { Capacity = 1 });

        Assert.Equal((2.0, 1.5, 0.5), (two.Calls, two.Wins, two.Threshold!.Value));
        Assert.Equal(150 - 90, two.Profit, 1e-9);
        Assert.Equal((1.0, 0.9), (one.Calls, one.Threshold!.Value));
        Assert.Equal(0, ProfitCurve.Best(ranked, Money with { Capacity = 0 }).Calls);
    }

    [Fact]
    public void Best_NoCallPays_IsNobody()
    {
        var best = ProfitCurve.Best(
            RankedOutcomes.From([0, 1], [0.9, 0.1]),
            Money with
            {
                CostPerCall = 100,
                FixedCost = 7,
            }
        );

        Assert.Equal(new ProfitPoint(0, 0, 0, null, -7, -1), best);
        Assert.Null(ProfitCurve.BreakEvenProbability(Money with { CostPerCall = 101 }));
    }

    [Fact]
    public void Points_AnyInput_StartAtNobodyAndEndAtEverybody()
    {
        var points = ProfitCurve.Points(RankedOutcomes.From([1, 0, 0], [0.9, 0.4, 0.4]), Money with { Capacity = 1 });

        Assert.Equal([0.0, 1.0 / 3, 1], points.Select(point => point.LeadShare));
        Assert.Equal([0.0, 55, -35], points.Select(point => point.Profit));
        Assert.Single(ProfitCurve.Points(RankedOutcomes.From([], []), Money));
        Assert.Throws<ArgumentException>(() =>
            ProfitCurve.Points(RankedOutcomes.From([], []), Money with { CostPerCall = double.NaN })
        );
    }
}
