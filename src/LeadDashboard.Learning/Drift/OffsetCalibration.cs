using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Drift;

/// <summary>
/// Calibration where the win rate moves: scores say how much better or worse a lead is than its period, so calibrated
/// log-odds =
/// newest level + Slope * raw + Shift. Slope and Shift by maximum likelihood on rows of known levels, the slope pulled
/// towards 1.
/// </summary>
public static class OffsetCalibration
{
    /// <summary>Pull of the slope towards 1 and of the shift towards 0: 0.5 * Pull * (parameter - target)^2.</summary>
    private const double Pull = 10;

    /// <param name="raw">double[rowCount] of scores of rows the model has not seen, without the level.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="levels">double[rowCount], log-odds of each row's period.</param>
    /// <param name="newestLevel">Log-odds that stand for the leads to come.</param>
    public static PlattScaling Fit(double[] raw, float[] labels, double[] levels, double newestLevel)
    {
        double slope = 1,
            shift = 0;
        for (var iteration = 0; iteration < 50; iteration++)
        {
            var sums = new NewtonSums(Pull * (slope - 1), Pull * shift, Pull, Pull);
            for (var i = 0; i < raw.Length; i++)
            {
                sums.Add(raw[i], LogOdds.ToProbability(levels[i] + shift + slope * raw[i]), labels[i]);
            }

            var (slopeStep, shiftStep) = (sums.SlopeStep, sums.InterceptStep);
            var scale = Math.Min(1, 1 / Math.Max(1e-12, Math.Max(Math.Abs(slopeStep), Math.Abs(shiftStep))));
            slope -= scale * slopeStep;
            shift -= scale * shiftStep;
            if (Math.Abs(slopeStep) + Math.Abs(shiftStep) < 1e-9)
            {
                break;
            }
        }

        // Scores that ranked the newest leads the wrong way round say little, but a flat line would say nothing at all.
        return new PlattScaling(Math.Max(slope, 0.05), newestLevel + shift);
    }
}
