using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tests.Linear;

namespace LeadDashboard.Learning.Tests.Evaluation;

public sealed class QualityTests
{
    [Fact]
    public void Measure_ScoresWithManyTies_EqualsScikitLearn()
    {
        var fixture = LinearFixture.Read();

        var metrics = Quality.Measure(fixture.Y, [.. fixture.Scores.Select(LogOdds.ToProbability)]);

        Assert.Equal(fixture.Auc, metrics.Auc.Value, 1e-9);
        Assert.Equal(fixture.AveragePrecision, metrics.PrAuc.Value, 1e-9);
        Assert.Equal(fixture.LogLoss, metrics.LogLoss.Value, 1e-9);
        Assert.Equal(fixture.Brier, metrics.Brier, 1e-9);
        Assert.True(metrics.Auc.Low < metrics.Auc.Value && metrics.Auc.Value < metrics.Auc.High);
        Assert.True(metrics.PrAuc.Low < metrics.PrAuc.Value && metrics.PrAuc.Value < metrics.PrAuc.High);
    }

    [Fact]
    public void Area_RandomScoresWithTies_EqualsComparingEveryPair()
    {
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            var scores = Enumerable.Range(0, 60).Select(_ => (double)random.Next(8)).ToArray();
            float[] labels = [1, 0, .. Enumerable.Range(0, 58).Select(_ => (float)random.Next(2))];
            double won = 0,
                pairs = 0;
            for (var i = 0; i < 60; i++)
            {
                for (var j = 0; j < 60; j++)
                {
                    if (labels[i] == 1 && labels[j] == 0)
                    {
                        pairs++;
                        won +=
                            scores[i] > scores[j] ? 1
                            : scores[i] == scores[j] ? 0.5
                            : 0;
                    }
                }
            }

            Assert.Equal(won / pairs, RocCurve.Area(RankedOutcomes.From(labels, scores)), 1e-12);
        }
    }

    [Fact]
    public void AreaWithInterval_ManySamplesOfKnownTruth_HoldsTheTruthAboutNinetyFiveTimesOfAHundred()
    {
        var random = new Random(2);
        var held = 0;
        for (var round = 0; round < 200; round++)
        {
            // Uniform scores against uniform + 0.2 squeezed to 0..1.2: true area = 1 - 0.8^2 / 2 = 0.68.
            var labels = Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? 1f : 0f).ToArray();
            var scores = labels.Select(label => random.NextDouble() + 0.2 * label).ToArray();
            var area = RocCurve.AreaWithInterval(RankedOutcomes.From(labels, scores));
            held += area.Low <= 0.68 && 0.68 <= area.High ? 1 : 0;
        }

        Assert.InRange(held, 178, 200);
    }

    [Fact]
    public void Measure_OrderOfTiedRows_ChangesNothing()
    {
        double[] scores = [0.5, 0.5, 0.5, 0.5, 0.2, 0.2];
        var winsFirst = RankedOutcomes.From([1, 1, 0, 0, 0, 1], scores);
        var winsLast = RankedOutcomes.From([0, 0, 1, 1, 1, 0], scores);

        Assert.Equal(GainsCurve.Points(winsFirst), GainsCurve.Points(winsLast));
        Assert.Equal(LiftTable.Deciles(winsFirst), LiftTable.Deciles(winsLast));
        Assert.Equal(RocCurve.Points(winsFirst), RocCurve.Points(winsLast));
    }

    [Fact]
    public void Gains_AllScoresEqual_IsTheDiagonal()
    {
        var ranked = RankedOutcomes.From([1, 0, 0, 1], [0.3, 0.3, 0.3, 0.3]);

        Assert.Equal([new GainsPoint(0, 0), new GainsPoint(1, 1)], GainsCurve.Points(ranked));
        Assert.Equal(0.25, GainsCurve.WinShareAt(ranked, 0.25), 1e-12);
        Assert.All(LiftTable.Deciles(ranked), decile => Assert.Equal(1, decile.Lift, 1e-9));
    }

    [Fact]
    public void Curves_ManyDistinctScores_StartAndEndAtTheCornersWithinTheLimit()
    {
        var random = new Random(4);
        var scores = Enumerable.Range(0, 5000).Select(_ => random.NextDouble()).ToArray();
        var labels = scores.Select(score => random.NextDouble() < score ? 1f : 0f).ToArray();
        var ranked = RankedOutcomes.From(labels, scores);

        var gains = GainsCurve.Points(ranked);
        var roc = RocCurve.Points(ranked);
        Assert.Equal(201, gains.Count);
        Assert.Equal((0, 0, 1, 1), (gains[0].LeadShare, gains[0].WinShare, gains[^1].LeadShare, gains[^1].WinShare));
        Assert.Equal(
            (0, 0, 1, 1),
            (roc[0].FalsePositiveRate, roc[0].TruePositiveRate, roc[^1].FalsePositiveRate, roc[^1].TruePositiveRate)
        );
        Assert.Equal(1, PrecisionRecallCurve.Points(ranked)[^1].Recall, 1e-12);
    }

    [Fact]
    public void Curves_NoLeadsOrOneClass_StillStartAndEndAtTheCorners()
    {
        foreach (var (labels, scores) in ((float[], double[])[])[([], []), ([1, 1], [0.9, 0.8]), ([0], [0.5])])
        {
            var ranked = RankedOutcomes.From(labels, scores);
            var roc = RocCurve.Points(ranked);
            Assert.Equal(
                (0.0, 0.0, 1.0, 1.0),
                (roc[0].FalsePositiveRate, roc[0].TruePositiveRate, roc[^1].FalsePositiveRate, roc[^1].TruePositiveRate)
            );
            var gains = GainsCurve.Points(ranked);
            Assert.Equal(
                (0.0, 0.0, 1.0, 1.0),
                (gains[0].LeadShare, gains[0].WinShare, gains[^1].LeadShare, gains[^1].WinShare)
            );
        }
    }

    [Fact]
    public void Deciles_TenLeads_AreTheRankedLeads()
    {
        double[] scores = [0.95, 0.85, 0.75, 0.65, 0.55, 0.45, 0.35, 0.25, 0.15, 0.05];
        float[] labels = [1, 1, 0, 1, 0, 0, 0, 0, 0, 1];

        var deciles = LiftTable.Deciles(RankedOutcomes.From(labels, scores));

        Assert.Equal(
            labels.Select(label => (double)label),
            deciles.Select(decile => decile.WinCount),
            (expected, actual) => Math.Abs(expected - actual) < 1e-9
        );
        Assert.Equal(scores, deciles.Select(decile => decile.MinProbability));
        Assert.Equal(2.5, deciles[0].Lift, 1e-9);
        Assert.Equal(0.5, deciles[1].CumulativeWinShare, 1e-9);
    }

    [Fact]
    public void Confusion_EveryThreshold_CountsAddUpAndCallAtOrAbove()
    {
        var rows = ConfusionTable.Rows(RankedOutcomes.From([1, 0, 1, 0], [0.9, 0.6, 0.5, 0.1]));

        Assert.Equal(101, rows.Count);
        Assert.All(
            rows,
            row => Assert.Equal(4, row.TruePositives + row.FalsePositives + row.TrueNegatives + row.FalseNegatives)
        );
        Assert.Equal(new Confusion(0.5, 2, 1, 1, 0), rows[50]);
        Assert.Equal(new Confusion(1, 0, 0, 2, 2), rows[100]);
    }

    [Fact]
    public void CalibrationError_NumpyArraySplitOfStableSort_IsRepeated()
    {
        // 11 rows in 10 bins: the first bin holds two.
        double[] scores = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
        float[] labels = [0, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1];

        var bins = CalibrationCurve.Bins(labels, scores);

        Assert.Equal(2, bins[0].LeadCount);
        Assert.Equal(
            (2 * 0.05 + 0.2 + 0.7 + 0.4 + 0.5 + 0.6 + 0.3 + 0.2 + 0.1 + 0) / 11,
            CalibrationCurve.Error(bins),
            1e-12
        );
        Assert.All(
            bins,
            bin => Assert.True(bin.ObservedLow <= bin.ObservedRate && bin.ObservedRate <= bin.ObservedHigh)
        );
    }

    [Fact]
    public void Measure_OneClassOrNoRows_IsSane()
    {
        Assert.Equal(0.5, Quality.Measure([1, 1], [0.2, 0.9]).Auc.Value);
        Assert.Equal(0, Quality.Measure([0, 0], [0.2, 0.9]).PrAuc.Value);
        Assert.Equal(0, Quality.Measure([], []).RowCount);
    }

    [Fact]
    public void Measure_ScoreThatIsNotANumber_IsRefusedWithItsRow()
    {
        var error = Assert.Throws<ArgumentException>(() => Quality.Measure([1, 0], [0.2, double.NaN]));

        Assert.Contains("row 1", error.Message, StringComparison.Ordinal);
    }
}
