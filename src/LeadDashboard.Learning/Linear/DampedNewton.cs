namespace LeadDashboard.Learning.Linear;

/// <summary>Value of the objective, with its gradient and the lower half of its hessian.</summary>
internal delegate double NewtonObjective(double[] coefficients, out double[] gradient, out double[,] hessian);

/// <summary>
/// Minimises a convex objective by Newton's steps, each halved until it does not make the objective worse.
/// </summary>
internal static class DampedNewton
{
    private const double SmallestScale = 1e-4;

    /// <param name="start">double[coefficientCount], not changed.</param>
    /// <param name="evaluate">The objective.</param>
    /// <param name="stepOf">Step from gradient, hessian and coefficients; it is subtracted.</param>
    /// <param name="maxIterations">At least 0.</param>
    /// <param name="tolerance">Ends when no coefficient moves more.</param>
    /// <param name="slack">Share by which rounding may seem to worsen the objective.</param>
    /// <param name="cancellationToken">Asked before each step.</param>
    public static double[] Minimise(
        double[] start,
        NewtonObjective evaluate,
        Func<double[], double[,], double[], double[]> stepOf,
        int maxIterations,
        double tolerance,
        double slack,
        CancellationToken cancellationToken
    )
    {
        var coefficients = start;
        var objective = evaluate(coefficients, out var gradient, out var hessian);
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = stepOf(gradient, hessian, coefficients);
            var scale = 1.0;
            double[] next;
            double[] nextGradient;
            double[,] nextHessian;
            double nextObjective;
            while (true)
            {
                next = new double[coefficients.Length];
                for (var i = 0; i < next.Length; i++)
                {
                    next[i] = coefficients[i] - scale * step[i];
                }

                nextObjective = evaluate(next, out nextGradient, out nextHessian);
                if (nextObjective <= objective + slack * Math.Abs(objective) || scale < SmallestScale)
                {
                    break;
                }

                scale /= 2;
            }

            if (nextObjective > objective + slack * Math.Abs(objective))
            {
                break;
            }

            (coefficients, objective, gradient, hessian) = (next, nextObjective, nextGradient, nextHessian);
            if (step.Max(Math.Abs) * scale < tolerance)
            {
                break;
            }
        }

        return coefficients;
    }
}
