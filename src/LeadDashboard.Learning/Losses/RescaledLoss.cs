using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Losses;

/// <summary>
/// Log-loss of scores by the best line through them, slope * raw + intercept. Whoever is calibrated or blended
/// afterwards is judged as it will be used:
/// scores that shout too loud but rank well are worth more than their own log-loss says. Remembers its line, so that
/// scores that change little cost little.
/// </summary>
public sealed class RescaledLoss
{
    /// <summary>
    /// Pull of the slope towards 1, in rows; keeps it finite where won and lost can be told apart completely.
    /// </summary>
    private const double Pull = 5;

    private const int MaxIterations = 25;
    private const double Tolerance = 1e-6;

    private double _slope = 1;
    private double _intercept;

    /// <param name="raw">double[rowCount] of scores of rows the model has not seen.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <returns>Sum over the rows at the best line; 0 for no rows.</returns>
    public double Sum(ReadOnlySpan<double> raw, ReadOnlySpan<float> labels)
    {
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            var sums = new NewtonSums(Pull * (_slope - 1), 0, Pull, 1e-9);
            for (var i = 0; i < raw.Length; i++)
            {
                sums.Add(raw[i], LogOdds.ToProbability((_slope * raw[i]) + _intercept), labels[i]);
            }

            var (slopeStep, interceptStep) = (sums.SlopeStep, sums.InterceptStep);

            // Far from the best line a Newton step overshoots; a bounded one comes back.
            var scale = Math.Min(1, 1 / Math.Max(Math.Abs(interceptStep), Math.Abs(slopeStep)));
            if (!double.IsFinite(scale))
            {
                break;
            }

            _intercept -= scale * interceptStep;
            _slope -= scale * slopeStep;
            if (Math.Abs(interceptStep) + Math.Abs(slopeStep) < Tolerance)
            {
                break;
            }
        }

        var sum = 0.0;
        for (var i = 0; i < raw.Length; i++)
        {
            sum += LogOdds.Loss((_slope * raw[i]) + _intercept, labels[i]);
        }

        return sum;
    }
}
