namespace LeadDashboard.Learning.Evaluation;

/// <summary>A point of the Qini curve.</summary>
/// <param name="LeadShare">0..1: the leads with the highest uplift scores.</param>
/// <param name="Gain">Additional wins by treating them, per treated lead of the whole experiment; at LeadShare 1 about
/// the average effect.</param>
/// <param name="Random">What treating the same share at random would bring: LeadShare * Gain at 1.</param>
public sealed record QiniPoint(double LeadShare, double Gain, double Random);

/// <summary>How well scores order leads by what treatment adds.</summary>
/// <param name="Qini">Area between the Qini curve and the random line; 0 = no order, higher is better, negative = the
/// wrong way round. 95 % bootstrap interval.</param>
/// <param name="Auuc">Area under the uplift curve, (win rate treated - win rate control) * LeadShare.</param>
/// <param name="AverageEffect">Win rate treated - win rate control over all leads, with its 95 % normal
/// interval.</param>
/// <param name="TreatedCount">Leads of the experiment that were treated.</param>
/// <param name="ControlCount">And not.</param>
public sealed record UpliftQuality(
    Estimate Qini,
    double Auuc,
    Estimate AverageEffect,
    int TreatedCount,
    int ControlCount
);

/// <summary>
/// The Qini curve of an experiment with a control group (Radcliffe 2007): among the best-scored share,
/// gain = (wins of treated - wins of control * treated / control) / all treated. Equal scores come together, straight
/// in between.
/// </summary>
public static class QiniCurve
{
    private const int DrawCount = 200;
    private const int MinDrawCount = 40;
    private const int MaxDrawnRows = 20_000_000;

    /// <summary>
    /// From (0, 0) to (1, average gain), one point per distinct score, at most <paramref name="maxPoints"/>.
    /// </summary>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="isTreated">bool[rowCount]; false = control.</param>
    /// <param name="uplifts">double[rowCount]; higher = treatment should add more.</param>
    /// <param name="maxPoints">Of the curve.</param>
    /// <exception cref="ArgumentException">Other lengths, scores that are not numbers, or no treated or no control
    /// lead.</exception>
    public static IReadOnlyList<QiniPoint> Points(
        float[] labels,
        bool[] isTreated,
        double[] uplifts,
        int maxPoints = 201
    )
    {
        Require(labels, isTreated, uplifts);
        var steps = Steps(RankedOutcomes.OrderDescending(uplifts), labels, isTreated, uplifts, null);
        var last = steps[^1].Gain;
        return Thinning.Keep(
            [.. steps.Select(step => new QiniPoint(step.Share, step.Gain, step.Share * last))],
            maxPoints
        );
    }

    /// <inheritdoc cref="Points"/>
    public static UpliftQuality Measure(float[] labels, bool[] isTreated, double[] uplifts, int seed = 1)
    {
        Require(labels, isTreated, uplifts);
        var order = RankedOutcomes.OrderDescending(uplifts);
        var steps = Steps(order, labels, isTreated, uplifts, null);
        var random = new Random(seed);
        var weights = new int[labels.Length];
        // The interval of a million leads is narrow whatever the number of draws.
        var drawCount = Math.Max(MinDrawCount, Math.Min(DrawCount, MaxDrawnRows / Math.Max(1, labels.Length)));
        var draws = new List<double>(drawCount);
        for (var draw = 0; draw < drawCount; draw++)
        {
            Array.Clear(weights);
            for (var i = 0; i < weights.Length; i++)
            {
                weights[random.Next(weights.Length)]++;
            }

            if (
                Enumerable.Range(0, weights.Length).Any(row => weights[row] > 0 && isTreated[row])
                && Enumerable.Range(0, weights.Length).Any(row => weights[row] > 0 && !isTreated[row])
            )
            {
                draws.Add(Qini(Steps(order, labels, isTreated, uplifts, weights)));
            }
        }

        draws.Sort();
        var value = Qini(steps);
        var qini =
            draws.Count == 0
                ? new Estimate(value, double.NegativeInfinity, double.PositiveInfinity)
                : new Estimate(
                    value,
                    Math.Min(value, draws[(int)(0.025 * (draws.Count - 1))]),
                    Math.Max(value, draws[(int)Math.Ceiling(0.975 * (draws.Count - 1))])
                );
        double auuc = 0;
        for (var i = 1; i < steps.Count; i++)
        {
            auuc += (steps[i].Share - steps[i - 1].Share) * (steps[i].Uplift + steps[i - 1].Uplift) / 2;
        }

        return new UpliftQuality(
            qini,
            auuc,
            Effect(labels, isTreated),
            isTreated.Count(treated => treated),
            isTreated.Count(treated => !treated)
        );
    }

    private static double Qini(List<(double Share, double Gain, double Uplift)> steps)
    {
        var area = -steps[^1].Gain / 2;
        for (var i = 1; i < steps.Count; i++)
        {
            area += (steps[i].Share - steps[i - 1].Share) * (steps[i].Gain + steps[i - 1].Gain) / 2;
        }

        return area;
    }

    /// <summary>Where no control lead has come yet its wins count 0.</summary>
    private static List<(double Share, double Gain, double Uplift)> Steps(
        int[] order,
        float[] labels,
        bool[] isTreated,
        double[] uplifts,
        int[]? weights
    )
    {
        double treated = 0,
            control = 0,
            treatedWins = 0,
            controlWins = 0;
        double rowCount = weights?.Sum() ?? labels.Length,
            treatedCount = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            treatedCount += isTreated[row] ? weights?[row] ?? 1 : 0;
        }

        var steps = new List<(double, double, double)> { (0, 0, 0) };
        for (var i = 0; i < order.Length;)
        {
            var score = uplifts[order[i]];
            for (; i < order.Length && uplifts[order[i]] == score; i++)
            {
                double weight = weights?[order[i]] ?? 1;
                if (isTreated[order[i]])
                {
                    treated += weight;
                    treatedWins += weight * labels[order[i]];
                }
                else
                {
                    control += weight;
                    controlWins += weight * labels[order[i]];
                }
            }

            var share = (treated + control) / rowCount;
            var gain = (treatedWins - (control > 0 ? controlWins * treated / control : 0)) / treatedCount;
            var uplift =
                ((treated > 0 ? treatedWins / treated : 0) - (control > 0 ? controlWins / control : 0)) * share;
            steps.Add((share, gain, uplift));
        }

        return steps;
    }

    private static Estimate Effect(float[] labels, bool[] isTreated)
    {
        double treated = 0,
            control = 0,
            treatedWins = 0,
            controlWins = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            (treated, control) = isTreated[row] ? (treated + 1, control) : (treated, control + 1);
            (treatedWins, controlWins) = isTreated[row]
                ? (treatedWins + labels[row], controlWins)
                : (treatedWins, controlWins + labels[row]);
        }

        double p = treatedWins / treated,
            q = controlWins / control;
        // One win and one loss more in each group (Agresti and Caffo 2000): no interval of width 0 from few leads.
        double p1 = (treatedWins + 1) / (treated + 2),
            q1 = (controlWins + 1) / (control + 2);
        var half = 1.959964 * Math.Sqrt(p1 * (1 - p1) / (treated + 2) + q1 * (1 - q1) / (control + 2));
        return new Estimate(
            p - q,
            Math.Max(-1, Math.Min(p - q, p1 - q1 - half)),
            Math.Min(1, Math.Max(p - q, p1 - q1 + half))
        );
    }

    private static void Require(float[] labels, bool[] isTreated, double[] uplifts)
    {
        RankedOutcomes.Require(labels, uplifts);
        if (isTreated.Length != labels.Length)
        {
            throw new ArgumentException(
                $"There are {isTreated.Length} treatment marks for {labels.Length} leads. Give one per lead.",
                nameof(isTreated)
            );
        }

        if (!isTreated.Contains(true) || !isTreated.Contains(false))
        {
            throw new ArgumentException(
                $"Of {labels.Length} leads {isTreated.Count(treated => treated)} were treated. Uplift needs treated "
                    + $"leads and a control group.",
                nameof(isTreated)
            );
        }
    }
}
