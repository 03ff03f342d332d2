using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Blending;

/// <summary>
/// Stacking (Wolpert 1992) with non-negative weights on the log-odds scale (Breiman 1996): minimises the log-loss of
/// Intercept + sum of Weights[m] * raw[m] on out-of-fold scores.
/// </summary>
public static class StackedBlend
{
    /// <param name="raw">double[memberCount][rowCount] of scores of rows the members have not seen.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="l2">Pull of the weights towards 1 / memberCount each, in rows; keeps twins from taking
    /// turns.</param>
    /// <returns>Intercept and double[memberCount] weights &gt;= 0.</returns>
    public static (double Intercept, double[] Weights) Fit(double[][] raw, float[] labels, double l2 = 20)
    {
        var memberCount = raw.Length;
        var isActive = Enumerable.Repeat(true, memberCount).ToArray();
        while (true)
        {
            var active = Enumerable.Range(0, memberCount).Where(m => isActive[m]).ToArray();
            var (intercept, weights) = FitFree([.. active.Select(m => raw[m])], labels, l2, 1.0 / memberCount);
            var worst = active.Length == 0 ? -1 : Enumerable.Range(0, active.Length).MinBy(a => weights[a]);
            if (worst < 0 || weights[worst] >= 0)
            {
                var all = new double[memberCount];
                for (var a = 0; a < active.Length; a++)
                {
                    all[active[a]] = weights[a];
                }

                return (intercept, all);
            }

            // A negative weight would subtract a good model: it leaves, and the others are fitted again.
            isActive[active[worst]] = false;
        }
    }

    private static (double Intercept, double[] Weights) FitFree(
        double[][] raw,
        float[] labels,
        double l2,
        double centre
    )
    {
        var size = raw.Length + 1;
        var solution = new double[size];
        for (var m = 1; m < size; m++)
        {
            solution[m] = 1.0 / (size - 1);
        }

        for (var iteration = 0; iteration < 50; iteration++)
        {
            var gradient = new double[size];
            var hessian = new double[size, size];
            var row = new double[size];
            row[0] = 1;
            for (var i = 0; i < labels.Length; i++)
            {
                double score = solution[0];
                for (var m = 1; m < size; m++)
                {
                    row[m] = raw[m - 1][i];
                    score += solution[m] * row[m];
                }

                var probability = LogOdds.ToProbability(score);
                var curvature = Math.Max(probability * (1 - probability), 1e-10);
                for (var a = 0; a < size; a++)
                {
                    gradient[a] += (probability - labels[i]) * row[a];
                    for (var b = 0; b <= a; b++)
                    {
                        hessian[a, b] += curvature * row[a] * row[b];
                    }
                }
            }

            for (var m = 1; m < size; m++)
            {
                gradient[m] += l2 * (solution[m] - centre);
                hessian[m, m] += l2;
            }

            var step = Cholesky.Solve(hessian, gradient);
            var largest = step.Max(Math.Abs);
            var scale = largest > 2 ? 2 / largest : 1;
            for (var m = 0; m < size; m++)
            {
                solution[m] -= scale * step[m];
            }

            if (largest < 1e-9)
            {
                break;
            }
        }

        return (solution[0], solution[1..]);
    }
}
