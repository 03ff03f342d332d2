using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Web.Tests.Models;

/// <summary>A report with all its tables, of scores that tell something.</summary>
internal static class SampleReport
{
    /// <param name="winRate">0..1; 0 gives a report without wins.</param>
    public static ModelReport Of(double winRate, int rowCount = 600)
    {
        var random = new Random(7);
        var labels = new float[rowCount];
        var probabilities = new double[rowCount];
        for (var i = 0; i < rowCount; i++)
        {
            labels[i] = random.NextDouble() < winRate ? 1 : 0;
            probabilities[i] = Math.Clamp(0.25 + 0.3 * labels[i] + 0.4 * (random.NextDouble() - 0.5), 0, 1);
        }

        var ranked = RankedOutcomes.From(labels, probabilities);
        var confusions = ConfusionTable.Rows(ranked);
        return new ModelReport
        {
            Kind = "logistic",
            Split = SplitKind.StratifiedFolds,
            TrainRowCount = rowCount,
            TestRowCount = rowCount,
            Metrics = Quality.Measure(labels, probabilities),
            Candidates = [],
            Gains = GainsCurve.Points(ranked),
            Deciles = LiftTable.Deciles(ranked),
            Calibration = CalibrationCurve.Bins(labels, probabilities),
            Roc = RocCurve.Points(ranked),
            PrecisionRecall = PrecisionRecallCurve.Points(ranked),
            Confusions = confusions,
            RecommendedThreshold = ConfusionTable.BestThreshold(confusions),
            Drivers = [new GlobalDriver("Visits", 0.5), new GlobalDriver("Source", 0.25)],
            Excluded = [],
            Warnings = [],
            TrainSeconds = 1,
            IsThinEvidence = false,
        };
    }
}
