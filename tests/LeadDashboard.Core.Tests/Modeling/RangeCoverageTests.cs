using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.Core.Tests.Modeling;

[Trait("Category", "Slow")]
public sealed class RangeCoverageTests
{
    [Theory]
    [InlineData("company", 6000, 1)]
    [InlineData("company", 6000, 2)]
    [InlineData("bent", 12000, 6)]
    public void Score_KnownTruth_RangeHoldsTheTrueChanceInEverySegment(string law, int rowCount, int seed)
    {
        var truth = law is "company"
            ? KnownTruth.SampleCompany(rowCount, 6000, seed)
            : KnownTruth.Bent(rowCount, 6000, seed);
        var model = ModelTrainer.Train(truth.Set, TrainingOptions.Default with { MaxThreads = 2 });

        var scores = LeadScorer.Score(model, truth.Fresh, 0, 2);

        var segments = scores
            .Select((score, row) => (Score: score, Chance: truth.FreshChances[row]))
            .GroupBy(pair => SegmentRules.Assign(pair.Score.Probability, SegmentLimits.Default))
            .ToArray();
        Assert.Equal(3, segments.Length);
        Assert.All(
            segments,
            segment =>
                Assert.InRange(
                    segment.Average(pair =>
                        pair.Score.Low <= pair.Chance && pair.Chance <= pair.Score.High ? 1.0 : 0.0
                    ),
                    0.88,
                    0.95
                )
        );
    }

    [Fact]
    public void Ranges_ValueSeldomSeen_IsWider()
    {
        var truth = KnownTruth.Bent(4000, 4000, 9);
        var model = ModelTrainer.Train(
            truth.Set,
            TrainingOptions.Default with
            {
                Candidates = [ModelKind.Logistic],
                MaxThreads = 2,
            }
        );

        var deviations = model.Range.Deviations(LeadFeatures.Build(model.Recipe, truth.Fresh));

        var words = truth.Fresh.Find("Rare")!.Words;
        var rare = deviations.Where((_, row) => words[row] is not "usual").Average();
        var usual = deviations.Where((_, row) => words[row] is "usual").Average();
        Assert.True(rare > 1.2 * usual, $"{rare} against {usual}");
    }

    [Fact]
    public void Ranges_MoreLeadsToLearnFrom_AreNarrower()
    {
        var options = TrainingOptions.Default with { Candidates = [ModelKind.Logistic], MaxThreads = 2 };
        KnownTruth few = KnownTruth.Bent(800, 2000, 10),
            many = KnownTruth.Bent(12_000, 2000, 10);

        var (fewLow, fewHigh) = ModelTrainer.Train(few.Set, options).Ranges(few.Fresh);
        var (manyLow, manyHigh) = ModelTrainer.Train(many.Set, options).Ranges(many.Fresh);

        Assert.True(
            manyHigh.Zip(manyLow, (high, low) => high - low).Average()
                < 0.6 * fewHigh.Zip(fewLow, (high, low) => high - low).Average()
        );
    }

    [Fact]
    public void Ranges_AnyLead_HoldTheScore()
    {
        var truth = KnownTruth.Bent(1000, 1000, 11);
        var model = ModelTrainer.Train(truth.Set, TrainingOptions.Default with { Candidates = [ModelKind.Logistic] });

        var (low, high) = model.Ranges(truth.Fresh);

        Assert.All(
            model.Probabilities(truth.Fresh).Select((chance, row) => (chance, low: low[row], high: high[row])),
            row => Assert.True(row.low >= 0 && row.low <= row.chance && row.chance <= row.high && row.high <= 1)
        );
    }

    [Fact]
    public void FromBytes_FileOfVersionOne_ScoresTheSameWithTheRangeOfItsTime()
    {
        var truth = KnownTruth.Bent(600, 300, 12);
        var model = ModelTrainer.Train(truth.Set, TrainingOptions.Default with { Candidates = [ModelKind.Logistic] });
        var bytes = (model with { Range = model.Range with { Uncertainty = null } }).ToBytes()[..^1];
        bytes[10] = 1;

        var read = TrainedModel.FromBytes(bytes);

        Assert.Null(read.Range.Uncertainty);
        Assert.Equal(model.Probabilities(truth.Fresh), read.Probabilities(truth.Fresh));
    }

    [Fact]
    public void FromBytes_WhatWasWritten_HasTheSameRanges()
    {
        var truth = KnownTruth.Bent(600, 300, 13);
        var model = ModelTrainer.Train(truth.Set, TrainingOptions.Default with { Candidates = [ModelKind.Logistic] });

        var (low, high) = TrainedModel.FromBytes(model.ToBytes()).Ranges(truth.Fresh);

        Assert.Equal(model.Ranges(truth.Fresh).Low, low);
        Assert.Equal(model.Ranges(truth.Fresh).High, high);
    }
}
