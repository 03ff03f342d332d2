using System.Globalization;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Modeling.Gate;

/// <summary>The gate: may the challenger take over?</summary>
public static class PromotionRules
{
    /// <summary>Fewer wins or losses than this cannot tell two models apart.</summary>
    public const int MinOutcomesPerClass = 10;

    /// <summary>How much worse the calibration error may be before it counts.</summary>
    public const double CalibrationTolerance = 0.02;

    /// <summary>
    /// Promotes unless the challenger is certainly worse (95 % paired interval of PR-AUC below 0 or of log-loss above
    /// 0), worse on both figures, or clearly
    /// worse calibrated. With too few rows the champion stays.
    /// </summary>
    /// <param name="champion">Serves now.</param>
    /// <param name="challenger">Wants to serve.</param>
    /// <param name="unseenRows">The newest labelled rows, seen by neither.</param>
    public static PromotionComparison Compare(TrainedModel champion, TrainedModel challenger, TrainingSet unseenRows)
    {
        var championScores = champion.Probabilities(unseenRows.Rows);
        var challengerScores = challenger.Probabilities(unseenRows.Rows);
        return Compare(unseenRows.Labels, championScores, challengerScores);
    }

    internal static PromotionComparison Compare(float[] labels, double[] championScores, double[] challengerScores)
    {
        var champion = Quality.Measure(labels, championScores);
        var challenger = Quality.Measure(labels, challengerScores);
        var lossCount = champion.RowCount - champion.WinCount;
        if (Math.Min(champion.WinCount, lossCount) < MinOutcomesPerClass)
        {
            var unknown = new Estimate(0, double.NegativeInfinity, double.PositiveInfinity);
            return new PromotionComparison(
                champion.RowCount,
                champion.WinCount,
                champion,
                challenger,
                unknown,
                unknown,
                false,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Kept the champion: only {champion.WinCount} wins and {lossCount} losses are new to both "
                        + $"models; {MinOutcomesPerClass} of each are needed to compare."
                )
            );
        }

        var precision = Bootstrap.AveragePrecisionDifference(labels, championScores, challengerScores, 1);
        var loss = Bootstrap.LogLossDifference(labels, championScores, challengerScores);
        var failure =
            precision.High < 0 ? "its PR-AUC is certainly lower"
            : loss.Low > 0 ? "its log-loss is certainly higher"
            : precision.Value < 0 && loss.Value > 0 ? "both its PR-AUC and its log-loss are worse"
            : challenger.CalibrationError > champion.CalibrationError + CalibrationTolerance && loss.Value > 0
                ? "it is clearly worse calibrated"
            : null;
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"on {champion.RowCount} unseen leads PR-AUC {champion.PrAuc.Value:0.000} -> "
                + $"{challenger.PrAuc.Value:0.000} (difference {precision.Low:+0.000;-0.000} .. "
                + $"{precision.High:+0.000;-0.000}), log-loss {champion.LogLoss.Value:0.0000} -> "
                + $"{challenger.LogLoss.Value:0.0000}"
        );
        return new PromotionComparison(
            champion.RowCount,
            champion.WinCount,
            champion,
            challenger,
            precision,
            loss,
            failure is null,
            failure is null
                ? $"Promoted: {figures}."
                : $"Kept the champion, because the challenger is not better: {failure}: {figures}."
        );
    }
}
