using LeadDashboard.Learning.Linear;

namespace LeadDashboard.Learning.Forecasting;

/// <summary>
/// Exponential smoothing: simple, Holt linear and damped, Holt-Winters additive and multiplicative. Weights and the starting level and trend minimise the
/// squared one-step errors; the shape is chosen by AICc = n log(SSE / n) + 2 k + 2 k (k + 1) / (n - k - 1).
/// </summary>
public static class ExponentialSmoothing
{
    private static readonly double[] StartingAlphas = [0.1, 0.3, 0.6, 0.9];

    /// <param name="values">double[periodCount], oldest first, equally spaced; NaN = missing period (it moves nothing).</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per shape.</param>
    /// <exception cref="ArgumentException">No value, an infinite one, or a shape the values do not allow.</exception>
    public static SmoothingModel Fit(double[] values, SmoothingOptions options, CancellationToken cancellationToken = default)
    {
        options.Require();
        var infinite = Array.FindIndex(values, double.IsInfinity);
        if (infinite >= 0 || Array.TrueForAll(values, double.IsNaN))
        {
            throw new ArgumentException(infinite >= 0
                ? $"Period {infinite} is infinite. Give a finite value, or NaN for a missing one."
                : $"There is no value in {values.Length} periods. A forecast needs at least one.", nameof(values));
        }

        if (options.Shape is { } wanted)
        {
            if (!IsPossible(values, wanted, options.SeasonLength))
            {
                throw new ArgumentException($"{values.Length} periods do not allow {wanted.Trend} trend with {wanted.Season} season of {options.SeasonLength}: a season needs two full ones (above 0 if multiplicative), a trend three values. Leave Shape empty to choose automatically.", nameof(options));
            }

            return FitShape(values, wanted, options);
        }

        SmoothingModel? best = null;
        foreach (var season in Enum.GetValues<SeasonKind>())
        {
            foreach (var trend in Enum.GetValues<TrendKind>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var shape = new SmoothingShape(trend, season);
                if (shape != default && (!IsPossible(values, shape, options.SeasonLength) || !HasCriterion(values, shape, options.SeasonLength)))
                {
                    continue;
                }

                var model = FitShape(values, shape, options);
                best = best is null || model.Aicc < best.Aicc ? model : best;
            }
        }

        return best!;
    }

    /// <summary>Weights and starting level and trend of a point of the search: each weight between its limits by a logistic curve.</summary>
    internal static (SmoothingWeights Weights, double Level, double Trend) Decode(double[] point, SmoothingShape shape, SmoothingStart start, double scale)
    {
        var at = 0;
        double Between(double low, double high) => low + (high - low) * LogOdds.ToProbability(point[at++]);
        var alpha = Between(1e-4, 0.9999);
        double beta = 0, phi = 0, gamma = 0, level = start.Level, trend = 0;
        if (shape.Trend != TrendKind.None)
        {
            beta = alpha * Between(1e-4, 0.9999);
            phi = shape.Trend == TrendKind.Damped ? Between(0.8, 0.98) : 1;
        }

        if (shape.Season != SeasonKind.None)
        {
            gamma = (1 - alpha) * Between(1e-4, 0.9999);
        }

        level += scale * point[at++];
        if (shape.Trend != TrendKind.None)
        {
            trend = start.Trend + 0.1 * scale * point[at];
        }

        return (new SmoothingWeights(alpha, beta, gamma, phi), level, trend);
    }

    /// <summary>Sum of squared one-step errors; infinite where a multiplicative state loses its meaning.</summary>
    internal static double SquaredErrors(double[] values, SmoothingState state, SmoothingWeights weights)
    {
        double sum = 0;
        foreach (var value in values)
        {
            var error = double.IsNaN(value) ? 0 : value - state.Next(weights.Phi);
            sum += error * error;
            if (!state.Advance(weights, error))
            {
                return double.PositiveInfinity;
            }
        }

        return double.IsFinite(sum) ? sum : double.PositiveInfinity;
    }

    private static SmoothingModel FitShape(double[] values, SmoothingShape shape, SmoothingOptions options)
    {
        var start = SmoothingStart.Of(values, shape, options.SeasonLength);
        var scale = Spread(values);
        double Objective(double[] point)
        {
            var (weights, level, trend) = Decode(point, shape, start, scale);
            return SquaredErrors(values, new SmoothingState(shape, level, trend, [.. start.Season]), weights);
        }

        double[]? best = null;
        var bestValue = double.PositiveInfinity;
        foreach (var alpha in StartingAlphas)
        {
            var point = new double[shape.WeightCount];
            point[0] = LogOdds.FromProbability(alpha);
            for (var i = 1; i < shape.WeightCount - 1 - (shape.Trend == TrendKind.None ? 0 : 1); i++)
            {
                point[i] = LogOdds.FromProbability(0.1);
            }

            // A second simplex from where the first stopped: it may have collapsed early.
            var found = NelderMead.Minimize(Objective, point, 0.7, 250 * point.Length);
            found = NelderMead.Minimize(Objective, found.Point, 0.3, 250 * point.Length);
            if (best is null || found.Value < bestValue)
            {
                (best, bestValue) = found;
            }
        }

        var (chosen, firstLevel, firstTrend) = Decode(best!, shape, start, scale);
        var state = new SmoothingState(shape, firstLevel, firstTrend, [.. start.Season]);
        var squares = SquaredErrors(values, state, chosen);
        var count = values.Count(value => !double.IsNaN(value));
        var freedom = Math.Max(1, count - shape.WeightCount);
        return new SmoothingModel(shape, options.SeasonLength, chosen, state.Level, state.Trend, state.SeasonFromHere, squares, Math.Sqrt(squares / freedom), count, Aicc(squares, count, shape, options.SeasonLength), options);
    }

    private static bool IsPossible(double[] values, SmoothingShape shape, int seasonLength)
    {
        var count = values.Count(value => !double.IsNaN(value));
        return shape.Season switch
        {
            SeasonKind.None => shape.Trend == TrendKind.None || count >= 3,
            SeasonKind.Additive => seasonLength >= 2 && values.Length >= 2 * seasonLength && count >= seasonLength + 3,
            _ => seasonLength >= 2 && values.Length >= 2 * seasonLength && count >= seasonLength + 3 && Array.TrueForAll(values, value => double.IsNaN(value) || value > 0),
        };
    }

    /// <summary>AICc exists only with more values than what is found.</summary>
    private static bool HasCriterion(double[] values, SmoothingShape shape, int seasonLength) =>
        values.Count(value => !double.IsNaN(value)) - FoundCount(shape, seasonLength) - 1 > 0;

    private static double Aicc(double squares, int count, SmoothingShape shape, int seasonLength)
    {
        // An exact fit has no finite criterion; the floor lets the shape with the fewest weights win among exact ones.
        double k = FoundCount(shape, seasonLength), left = count - k - 1;
        return count * Math.Log(Math.Max(squares / count, 1e-20)) + 2 * k + (left > 0 ? 2 * k * (k + 1) / left : double.MaxValue / 4);
    }

    /// <summary>Weights, starting states (a season of m has m - 1 free terms) and the variance.</summary>
    private static int FoundCount(SmoothingShape shape, int seasonLength) =>
        shape.WeightCount + 1 + (shape.Season == SeasonKind.None ? 0 : seasonLength - 1);

    private static double Spread(double[] values)
    {
        var known = values.Where(value => !double.IsNaN(value)).ToArray();
        var mean = known.Average();
        var spread = Math.Sqrt(known.Average(value => (value - mean) * (value - mean)));
        return spread > 0 ? spread : Math.Max(1e-9, Math.Abs(mean) * 0.01);
    }
}
