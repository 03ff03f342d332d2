namespace LeadDashboard.Learning.Forecasting;

/// <summary>How forecasts made in the past would have done.</summary>
/// <param name="Mase">Mean absolute error / mean absolute error of the seasonal naive forecast inside the training
/// values (Hyndman and Koehler 2006); below 1 = better than naive there. 0 where all is exact.</param>
/// <param name="NaiveMase">The same of the seasonal naive forecast on the same periods.</param>
/// <param name="Coverage">Share of values inside the interval, 0..1, to be compared with the stated one.</param>
/// <param name="Bias">Mean of forecast - value, in the unit of the values.</param>
/// <param name="MeanAbsoluteError">In the unit of the values.</param>
/// <param name="MaseByStep">double[horizon]: Mase one period ahead, two, ...</param>
/// <param name="ForecastCount">Forecast values compared.</param>
public sealed record BackTestReport(
    double Mase,
    double NaiveMase,
    double Coverage,
    double Bias,
    double MeanAbsoluteError,
    IReadOnlyList<double> MaseByStep,
    int ForecastCount
)
{
    public bool BeatsNaive => Mase < NaiveMase;
}

/// <summary>Rolling origin: at each origin everything is fitted anew on what was known then, the shape too.</summary>
public static class BackTest
{
    /// <param name="values">double[periodCount], oldest first; NaN = missing.</param>
    /// <param name="options">Settings of the forecast.</param>
    /// <param name="horizon">Periods ahead, &gt;= 1.</param>
    /// <param name="minTrain">Values before the first origin, &gt;= 1.</param>
    /// <param name="step">Periods between origins, &gt;= 1.</param>
    /// <param name="maxThreads">Origins run side by side; the figures do not depend on it.</param>
    /// <param name="cancellationToken">Asked once per origin.</param>
    /// <exception cref="ArgumentException">Not one value is left to compare with.</exception>
    public static BackTestReport Run(
        double[] values,
        SmoothingOptions options,
        int horizon,
        int minTrain,
        int step = 1,
        int maxThreads = 1,
        CancellationToken cancellationToken = default
    )
    {
        if (horizon < 1 || minTrain < 1 || step < 1 || values.Length <= minTrain)
        {
            throw new ArgumentException(
                $"{values.Length} values do not allow a back-test after {minTrain} of them, {horizon} ahead, every "
                    + $"{step}. Give more values, or a smaller minTrain.",
                nameof(values)
            );
        }

        var origins = Enumerable
            .Range(0, (values.Length - minTrain + step - 1) / step)
            .Select(i => minTrain + i * step)
            .Where(origin => !Array.TrueForAll(values[..origin], double.IsNaN))
            .ToArray();
        var results = new (double Scale, IReadOnlyList<ForecastPoint> Points, IReadOnlyList<ForecastPoint> Naive)[
            origins.Length
        ];
        Parallel.For(
            0,
            origins.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Max(1, maxThreads),
                CancellationToken = cancellationToken,
            },
            i =>
            {
                var known = values[..origins[i]];
                var length = known.Length > options.SeasonLength ? options.SeasonLength : 1;
                results[i] = (
                    SeasonalNaive.MeanDifference(known, length, Math.Abs),
                    ExponentialSmoothing
                        .Fit(known, options, cancellationToken)
                        .Forecast(Math.Min(horizon, values.Length - origins[i])),
                    SeasonalNaive.Forecast(
                        known,
                        options.SeasonLength,
                        Math.Min(horizon, values.Length - origins[i]),
                        options.Coverage
                    )
                );
            }
        );

        return Summarize(values, origins, results, horizon);
    }

    private static BackTestReport Summarize(
        double[] values,
        int[] origins,
        (double Scale, IReadOnlyList<ForecastPoint> Points, IReadOnlyList<ForecastPoint> Naive)[] results,
        int horizon
    )
    {
        double[] errors = new double[horizon],
            scales = new double[horizon];
        double naiveErrors = 0,
            inside = 0,
            bias = 0;
        var count = 0;
        for (var i = 0; i < origins.Length; i++)
        {
            foreach (var point in results[i].Points)
            {
                var actual = values[origins[i] + point.Step - 1];
                if (double.IsNaN(actual))
                {
                    continue;
                }

                count++;
                errors[point.Step - 1] += Math.Abs(point.Value - actual);
                scales[point.Step - 1] += results[i].Scale;
                naiveErrors += Math.Abs(results[i].Naive[point.Step - 1].Value - actual);
                inside += point.Low <= actual && actual <= point.High ? 1 : 0;
                bias += point.Value - actual;
            }
        }

        if (count == 0)
        {
            throw new ArgumentException(
                "Every value behind the first origin is missing: nothing can be compared. Give more values.",
                nameof(values)
            );
        }

        return new BackTestReport(
            Ratio(errors.Sum(), scales.Sum()),
            Ratio(naiveErrors, scales.Sum()),
            inside / count,
            bias / count,
            errors.Sum() / count,
            [.. errors.Zip(scales, Ratio)],
            count
        );
    }

    /// <summary>A constant past has no scale: an exact forecast of it is 0, any other infinitely worse.</summary>
    private static double Ratio(double error, double scale) =>
        scale > 0 ? error / scale
        : error <= 1e-9 ? 0
        : double.PositiveInfinity;
}
