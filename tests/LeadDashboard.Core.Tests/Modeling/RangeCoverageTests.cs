using System.Globalization;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;
using Xunit.Abstractions;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class RangeCoverageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("company", 6000, 1)]
    [InlineData("company", 6000, 2)]
    [InlineData("company", 20000, 3)]
    [InlineData("bent", 3000, 5)]
    [InlineData("bent", 12000, 6)]
    public void Score_KnownTruth_RangeHoldsTheTrueChance(string law, int rowCount, int seed)
    {
        var truth = law is "company" ? KnownTruth.SampleCompany(rowCount, 6000, seed) : KnownTruth.Bent(rowCount, 6000, seed);
        var model = ModelTrainer.Train(truth.Set, TrainingOptions.Default with { MaxThreads = 2 });

        var scores = LeadScorer.Score(model, truth.Fresh, 0, 2);

        var deviations = model.Range.Deviations(LeadFeatures.Build(model.Recipe, truth.Fresh));
        var z = scores.Select((score, row) => Math.Abs(Logit(truth.FreshChances[row]) - Logit(score.Probability)) / deviations[row]).Order().ToArray();
        output.WriteLine($"{law} {rowCount} mean deviation {deviations.Average():0.000} z90 {z[(int)(0.9 * z.Length)]:0.00}");
        foreach (var segment in scores.Select((score, row) => (score, Chance: truth.FreshChances[row])).GroupBy(pair => SegmentRules.Assign(pair.score.Probability, SegmentLimits.Default)).OrderBy(group => group.Key))
        {
            var share = segment.Average(pair => pair.score.Low <= pair.Chance && pair.Chance <= pair.score.High ? 1.0 : 0.0);
            var error = Math.Sqrt(segment.Average(pair => Math.Pow(Logit(pair.Chance) - Logit(pair.score.Probability), 2)));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{law} {rowCount} {model.Kind} {segment.Key} {segment.Count()}: {share:0.000}, mean width {segment.Average(pair => pair.score.High - pair.score.Low):0.000}, error {error:0.000}, width in log-odds {segment.Average(pair => Logit(pair.score.High) - Logit(pair.score.Low)):0.00}"));
        }
    }

    private static double Logit(double chance) => Math.Log(chance / (1 - chance));
}
