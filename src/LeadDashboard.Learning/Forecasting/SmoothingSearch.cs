using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Forecasting;

/// <summary>
/// Finds the weights and the starting level and trend with the smallest squared one-step errors. Without a
/// multiplicative season the errors are linear in the
/// starting state, which is then solved for exactly at each choice of weights; with one it is searched with them.
/// </summary>
internal sealed class SmoothingSearch
{
    private const int MaxRestarts = 8;
    private static readonly double[] StartingShares = [0.02, 0.1, 0.3, 0.6, 0.9];

    private readonly double[] _values;
    private readonly double[] _zeros;
    private readonly SmoothingShape _shape;
    private readonly SmoothingStart _start;
    private readonly double _scale;
    private readonly int _shareCount;
    private readonly int _stateCount;

    public SmoothingSearch(double[] values, SmoothingShape shape, SmoothingStart start)
    {
        _values = values;
        _zeros = [.. values.Select(value => double.IsNaN(value) ? value : 0)];
        _shape = shape;
        _start = start;
        _scale = Spread(values);
        _stateCount = shape.Trend == TrendKind.None ? 1 : 2;
        _shareCount = shape.WeightCount - _stateCount;
    }

    private bool IsLinear => _shape.Season != SeasonKind.Multiplicative;

    /// <summary>
    /// The best of a grid of starting weights for each alpha, each by a simplex that begins anew where it stopped,
    /// until that helps no more: it may collapse early.
    /// </summary>
    public (SmoothingWeights Weights, SmoothingState State) Solve()
    {
        var grid = new List<double[]> { new double[_shareCount + (IsLinear ? 0 : _stateCount)] };
        for (var i = 0; i < _shareCount; i++)
        {
            grid =
            [
                .. grid.SelectMany(point =>
                    StartingShares.Select(share =>
                    {
                        double[] next = [.. point];
                        next[i] = LogOdds.FromProbability(share);
                        return next;
                    })
                ),
            ];
        }

        var best = grid[0];
        var bestValue = double.PositiveInfinity;
        foreach (
            var start in grid.Select(point => (Point: point, Value: Objective(point)))
                .GroupBy(start => start.Point[0])
                .Select(group => group.MinBy(start => start.Value))
        )
        {
            var (point, value) = NelderMead.Minimize(Objective, start.Point, 0.7, 200 * start.Point.Length);
            for (var restart = 0; restart < MaxRestarts; restart++)
            {
                var before = value;
                (point, value) = NelderMead.Minimize(Objective, point, 0.5, 200 * point.Length);
                if (!(value < before * (1 - 1e-8)))
                {
                    break;
                }
            }

            (best, bestValue) = value < bestValue ? (point, value) : (best, bestValue);
        }

        var weights = Weights(best);
        var (level, trend) = StartingState(best, weights, out _);
        return (weights, NewState(level, trend, _start.Season));
    }

    /// <summary>
    /// Sum of squared one-step errors; infinite where a multiplicative state loses its meaning. Fills <paramref
    /// name="errors"/> (0 for missing values) if given.
    /// </summary>
    public static double Errors(double[] values, SmoothingState state, SmoothingWeights weights, double[]? errors)
    {
        double sum = 0;
        for (var t = 0; t < values.Length; t++)
        {
            var error = double.IsNaN(values[t]) ? 0 : values[t] - state.Next(weights.Phi);
            sum += error * error;
            if (errors is not null)
            {
                errors[t] = error;
            }

            if (!state.Advance(weights, error))
            {
                return double.PositiveInfinity;
            }
        }

        return double.IsFinite(sum) ? sum : double.PositiveInfinity;
    }

    private double Objective(double[] point)
    {
        StartingState(point, Weights(point), out var squares);
        return squares;
    }

    private (double Level, double Trend) StartingState(double[] point, SmoothingWeights weights, out double squares)
    {
        if (!IsLinear)
        {
            var level = _start.Level + _scale * point[_shareCount];
            var trend = _stateCount == 2 ? _start.Trend + 0.1 * _scale * point[_shareCount + 1] : 0;
            squares = Errors(_values, NewState(level, trend, _start.Season), weights, null);
            return (level, trend);
        }

        // errors(level + a, trend + c) = base + a * byLevel + c * byTrend: the homogeneous recursion gives the slopes.
        double[] base0 = new double[_values.Length],
            byLevel = new double[_values.Length],
            byTrend = new double[_values.Length];
        var flat = new double[_start.Season.Length];
        Errors(_values, NewState(_start.Level, _start.Trend, _start.Season), weights, base0);
        Errors(_zeros, NewState(1, 0, flat), weights, byLevel);
        double ll = 0,
            lt = 0,
            tt = 0,
            lb = 0,
            tb = 0;
        if (_stateCount == 2)
        {
            Errors(_zeros, NewState(0, 1, flat), weights, byTrend);
        }

        for (var t = 0; t < base0.Length; t++)
        {
            ll += byLevel[t] * byLevel[t];
            lt += byLevel[t] * byTrend[t];
            tt += byTrend[t] * byTrend[t];
            lb += byLevel[t] * base0[t];
            tb += byTrend[t] * base0[t];
        }

        var determinant = ll * tt - lt * lt;
        var isBoth = _stateCount == 2 && determinant > 1e-10 * ll * tt;
        var a =
            isBoth ? (lt * tb - tt * lb) / determinant
            : ll > 0 ? -lb / ll
            : 0;
        var c = isBoth ? (lt * lb - ll * tb) / determinant : 0;
        squares = 0;
        for (var t = 0; t < base0.Length; t++)
        {
            var error = base0[t] + a * byLevel[t] + c * byTrend[t];
            squares += error * error;
        }

        return (_start.Level + a, _start.Trend + c);
    }

    /// <summary>Each weight between its limits by a logistic curve.</summary>
    private SmoothingWeights Weights(double[] point)
    {
        var at = 0;
        double Between(double low, double high) => low + (high - low) * LogOdds.ToProbability(point[at++]);
        var alpha = Between(1e-4, 0.9999);
        double beta = 0,
            phi = 0,
            gamma = 0;
        if (_shape.Trend != TrendKind.None)
        {
            beta = alpha * Between(1e-4, 0.9999);
            phi = _shape.Trend == TrendKind.Damped ? Between(0.8, 0.98) : 1;
        }

        if (_shape.Season != SeasonKind.None)
        {
            gamma = (1 - alpha) * Between(1e-4, 0.9999);
        }

        return new SmoothingWeights(alpha, beta, gamma, phi);
    }

    private SmoothingState NewState(double level, double trend, double[] season) =>
        new(_shape, level, trend, [.. season]);

    private static double Spread(double[] values)
    {
        var known = values.Where(value => !double.IsNaN(value)).ToArray();
        var mean = known.Average();
        var spread = Math.Sqrt(known.Average(value => (value - mean) * (value - mean)));
        return spread > 0 ? spread : Math.Max(1e-9, Math.Abs(mean) * 0.01);
    }
}
