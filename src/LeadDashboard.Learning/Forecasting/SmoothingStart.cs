namespace LeadDashboard.Learning.Forecasting;

/// <summary>
/// Where smoothing starts: seasonal terms are the mean distance (or ratio) from the straight line through the first
/// seasons, level and slope those of the line
/// through the first values without their season. Level and slope are then improved together with the weights.
/// </summary>
internal sealed record SmoothingStart(double Level, double Trend, double[] Season)
{
    public static SmoothingStart Estimate(double[] values, SmoothingShape shape, int seasonLength)
    {
        var season = shape.Season == SeasonKind.None ? [] : Seasonal(values, shape.Season, seasonLength);
        var count = Math.Min(values.Length, Math.Max(10, shape.Season == SeasonKind.None ? 0 : 2 * seasonLength));
        var clean = new double[count];
        for (var t = 0; t < count; t++)
        {
            clean[t] = shape.Season switch
            {
                SeasonKind.Additive => values[t] - season[t % seasonLength],
                SeasonKind.Multiplicative => values[t] / season[t % seasonLength],
                _ => values[t],
            };
        }

        var (intercept, slope) = shape.Trend == TrendKind.None ? (Mean(clean), 0) : Line(clean);
        // Time 0 of the line is the first value; the state stands one period before it.
        return new SmoothingStart(intercept - slope, slope, season);
    }

    private static double[] Seasonal(double[] values, SeasonKind kind, int length)
    {
        var count = Math.Min(values.Length / length, 4) * length;
        var (intercept, slope) = Line(values[..count]);
        var season = new double[length];
        var neutral = kind == SeasonKind.Additive ? 0.0 : 1;
        for (var phase = 0; phase < length; phase++)
        {
            double sum = 0,
                rows = 0;
            for (var t = phase; t < count; t += length)
            {
                var line = intercept + slope * t;
                if (!double.IsNaN(values[t]) && (kind == SeasonKind.Additive || line > 0))
                {
                    sum += kind == SeasonKind.Additive ? values[t] - line : values[t] / line;
                    rows++;
                }
            }

            season[phase] = rows == 0 ? neutral : sum / rows;
        }

        var mean = season.Average();
        return
        [
            .. season.Select(term =>
                kind == SeasonKind.Additive ? term - mean
                : mean > 0 ? Math.Max(1e-3, term / mean)
                : 1
            ),
        ];
    }

    private static double Mean(double[] values)
    {
        double sum = 0,
            rows = 0;
        foreach (var value in values)
        {
            (sum, rows) = double.IsNaN(value) ? (sum, rows) : (sum + value, rows + 1);
        }

        return rows == 0 ? 0 : sum / rows;
    }

    /// <summary>Least squares against 0, 1, 2 ..., missing values left out.</summary>
    private static (double Intercept, double Slope) Line(double[] values)
    {
        double rows = 0,
            sumT = 0,
            sumY = 0,
            sumTT = 0,
            sumTY = 0;
        for (var t = 0; t < values.Length; t++)
        {
            if (!double.IsNaN(values[t]))
            {
                rows++;
                sumT += t;
                sumY += values[t];
                sumTT += (double)t * t;
                sumTY += t * values[t];
            }
        }

        var spread = rows * sumTT - sumT * sumT;
        var slope = spread > 0 ? (rows * sumTY - sumT * sumY) / spread : 0;
        return (rows == 0 ? 0 : (sumY - slope * sumT) / rows, slope);
    }
}
