using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// The Newton step when coefficients carry a penalty on their size: minimises g'd + 0.5 d'Hd + sum of lasso |w + d| on
/// the quadratic model, which costs no pass over the rows.
/// Cyclic coordinate descent (Friedman, Hastie, Tibshirani 2010) finds which coefficients are 0; now and then the
/// others are solved for together,
/// because columns that depend on each other would take thousands of sweeps.
/// </summary>
internal sealed class LassoStep
{
    private const int MaxSweeps = 2000;
    private const int SweepsBetweenSolutions = 10;
    private const double Precision = 1e-10;

    private readonly double[][] _lines;
    private readonly double[] _lasso;
    private readonly double[] _target;
    private readonly double[] _slope;

    private LassoStep(double[,] lowerTriangle, double[] gradient, double[] coefficients, double[] lasso)
    {
        _lasso = lasso;
        _target = (double[])coefficients.Clone();
        _slope = (double[])gradient.Clone();
        _lines = new double[gradient.Length][];
        for (var i = 0; i < _lines.Length; i++)
        {
            _lines[i] = new double[gradient.Length];
            for (var j = 0; j < gradient.Length; j++)
            {
                _lines[i][j] = j <= i ? lowerTriangle[i, j] : lowerTriangle[j, i];
            }
        }
    }

    /// <returns>-d, so that the next coefficients are w - step; a coefficient that leaves the model lands on 0
    /// exactly.</returns>
    public static double[] Solve(double[,] lowerTriangle, double[] gradient, double[] coefficients, double[] lasso)
    {
        var step = new LassoStep(lowerTriangle, gradient, coefficients, lasso);
        for (var sweep = 1; sweep <= MaxSweeps; sweep++)
        {
            if (step.Sweep() <= Precision)
            {
                break;
            }

            if (sweep % SweepsBetweenSolutions == 0)
            {
                step.SolveActive();
            }
        }

        return [.. coefficients.Select((coefficient, i) => coefficient - step._target[i])];
    }

    /// <summary>Every coefficient once; returns the largest move against the largest coefficient.</summary>
    private double Sweep()
    {
        double moved = 0,
            largest = 1e-6;
        for (var i = 0; i < _target.Length; i++)
        {
            var curvature = Math.Max(_lines[i][i], 1e-10);
            var next = Shrink(_target[i] - _slope[i] / curvature, _lasso[i] / curvature);
            var change = next - _target[i];
            largest = Math.Max(largest, Math.Abs(next));
            if (change != 0)
            {
                moved = Math.Max(moved, Math.Abs(change));
                Move(i, change, next);
            }
        }

        return moved / largest;
    }

    /// <summary>
    /// Solves for all coefficients that are not 0, their signs kept: as far as the first of them that reaches 0.
    /// </summary>
    private void SolveActive()
    {
        var active = Enumerable.Range(0, _target.Length).Where(i => _target[i] != 0 || _lasso[i] == 0).ToArray();
        var matrix = new double[active.Length, active.Length];
        var right = new double[active.Length];
        for (var a = 0; a < active.Length; a++)
        {
            right[a] = -_slope[active[a]] - _lasso[active[a]] * Math.Sign(_target[active[a]]);
            for (var b = 0; b <= a; b++)
            {
                matrix[a, b] = _lines[active[a]][active[b]];
            }
        }

        var change = Cholesky.Solve(matrix, right);
        var share = 1.0;
        var first = -1;
        for (var a = 0; a < active.Length; a++)
        {
            var value = _target[active[a]];
            if (_lasso[active[a]] > 0 && value * (value + share * change[a]) < 0)
            {
                (share, first) = (-value / change[a], a);
            }
        }

        for (var a = 0; a < active.Length; a++)
        {
            var next = a == first ? 0 : _target[active[a]] + share * change[a];
            Move(active[a], next - _target[active[a]], next);
        }
    }

    private void Move(int index, double change, double next)
    {
        _target[index] = next;
        TensorPrimitives.MultiplyAdd(_lines[index], change, _slope, _slope);
    }

    private static double Shrink(double value, double by) =>
        value > by ? value - by
        : value < -by ? value + by
        : 0;
}
