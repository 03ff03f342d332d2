namespace LeadDashboard.Learning.Linear;

/// <summary>
/// The Newton step when coefficients carry a penalty on their size: minimises g'd + 0.5 d'Hd + sum of lasso |w + d| by cyclic coordinate descent
/// on the quadratic model (Friedman, Hastie, Tibshirani 2010), which costs no pass over the rows.
/// </summary>
internal static class LassoStep
{
    private const int MaxSweeps = 1000;
    private const double Precision = 1e-12;

    /// <returns>-d, so that the next coefficients are w - step; a coefficient that leaves the model lands on 0 exactly.</returns>
    public static double[] Solve(double[,] lowerTriangle, double[] gradient, double[] coefficients, double[] lasso)
    {
        var size = gradient.Length;
        var target = (double[])coefficients.Clone();
        var slope = (double[])gradient.Clone();
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            double moved = 0, largest = 1e-6;
            for (var i = 0; i < size; i++)
            {
                var curvature = Math.Max(lowerTriangle[i, i], 1e-10);
                var next = Shrink(target[i] - slope[i] / curvature, lasso[i] / curvature);
                var change = next - target[i];
                if (change == 0)
                {
                    continue;
                }

                target[i] = next;
                for (var j = 0; j < size; j++)
                {
                    slope[j] += change * (j <= i ? lowerTriangle[i, j] : lowerTriangle[j, i]);
                }

                moved = Math.Max(moved, Math.Abs(change));
                largest = Math.Max(largest, Math.Abs(next));
            }

            if (moved <= Precision * largest)
            {
                break;
            }
        }

        for (var i = 0; i < size; i++)
        {
            target[i] = coefficients[i] - target[i];
        }

        return target;
    }

    private static double Shrink(double value, double by) => value > by ? value - by : value < -by ? value + by : 0;
}
