using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Calibration;

/// <summary>
/// Platt 1999: calibrated log-odds = Slope * raw + Intercept, by maximum likelihood on smoothed targets
/// (wins + 1) / (wins + 2) and 1 / (losses + 2), so that separable data stay finite. Slope 1, intercept 0 changes
/// nothing.
/// </summary>
public sealed record PlattScaling(double Slope, double Intercept) : ICalibrator
{
    public static PlattScaling None { get; } = new(1, 0);

    public string Kind => this == None ? "none" : "platt";

    public double Calibrate(double raw) => Slope * raw + Intercept;

    /// <param name="raw">double[rowCount] of scores of rows the model has not seen.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    public static PlattScaling Fit(double[] raw, float[] labels)
    {
        double wins = labels.Sum(),
            losses = labels.Length - wins;
        double winTarget = (wins + 1) / (wins + 2),
            lossTarget = 1 / (losses + 2);
        double slope = 0,
            intercept = Math.Log((wins + 1) / (losses + 1));
        var loss = Loss(raw, labels, winTarget, lossTarget, slope, intercept);
        for (var iteration = 0; iteration < 100; iteration++)
        {
            var sums = new NewtonSums(0, 0, 1e-12, 1e-12);
            for (var i = 0; i < raw.Length; i++)
            {
                sums.Add(
                    raw[i],
                    LogOdds.ToProbability(slope * raw[i] + intercept),
                    labels[i] > 0.5f ? winTarget : lossTarget
                );
            }

            if (sums.IsFlat)
            {
                break;
            }

            var (slopeStep, interceptStep) = (sums.SlopeStep, sums.InterceptStep);
            var scale = 1.0;
            var next = Loss(raw, labels, winTarget, lossTarget, slope - slopeStep, intercept - interceptStep);
            while (next > loss + 1e-12 && scale > 1e-6)
            {
                scale /= 2;
                next = Loss(
                    raw,
                    labels,
                    winTarget,
                    lossTarget,
                    slope - scale * slopeStep,
                    intercept - scale * interceptStep
                );
            }

            slope -= scale * slopeStep;
            intercept -= scale * interceptStep;
            loss = next;
            if (Math.Abs(scale * slopeStep) + Math.Abs(scale * interceptStep) < 1e-10)
            {
                break;
            }
        }

        // A falling line would turn the ranking around: then the scores say nothing and the overall rate is all there
        // is.
        return slope > 0
            ? new PlattScaling(slope, intercept)
            : new PlattScaling(0, Math.Log((wins + 1) / (losses + 1)));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Slope);
        writer.Write(Intercept);
    }

    internal static PlattScaling Read(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble());

    private static double Loss(
        double[] raw,
        float[] labels,
        double winTarget,
        double lossTarget,
        double slope,
        double intercept
    )
    {
        double loss = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            loss += LogOdds.Loss(slope * raw[i] + intercept, labels[i] > 0.5f ? winTarget : lossTarget);
        }

        return loss;
    }
}
