using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Evaluation;

/// <summary>Measures probabilities against what happened.</summary>
public static class Quality
{
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="probabilities">double[rowCount], 0..1.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static QualityMetrics Measure(float[] labels, double[] probabilities, int seed = 1)
    {
        var ranked = RankedOutcomes.From(labels, probabilities);
        var losses = new double[labels.Length];
        double brier = 0;
        for (var i = 0; i < losses.Length; i++)
        {
            losses[i] = RowLogLoss(labels[i], probabilities[i]);
            brier += (labels[i] - probabilities[i]) * (labels[i] - probabilities[i]);
        }

        return new QualityMetrics(
            labels.Length,
            (int)Math.Round(ranked.WinCount),
            RocCurve.AreaWithInterval(ranked),
            Bootstrap.AveragePrecision(labels, probabilities, seed),
            Bootstrap.MeanInterval(losses),
            labels.Length == 0 ? 0 : brier / labels.Length,
            CalibrationCurve.Error(CalibrationCurve.Bins(labels, probabilities)),
            KolmogorovSmirnov.Largest(ranked).Value,
            GainsCurve.WinShareAt(ranked, 0.1),
            GainsCurve.WinShareAt(ranked, 0.3),
            GainsCurve.WinShareAt(ranked, 0.5)
        );
    }

    /// <summary>
    /// -log P(what happened), nats; the probability is kept <see cref="LogOdds.Edge"/> away from 0 and 1.
    /// </summary>
    public static double RowLogLoss(double label, double probability)
    {
        var inside = Math.Clamp(probability, LogOdds.Edge, 1 - LogOdds.Edge);
        return -(label * Math.Log(inside) + (1 - label) * Math.Log(1 - inside));
    }

    /// <summary>Mean log-loss in nats.</summary>
    public static double LogLoss(float[] labels, double[] probabilities)
    {
        double sum = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            sum += RowLogLoss(labels[i], probabilities[i]);
        }

        return labels.Length == 0 ? 0 : sum / labels.Length;
    }
}
