using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Minimises penalised logistic loss on a sparse design: by Newton's method with step halving, or, where a hessian of
/// so many coefficients
/// would take more memory and time than it saves steps, by a quasi-Newton method.
/// The same bits with any number of threads, see <see cref="ChunkedSums"/>.
/// </summary>
/// <param name="design">rowCount x coefficientCount.</param>
/// <param name="labels">float[rowCount].</param>
/// <param name="weights">float[rowCount] or null for all 1.</param>
/// <param name="offsets">float[rowCount] of log-odds, or null for none.</param>
/// <param name="penalty">On squares and bends.</param>
/// <param name="options">Iterations, tolerance, threads.</param>
/// <param name="lasso">double[coefficientCount], penalty on each coefficient's absolute value; null = none.</param>
/// <param name="maxNewtonCoefficients">Above so many the quasi-Newton method is used.</param>
internal sealed class LogisticSolver(
    LogisticDesign design,
    float[] labels,
    float[]? weights,
    float[]? offsets,
    BandPenalty penalty,
    LogisticOptions options,
    double[]? lasso = null,
    int maxNewtonCoefficients = LogisticSolver.MaxNewtonCoefficients
)
{
    /// <summary>A hessian per chunk of this size still fits in some tens of MiB.</summary>
    internal const int MaxNewtonCoefficients = 1000;

    private const int MaxQuasiNewtonSteps = 300;

    /// <summary>Mean slope per row at which a quasi-Newton search ends.</summary>
    private const double QuasiNewtonTolerance = 1e-6;

    private readonly int _size = design.CoefficientCount;
    private readonly ChunkedSums _sums = new(labels.Length, design.CoefficientCount, options.MaxThreads);

    public double[] Solve(CancellationToken cancellationToken)
    {
        var coefficients = new double[_size];
        coefficients[0] = offsets is null ? StartingIntercept() : 0;
        if (_size > maxNewtonCoefficients)
        {
            return new QuasiNewton(
                (at, gradient) => Evaluate(at, gradient, null),
                lasso ?? new double[_size],
                Preconditioner(coefficients)
            ).Minimise(coefficients, QuasiNewtonTolerance * labels.Length, MaxQuasiNewtonSteps, cancellationToken);
        }

        return DampedNewton.Minimise(
            coefficients,
            EvaluateFull,
            (gradient, hessian, at) =>
                lasso is null ? Cholesky.Solve(hessian, gradient) : LassoStep.Solve(hessian, gradient, at, lasso),
            options.MaxIterations,
            options.Tolerance,
            1e-9,
            cancellationToken
        );
    }

    private double StartingIntercept()
    {
        double wins = 0.5,
            total = 1;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights?[i] ?? 1;
            wins += weight * labels[i];
            total += weight;
        }

        return Math.Log(wins / (total - wins));
    }

    private double EvaluateFull(double[] coefficients, out double[] gradient, out double[,] hessian)
    {
        gradient = new double[_size];
        hessian = new double[_size, _size];
        double loss = Evaluate(coefficients, gradient, hessian);
        for (var i = 0; i < _size; i++)
        {
            loss += (lasso?[i] ?? 0) * Math.Abs(coefficients[i]);
        }

        return loss;
    }

    /// <summary>The smooth part with its gradient, and its hessian's lower triangle where one is wanted.</summary>
    private double Evaluate(double[] coefficients, double[] gradient, double[,]? hessian)
    {
        var loss = _sums.Sum(
            (from, to, slopes, curvatures) => Accumulate(from, to, coefficients, slopes, curvatures),
            gradient,
            hessian
        );
        if (hessian is not null)
        {
            penalty.AddTo(hessian);
        }

        return loss + penalty.AddGradient(coefficients, gradient);
    }

    /// <summary>Divides a slope by the curvature along each coefficient at the start.</summary>
    private Action<double[]> Preconditioner(double[] start)
    {
        var curvatures = new double[_size];
        for (var row = 0; row < labels.Length; row++)
        {
            var probability = LogOdds.ToProbability(start[0] + (offsets?[row] ?? 0));
            var curvature = (weights?[row] ?? 1) * probability * (1 - probability);
            for (var e = row * design.EntriesPerRow; e < (row + 1) * design.EntriesPerRow; e++)
            {
                curvatures[design.Indexes[e]] += curvature * design.Values[e] * design.Values[e];
            }
        }

        for (var i = 0; i < _size; i++)
        {
            curvatures[i] = Math.Max(curvatures[i] + penalty.Diagonal(i), 1e-10);
        }

        return slope => TensorPrimitives.Divide(slope, curvatures, slope);
    }

    /// <summary>
    /// Adds rows from..to-1 to the gradient and to the lower triangle of the hessian; returns their loss. An empty
    /// hessian stays so.
    /// </summary>
    private double Accumulate(int from, int to, double[] coefficients, double[] gradient, double[] hessian)
    {
        var width = design.EntriesPerRow;
        double loss = 0;
        for (var row = from; row < to; row++)
        {
            var indexes = design.Indexes.AsSpan(row * width, width);
            var values = design.Values.AsSpan(row * width, width);
            double raw = offsets?[row] ?? 0;
            for (var e = 0; e < width; e++)
            {
                raw += coefficients[indexes[e]] * values[e];
            }

            double weight = weights?[row] ?? 1;
            var probability = LogOdds.ToProbability(raw);
            loss += weight * LogOdds.Loss(raw, labels[row]);
            var residual = weight * (probability - labels[row]);
            var curvature = weight * Math.Max(probability * (1 - probability), 1e-10);
            for (var a = 0; a < width; a++)
            {
                if (values[a] == 0)
                {
                    continue;
                }

                gradient[indexes[a]] += residual * values[a];
                if (hessian.Length == 0)
                {
                    continue;
                }

                var scaled = curvature * values[a];
                var line = hessian.AsSpan(indexes[a] * _size, _size);
                for (var b = 0; b <= a; b++)
                {
                    // Coefficients grow with the entry number within a row, so this fills the lower triangle.
                    line[indexes[b]] += scaled * values[b];
                }
            }
        }

        return loss;
    }
}
