using MathNet.Numerics.Distributions;

namespace LeadDashboard.Learning.Forecasting;

/// <summary>What the open leads will bring in one period.</summary>
/// <param name="Step">1 = the next period.</param>
/// <param name="Wins">Expected wins and their limits.</param>
/// <param name="Value">Expected money and its limits.</param>
public sealed record OpenLeadsPoint(int Step, ForecastPoint Wins, ForecastPoint Value);

/// <summary>
/// Sales from leads that are already there: independent wins with known chances (mean = sum p v, variance = sum p (1 -
/// p) v^2), and a common error of all
/// chances on the log-odds scale, which does not average out over leads. The limits are quantiles of the resulting
/// mixture of normals.
/// </summary>
public static class OpenLeadsForecast
{
    private const int NodeCount = 21;

    /// <summary>OpenLeadsPoint[periodCount].</summary>
    /// <param name="chances">double[periodCount][leadCount]: P(the lead is won in that period), 0..1; from
    /// Survival.TimeToWin, a lead's periods add up to at most 1.</param>
    /// <param name="values">double[leadCount]: money if won, finite.</param>
    /// <param name="commonSpread">Standard deviation of the common error, log-odds, &gt;= 0. 0 = the chances are
    /// exact.</param>
    /// <param name="coverage">Of the limits, in (0, 1).</param>
    public static IReadOnlyList<OpenLeadsPoint> Forecast(
        double[][] chances,
        double[] values,
        double commonSpread = 0.15,
        double coverage = 0.9
    )
    {
        if (
            !(commonSpread >= 0)
            || double.IsInfinity(commonSpread)
            || coverage is not (> 0 and < 1)
            || Array.Exists(values, value => !double.IsFinite(value))
        )
        {
            throw new ArgumentException(
                $"A common spread of {commonSpread}, coverage {coverage} or a value that is not finite is "
                    + $"impossible. Correct the input.",
                nameof(values)
            );
        }

        var points = new OpenLeadsPoint[chances.Length];
        for (var t = 0; t < points.Length; t++)
        {
            var bad = Array.FindIndex(chances[t], chance => chance is not (>= 0 and <= 1));
            if (bad >= 0 || chances[t].Length != values.Length)
            {
                throw new ArgumentException(
                    $"Period {t} has {chances[t].Length} chances for {values.Length} leads, or lead {bad} has one "
                        + $"outside 0..1.",
                    nameof(chances)
                );
            }

            points[t] = new OpenLeadsPoint(
                t + 1,
                Point(t + 1, chances[t], null, commonSpread, coverage),
                Point(t + 1, chances[t], values, commonSpread, coverage)
            );
        }

        return points;
    }

    private static ForecastPoint Point(
        int step,
        double[] chances,
        double[]? values,
        double commonSpread,
        double coverage
    )
    {
        double[] means = new double[NodeCount],
            deviations = new double[NodeCount];
        double expected = 0,
            floor = 0,
            ceiling = 0;
        for (var i = 0; i < chances.Length; i++)
        {
            var value = values?[i] ?? 1;
            expected += chances[i] * value;
            floor += chances[i] < 1 ? Math.Min(0, value) : value;
            ceiling += chances[i] > 0 ? Math.Max(0, value) : 0;
        }

        for (var node = 0; node < NodeCount; node++)
        {
            var factor = Math.Exp(commonSpread * Normal.InvCDF(0, 1, (node + 0.5) / NodeCount));
            double mean = 0,
                variance = 0;
            for (var i = 0; i < chances.Length; i++)
            {
                var value = values?[i] ?? 1;
                // The odds times a factor: the log-odds plus its logarithm.
                var p = chances[i] * factor / (chances[i] * factor + 1 - chances[i]);
                mean += p * value;
                variance += p * (1 - p) * value * value;
            }

            (means[node], deviations[node]) = (mean, Math.Sqrt(variance));
        }

        double Limit(double share) => Math.Clamp(Quantile(means, deviations, share), floor, Math.Max(floor, ceiling));
        return new ForecastPoint(
            step,
            expected,
            Math.Min(expected, Limit(0.5 - coverage / 2)),
            Math.Max(expected, Limit(0.5 + coverage / 2))
        );
    }

    private static double Quantile(double[] means, double[] deviations, double share)
    {
        double low = means.Min() - 10 * deviations.Max(),
            high = means.Max() + 10 * deviations.Max();
        for (var i = 0; i < 60 && high > low; i++)
        {
            var middle = (low + high) / 2;
            double below = 0;
            for (var node = 0; node < means.Length; node++)
            {
                below +=
                    deviations[node] > 0 ? Normal.CDF(means[node], deviations[node], middle)
                    : middle >= means[node] ? 1
                    : 0;
            }

            (low, high) = below / means.Length < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
