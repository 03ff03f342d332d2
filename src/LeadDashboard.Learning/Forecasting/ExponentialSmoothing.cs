namespace LeadDashboard.Learning.Forecasting;

/// <summary>
/// Exponential smoothing: simple, Holt linear and damped, Holt-Winters additive and multiplicative. Weights and the
/// starting level and trend minimise the
/// squared one-step errors; the shape is the simplest whose
/// AICc = n log(SSE / n) + 2 k + 2 k (k + 1) / (n - k - 1) is within 2 of the lowest (Burnham and Anderson 2002).
/// </summary>
public static class ExponentialSmoothing
{
    private const double SimplerWithin = 2;

    /// <param name="values">double[periodCount], oldest first, equally spaced; NaN = missing period (it moves
    /// nothing).</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per shape.</param>
    /// <exception cref="ArgumentException">No value, an infinite one, or a shape the values do not allow.</exception>
    public static SmoothingModel Fit(
        double[] values,
        SmoothingOptions options,
        CancellationToken cancellationToken = default
    )
    {
        options.Require();
        var infinite = Array.FindIndex(values, double.IsInfinity);
        if (infinite >= 0 || Array.TrueForAll(values, double.IsNaN))
        {
            throw new ArgumentException(
                infinite >= 0
                    ? $"Period {infinite} is infinite. Give a finite value, or NaN for a missing one."
                    : $"There is no value in {values.Length} periods. A forecast needs at least one.",
                nameof(values)
            );
        }

        if (options.Shape is { } wanted)
        {
            if (!IsPossible(values, wanted, options.SeasonLength))
            {
                throw new ArgumentException(
                    $"{values.Length} periods do not allow {wanted.Trend} trend with {wanted.Season} season of "
                        + $"{options.SeasonLength}: a season needs two full ones (above 0 if multiplicative), a "
                        + $"trend three values. Leave Shape empty to choose automatically.",
                    nameof(options)
                );
            }

            return FitShape(values, wanted, options);
        }

        var candidates = new List<SmoothingModel>();
        foreach (var season in Enum.GetValues<SeasonKind>())
        {
            foreach (var trend in Enum.GetValues<TrendKind>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var shape = new SmoothingShape(trend, season);
                if (
                    shape != default
                    && (
                        !IsPossible(values, shape, options.SeasonLength)
                        || !HasCriterion(values, shape, options.SeasonLength)
                    )
                )
                {
                    continue;
                }

                candidates.Add(FitShape(values, shape, options));
            }
        }

        // A trend or a season that the series hardly asks for makes the limits too narrow.
        var limit = candidates.Min(model => model.Aicc) + SimplerWithin;
        return candidates
            .Where(model => model.Aicc <= limit)
            .OrderBy(model => model.Shape.FoundCount(options.SeasonLength))
            .ThenBy(model => model.Aicc)
            .First();
    }

    private static SmoothingModel FitShape(double[] values, SmoothingShape shape, SmoothingOptions options)
    {
        var search = new SmoothingSearch(values, shape, SmoothingStart.Estimate(values, shape, options.SeasonLength));
        var (weights, state) = search.Solve();
        var squares = SmoothingSearch.Errors(values, state, weights, null);
        var count = values.Count(value => !double.IsNaN(value));
        var found = shape.FoundCount(options.SeasonLength);
        var freedom = Math.Max(1, count - found);
        return new SmoothingModel(
            shape,
            options.SeasonLength,
            weights,
            state.Level,
            state.Trend,
            state.SeasonFromHere,
            squares,
            Math.Sqrt(squares / freedom * (count + found) / count),
            count,
            Aicc(squares, count, shape, options.SeasonLength),
            options
        );
    }

    private static bool IsPossible(double[] values, SmoothingShape shape, int seasonLength)
    {
        var count = values.Count(value => !double.IsNaN(value));
        return shape.Season switch
        {
            SeasonKind.None => shape.Trend == TrendKind.None || count >= 3,
            SeasonKind.Additive => seasonLength >= 2 && values.Length >= 2 * seasonLength && count >= seasonLength + 3,
            _ => seasonLength >= 2
                && values.Length >= 2 * seasonLength
                && count >= seasonLength + 3
                && Array.TrueForAll(values, value => double.IsNaN(value) || value > 0),
        };
    }

    /// <summary>AICc exists only with more values than what is found.</summary>
    private static bool HasCriterion(double[] values, SmoothingShape shape, int seasonLength) =>
        values.Count(value => !double.IsNaN(value)) - shape.FoundCount(seasonLength) - 2 > 0;

    private static double Aicc(double squares, int count, SmoothingShape shape, int seasonLength)
    {
        // An exact fit has no finite criterion; the floor lets the shape with the fewest weights win among exact ones.
        // One more for the variance.
        double k = shape.FoundCount(seasonLength) + 1,
            left = count - k - 1;
        return count * Math.Log(Math.Max(squares / count, 1e-20))
            + 2 * k
            + (left > 0 ? 2 * k * (k + 1) / left : double.MaxValue / 4);
    }
}
