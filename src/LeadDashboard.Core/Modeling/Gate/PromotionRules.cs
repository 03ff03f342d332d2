using LeadDashboard.Core.Messages;
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

    /// <summary>Fewer served leads than this are no population to compare with.</summary>
    public const int MinServedLeads = 50;

    /// <summary>
    /// Promotes unless the challenger is certainly worse (95 % paired interval of PR-AUC below 0 or of log-loss above
    /// 0), worse on both figures, or clearly worse calibrated. With too few rows the champion stays. Where the judged
    /// rows cannot judge (neither model ranks them, the champion fails on them, or they are unlike the leads that are
    /// served), the champion stays with an alarm.
    /// </summary>
    /// <param name="champion">Serves now.</param>
    /// <param name="challenger">Wants to serve.</param>
    /// <param name="unseenRows">The newest labelled rows, seen by neither.</param>
    /// <param name="servedScores">The champion's chances 0..1 of the open leads; null = not known.</param>
    public static PromotionComparison Compare(
        TrainedModel champion,
        TrainedModel challenger,
        TrainingSet unseenRows,
        double[]? servedScores = null
    )
    {
        var championScores = champion.Probabilities(unseenRows.Rows);
        var challengerScores = challenger.Probabilities(unseenRows.Rows);
        return Compare(unseenRows.Labels, championScores, challengerScores, champion.Report.Metrics.Auc, servedScores);
    }

    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="championScores">double[rowCount], 0..1.</param>
    /// <param name="challengerScores">double[rowCount], 0..1.</param>
    /// <param name="reportedAuc">What the champion's own report promised; null = not known.</param>
    /// <param name="servedScores">The champion's chances of the open leads; null = not known.</param>
    internal static PromotionComparison Compare(
        float[] labels,
        double[] championScores,
        double[] challengerScores,
        Estimate? reportedAuc = null,
        double[]? servedScores = null
    )
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
                new Message(ReportMessages.GateTooFew, champion.WinCount, lossCount, MinOutcomesPerClass)
            );
        }

        var precision = Bootstrap.AveragePrecisionDifference(labels, championScores, challengerScores, 1);
        var loss = Bootstrap.LogLossDifference(labels, championScores, challengerScores);
        var alarm = FindAlarm(champion, challenger, championScores, reportedAuc, servedScores);
        var failure = alarm is null ? FindFailure(champion, challenger, precision, loss) : null;
        var figures = new Message(
            ReportMessages.GateFigures,
            champion.RowCount,
            champion.PrAuc.Value,
            challenger.PrAuc.Value,
            precision.Low,
            precision.High,
            champion.LogLoss.Value,
            challenger.LogLoss.Value
        );
        var isPromoted = alarm is null && failure is null;
        return new PromotionComparison(
            champion.RowCount,
            champion.WinCount,
            champion,
            challenger,
            precision,
            loss,
            isPromoted,
            isPromoted
                ? new Message(ReportMessages.GatePromoted, figures)
                : alarm ?? new Message(ReportMessages.GateNotBetter, failure!, figures)
        )
        {
            Alarm = alarm,
        };
    }

    /// <summary>Why the challenger is not better; null when it may serve.</summary>
    private static Message? FindFailure(
        QualityMetrics champion,
        QualityMetrics challenger,
        Estimate precision,
        Estimate loss
    ) =>
        precision.High < 0 ? new Message(ReportMessages.LowerPrAuc)
        : loss.Low > 0 ? new Message(ReportMessages.HigherLogLoss)
        : precision.Value < 0 && loss.Value > 0 ? new Message(ReportMessages.WorseOnBoth)
        : challenger.CalibrationError > champion.CalibrationError + CalibrationTolerance && loss.Value > 0
            ? new Message(ReportMessages.WorseCalibrated)
        : null;

    /// <summary>Why these rows cannot judge two models; null when they can.</summary>
    private static Message? FindAlarm(
        QualityMetrics champion,
        QualityMetrics challenger,
        double[] championScores,
        Estimate? reportedAuc,
        double[]? servedScores
    )
    {
        if (champion.Auc.Low <= 0.5 && challenger.Auc.Low <= 0.5)
        {
            return new Message(
                ReportMessages.NeitherRanks,
                champion.RowCount,
                champion.Auc.Value,
                champion.Auc.Low,
                champion.Auc.High,
                challenger.Auc.Value,
                challenger.Auc.Low,
                challenger.Auc.High
            );
        }

        // More than half of what the champion knew beyond chance is gone, and chance does not explain it.
        if (
            reportedAuc is not null
            && champion.Auc.High < reportedAuc.Low
            && champion.Auc.Value - 0.5 < (reportedAuc.Value - 0.5) / 2
        )
        {
            return new Message(
                ReportMessages.ChampionCollapsed,
                champion.RowCount,
                champion.Auc.Value,
                champion.Auc.Low,
                champion.Auc.High,
                reportedAuc.Value,
                reportedAuc.Low,
                reportedAuc.High
            );
        }

        if (servedScores is not null && servedScores.Length >= MinServedLeads)
        {
            var index = PopulationStability.Index(servedScores, championScores);
            if (PopulationStability.IsShifted(index, servedScores.Length, championScores.Length))
            {
                return new Message(
                    ReportMessages.UnlikeServed,
                    championScores.Length,
                    servedScores.Length,
                    index,
                    PopulationStability.Shifted,
                    championScores.Average(),
                    servedScores.Average()
                );
            }
        }

        return null;
    }
}
