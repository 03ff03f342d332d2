using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Survival;

/// <summary>
/// Newton's method for penalised person-period logistic regression: logit h(k | x) = x b + a[k].
/// The features of a lead do not change between its intervals, so its raw score is computed once and its outer product
/// added once,
/// with the curvature summed over its intervals: the cost of a lead is intervals * entries + entries^2, not intervals *
/// entries^2.
/// The same bits with any number of threads, see <see cref="ChunkedSums"/>.
/// </summary>
internal sealed class HazardSolver(
    LogisticDesign design,
    PersonPeriods periods,
    LogisticOptions linear,
    DiscreteHazardOptions options
)
{
    private readonly int _featureCount = design.CoefficientCount;
    private readonly int _size = design.CoefficientCount + periods.IntervalCount;
    private readonly ChunkedSums _sums = new(
        periods.Events.Length,
        design.CoefficientCount + periods.IntervalCount,
        options.MaxThreads
    );
    private readonly BandPenalty _penalty = Penalty(design, linear, periods.IntervalCount, options);

    /// <summary>Feature coefficients (0 = intercept), then one deviation per interval.</summary>
    public double[] Solve(CancellationToken cancellationToken)
    {
        var coefficients = new double[_size];
        if (!StartingIntercept(out coefficients[0]))
        {
            // Nothing has happened yet: the likelihood has no maximum. Half an event over all that was watched, the
            // same for every lead.
            return coefficients;
        }

        return DampedNewton.Minimise(
            coefficients,
            Evaluate,
            (gradient, hessian, _) => Cholesky.Solve(hessian, gradient),
            options.MaxIterations,
            options.Tolerance,
            1e-12,
            cancellationToken
        );
    }

    private bool StartingIntercept(out double intercept)
    {
        double events = 0,
            exposure = 0;
        for (var row = 0; row < periods.Events.Length; row++)
        {
            events += periods.Events[row];
            exposure += periods.LastIntervals[row] + periods.LastExposures[row];
        }

        intercept = LogOdds.FromProbability((events + 0.5) / (exposure + 1));
        return events > 0;
    }

    private double Evaluate(double[] coefficients, out double[] gradient, out double[,] hessian)
    {
        gradient = new double[_size];
        hessian = new double[_size, _size];
        var loss = _sums.Sum(
            (from, to, slopes, curvatures) => Accumulate(from, to, coefficients, slopes, curvatures),
            gradient,
            hessian
        );
        _penalty.AddTo(hessian);
        return loss + _penalty.AddGradient(coefficients, gradient);
    }

    /// <summary>
    /// Adds rows from..to-1 to the gradient and the lower triangle of the hessian; returns their loss.
    /// </summary>
    private double Accumulate(int from, int to, double[] coefficients, double[] gradient, double[] hessian)
    {
        var width = design.EntriesPerRow;
        double loss = 0;
        for (var row = from; row < to; row++)
        {
            var indexes = design.Indexes.AsSpan(row * width, width);
            var values = design.Values.AsSpan(row * width, width);
            double raw = 0;
            for (var e = 0; e < width; e++)
            {
                raw += coefficients[indexes[e]] * values[e];
            }

            double residuals = 0,
                curvatures = 0;
            var last = periods.LastIntervals[row];
            for (var k = 0; k <= last; k++)
            {
                double weight = k == last ? periods.LastExposures[row] : 1;
                if (weight == 0)
                {
                    continue;
                }

                var label = k == last ? periods.Events[row] : 0;
                var at = raw + coefficients[_featureCount + k];
                var hazard = LogOdds.ToProbability(at);
                loss += weight * LogOdds.Loss(at, label);
                var residual = weight * (hazard - label);
                var curvature = weight * Math.Max(hazard * (1 - hazard), 1e-10);
                residuals += residual;
                curvatures += curvature;
                gradient[_featureCount + k] += residual;
                var line = hessian.AsSpan((_featureCount + k) * _size, _size);
                line[_featureCount + k] += curvature;
                for (var e = 0; e < width; e++)
                {
                    line[indexes[e]] += curvature * values[e];
                }
            }

            for (var a = 0; a < width; a++)
            {
                if (values[a] == 0)
                {
                    continue;
                }

                gradient[indexes[a]] += residuals * values[a];
                var line = hessian.AsSpan(indexes[a] * _size, _size);
                for (var b = 0; b <= a; b++)
                {
                    line[indexes[b]] += curvatures * values[a] * values[b];
                }
            }
        }

        return loss;
    }

    private static BandPenalty Penalty(
        LogisticDesign design,
        LogisticOptions linear,
        int intervalCount,
        DiscreteHazardOptions options
    )
    {
        var penalty = new BandPenalty(design.CoefficientCount + intervalCount);
        LogisticRegression.AddPenalty(penalty, design, linear);
        penalty.AddRidge(design.CoefficientCount, intervalCount, options.IntervalL2);
        penalty.AddBends(design.CoefficientCount, intervalCount, options.IntervalSmoothness);
        return penalty;
    }
}
