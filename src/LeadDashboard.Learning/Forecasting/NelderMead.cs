namespace LeadDashboard.Learning.Forecasting;

/// <summary>
/// Downhill simplex (Nelder and Mead 1965) with the weights of Gao and Han 2012, which suit more than a few dimensions.
/// No chance in it.
/// </summary>
internal static class NelderMead
{
    public static (double[] Point, double Value) Minimize(
        Func<double[], double> objective,
        double[] start,
        double size,
        int maxEvaluations
    )
    {
        var n = start.Length;
        double expansion = 1 + 2.0 / n,
            contraction = 0.75 - 0.5 / n,
            shrink = n == 1 ? 0.5 : 1 - 1.0 / n;
        var points = new double[n + 1][];
        var values = new double[n + 1];
        for (var i = 0; i <= n; i++)
        {
            points[i] = [.. start];
            if (i > 0)
            {
                points[i][i - 1] += size;
            }

            values[i] = objective(points[i]);
        }

        var evaluations = n + 1;
        while (evaluations < maxEvaluations)
        {
            Array.Sort(values, points);
            // Weights at their limits make the objective flat there, so its values decide and not the points.
            if (!(values[n] - values[0] > 1e-10 * Math.Abs(values[0])))
            {
                break;
            }

            var centre = new double[n];
            for (var i = 0; i < n; i++)
            {
                for (var d = 0; d < n; d++)
                {
                    centre[d] += points[i][d] / n;
                }
            }

            double[] At(double factor) => [.. centre.Select((middle, d) => middle + factor * (points[n][d] - middle))];
            var reflected = At(-1);
            var reflectedValue = objective(reflected);
            evaluations++;
            if (reflectedValue < values[0])
            {
                var expanded = At(-expansion);
                var expandedValue = objective(expanded);
                evaluations++;
                (points[n], values[n]) =
                    expandedValue < reflectedValue ? (expanded, expandedValue) : (reflected, reflectedValue);
                continue;
            }

            if (reflectedValue < values[n - 1])
            {
                (points[n], values[n]) = (reflected, reflectedValue);
                continue;
            }

            var contracted = At(reflectedValue < values[n] ? -contraction : contraction);
            var contractedValue = objective(contracted);
            evaluations++;
            if (contractedValue < Math.Min(reflectedValue, values[n]))
            {
                (points[n], values[n]) = (contracted, contractedValue);
                continue;
            }

            for (var i = 1; i <= n; i++)
            {
                points[i] = [.. points[i].Select((value, d) => points[0][d] + shrink * (value - points[0][d]))];
                values[i] = objective(points[i]);
                evaluations++;
            }
        }

        Array.Sort(values, points);
        return (points[0], values[0]);
    }
}
