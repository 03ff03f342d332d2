using MathNet.Numerics.Distributions;

namespace LeadDashboard.Learning.Forecasting;

/// <summary>"As in the same period of the last season": what every forecast must beat.</summary>
public static class SeasonalNaive
{
    /// <summary>
    /// ForecastPoint[horizon]; the interval is normal, its deviation that of the seasonal differences times the square
    /// root of the seasons ahead.
    /// </summary>
    /// <param name="values">double[periodCount], oldest first; NaN = missing, the season before it is used. Fewer than
    /// a season: the last value.</param>
    /// <param name="seasonLength">&gt;= 1; 1 = the last value goes on.</param>
    /// <param name="horizon">&gt;= 0.</param>
    /// <param name="coverage">In (0, 1).</param>
    public static IReadOnlyList<ForecastPoint> Forecast(
        double[] values,
        int seasonLength,
        int horizon,
        double coverage = 0.9
    )
    {
        if (seasonLength < 1 || horizon < 0 || coverage is not (> 0 and < 1) || Array.TrueForAll(values, double.IsNaN))
        {
            throw new ArgumentException(
                $"{values.Length} values, a season of {seasonLength}, {horizon} future periods or coverage "
                    + $"{coverage} is impossible. Give at least one value and a season >= 1.",
                nameof(values)
            );
        }

        var length = values.Length > seasonLength ? seasonLength : 1;
        var deviation = Math.Sqrt(MeanDifference(values, length, difference => difference * difference));
        var quantile = Normal.InvCDF(0, 1, 0.5 + coverage / 2);
        var points = new ForecastPoint[horizon];
        for (var h = 0; h < horizon; h++)
        {
            var at = values.Length - length + h % length;
            while (at >= 0 && double.IsNaN(values[at]))
            {
                at -= length;
            }

            var value = at >= 0 ? values[at] : values.Last(known => !double.IsNaN(known));
            var half = quantile * deviation * Math.Sqrt(h / length + 1);
            points[h] = new ForecastPoint(h + 1, value, value - half, value + half);
        }

        return points;
    }

    /// <summary>Mean of a function of value[t] - value[t - seasonLength]; 0 where there is no pair.</summary>
    internal static double MeanDifference(double[] values, int seasonLength, Func<double, double> of)
    {
        double sum = 0,
            rows = 0;
        for (var t = seasonLength; t < values.Length; t++)
        {
            var difference = values[t] - values[t - seasonLength];
            if (!double.IsNaN(difference))
            {
                sum += of(difference);
                rows++;
            }
        }

        return rows == 0 ? 0 : sum / rows;
    }
}
