using System.Numerics.Tensors;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Limited-memory BFGS (Nocedal 1980) for a smooth convex function plus a weighted sum of absolute values, the latter
/// by keeping each step
/// within one orthant (OWL-QN, Andrew and Gao 2007). Without that penalty it is plain L-BFGS with backtracking.
/// What is known of the curvature beforehand (precondition: slope to step, in place) saves most of the steps where
/// columns depend on each other.
/// </summary>
internal sealed class QuasiNewton(QuasiNewton.Function function, double[] lasso, Action<double[]>? precondition = null)
{
    private const int Memory = 20;

    private readonly List<(double[] Step, double[] Change, double Product)> _history = [];

    /// <summary>Writes the gradient of the smooth part at the point and returns its value.</summary>
    public delegate double Function(double[] point, double[] gradient);

    /// <param name="start">Not changed.</param>
    /// <param name="tolerance">Stops when no component of the slope is larger.</param>
    /// <param name="maxIterations">At most so many steps.</param>
    /// <param name="cancellationToken">Asked once per step.</param>
    public double[] Minimise(double[] start, double tolerance, int maxIterations, CancellationToken cancellationToken)
    {
        var point = (double[])start.Clone();
        var gradient = new double[point.Length];
        var value = function(point, gradient) + Size(point);
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slope = Slope(point, gradient);
            if (slope.Length == 0 || Math.Abs(TensorPrimitives.MaxMagnitude<double>(slope)) <= tolerance)
            {
                break;
            }

            if (!TryStep(point, slope, value, out var next, out var nextGradient, out var nextValue))
            {
                if (_history.Count == 0)
                {
                    break;
                }

                // The curvature remembered no longer fits: begin again from steepest descent.
                _history.Clear();
                continue;
            }

            Remember(point, next, gradient, nextGradient);
            (point, gradient, value) = (next, nextGradient, nextValue);
        }

        return point;
    }

    private bool TryStep(
        double[] point,
        double[] slope,
        double value,
        out double[] next,
        out double[] nextGradient,
        out double nextValue
    )
    {
        var direction = Direction(slope);
        next = new double[point.Length];
        nextGradient = new double[point.Length];
        nextValue = value;
        var scale =
            _history.Count == 0 && precondition is null
                ? 1 / Math.Max(1, Math.Sqrt(TensorPrimitives.SumOfSquares<double>(slope)))
                : 1;
        for (var halving = 0; halving < 40; halving++, scale /= 2)
        {
            double expected = 0;
            for (var i = 0; i < point.Length; i++)
            {
                var moved = point[i] + scale * direction[i];
                if (lasso[i] > 0)
                {
                    var orthant = point[i] != 0 ? Math.Sign(point[i]) : -Math.Sign(slope[i]);
                    moved = Math.Sign(moved) == orthant ? moved : 0;
                }

                next[i] = moved;
                expected += slope[i] * (moved - point[i]);
            }

            nextValue = function(next, nextGradient) + Size(next);
            if (expected < 0 && nextValue <= value + 1e-4 * expected + 1e-15 * Math.Abs(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The one-sided derivative of smallest size, 0 where the penalty holds a coefficient at 0.</summary>
    private double[] Slope(double[] point, double[] gradient)
    {
        var slope = new double[point.Length];
        for (var i = 0; i < slope.Length; i++)
        {
            slope[i] =
                point[i] != 0 ? gradient[i] + lasso[i] * Math.Sign(point[i])
                : gradient[i] > lasso[i] ? gradient[i] - lasso[i]
                : gradient[i] < -lasso[i] ? gradient[i] + lasso[i]
                : 0;
        }

        return slope;
    }

    private double[] Direction(double[] slope)
    {
        var direction = new double[slope.Length];
        TensorPrimitives.Negate<double>(slope, direction);
        var factors = new double[_history.Count];
        for (var h = _history.Count - 1; h >= 0; h--)
        {
            var (step, change, product) = _history[h];
            factors[h] = TensorPrimitives.Dot<double>(step, direction) / product;
            TensorPrimitives.MultiplyAdd(change, -factors[h], direction, direction);
        }

        if (precondition is not null)
        {
            precondition(direction);
        }
        else if (_history.Count > 0)
        {
            var (_, change, product) = _history[^1];
            TensorPrimitives.Multiply(direction, product / TensorPrimitives.SumOfSquares<double>(change), direction);
        }

        for (var h = 0; h < _history.Count; h++)
        {
            var (step, change, product) = _history[h];
            TensorPrimitives.MultiplyAdd(
                step,
                factors[h] - TensorPrimitives.Dot<double>(change, direction) / product,
                direction,
                direction
            );
        }

        for (var i = 0; i < direction.Length; i++)
        {
            if (lasso[i] > 0 && direction[i] * slope[i] >= 0)
            {
                direction[i] = 0;
            }
        }

        return direction;
    }

    private void Remember(double[] point, double[] next, double[] gradient, double[] nextGradient)
    {
        var step = new double[point.Length];
        var change = new double[point.Length];
        TensorPrimitives.Subtract<double>(next, point, step);
        TensorPrimitives.Subtract<double>(nextGradient, gradient, change);
        var product = TensorPrimitives.Dot<double>(step, change);
        if (product > 1e-300)
        {
            _history.Add((step, change, product));
        }

        if (_history.Count > Memory)
        {
            _history.RemoveAt(0);
        }
    }

    private double Size(double[] point)
    {
        double size = 0;
        for (var i = 0; i < point.Length; i++)
        {
            size += lasso[i] * Math.Abs(point[i]);
        }

        return size;
    }
}
