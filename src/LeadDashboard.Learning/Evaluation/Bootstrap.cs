namespace LeadDashboard.Learning.Evaluation;

/// <summary>
/// Seeded bootstrap intervals. Rows are drawn by Poisson(1) weights, which needs no new sort per draw.
/// </summary>
public static class Bootstrap
{
    /// <summary>P(Poisson(1) &lt;= k), k = 0..7.</summary>
    private static readonly double[] PoissonSums =
    [
        0.36787944, 0.73575888, 0.91969860, 0.98101184, 0.99634015, 0.99940582, 0.99991676, 0.99998975,
    ];

    /// <summary>95 % interval of average precision.</summary>
    public static Estimate AveragePrecision(float[] labels, double[] probabilities, int seed, int drawCount = 200)
    {
        var ranked = RankedOutcomes.From(labels, probabilities);
        var value = PrecisionRecallCurve.Area(ranked);
        if (ranked.WinCount == 0 || ranked.LossCount == 0)
        {
            return new Estimate(value, 0, 1);
        }

        var order = RankedOutcomes.OrderDescending(probabilities);
        var weights = new byte[order.Length];
        var random = new Random(seed);
        var draws = new double[DrawCount(order.Length, drawCount)];
        for (var d = 0; d < draws.Length; d++)
        {
            Draw(random, weights);
            draws[d] = WeightedAveragePrecision(order, labels, probabilities, weights);
        }

        return Interval(value, draws);
    }

    /// <summary>Challenger minus champion on the same rows: average precision, higher is better.</summary>
    public static Estimate AveragePrecisionDifference(
        float[] labels,
        double[] champion,
        double[] challenger,
        int seed,
        int drawCount = 400
    )
    {
        var value =
            PrecisionRecallCurve.Area(RankedOutcomes.From(labels, challenger))
            - PrecisionRecallCurve.Area(RankedOutcomes.From(labels, champion));
        int[] championOrder = RankedOutcomes.OrderDescending(champion),
            challengerOrder = RankedOutcomes.OrderDescending(challenger);
        var weights = new byte[labels.Length];
        var random = new Random(seed);
        var draws = new double[DrawCount(labels.Length, drawCount)];
        for (var d = 0; d < draws.Length; d++)
        {
            Draw(random, weights);
            draws[d] =
                WeightedAveragePrecision(challengerOrder, labels, challenger, weights)
                - WeightedAveragePrecision(championOrder, labels, champion, weights);
        }

        return Interval(value, draws);
    }

    /// <summary>
    /// Challenger minus champion on the same rows: mean log-loss, lower is better. Normal interval of the paired mean.
    /// </summary>
    public static Estimate LogLossDifference(float[] labels, double[] champion, double[] challenger)
    {
        var differences = new double[labels.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = Quality.RowLogLoss(labels[i], challenger[i]) - Quality.RowLogLoss(labels[i], champion[i]);
        }

        return MeanInterval(differences);
    }

    internal static Estimate MeanInterval(double[] values)
    {
        if (values.Length < 2)
        {
            var only = values.Length == 0 ? 0 : values[0];
            return new Estimate(only, double.NegativeInfinity, double.PositiveInfinity);
        }

        var mean = values.Average();
        var half = 1.959964 * StandardError(values);
        return new Estimate(mean, mean - half, mean + half);
    }

    /// <summary>Of the mean of values drawn one by one.</summary>
    public static double StandardError(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
    }

    // The interval of a million rows is narrow whatever the number of draws.
    private static int DrawCount(int rowCount, int wanted) =>
        Math.Max(40, (int)Math.Min(wanted, 20_000_000L / Math.Max(1, rowCount)));

    private static Estimate Interval(double value, double[] draws)
    {
        Array.Sort(draws);
        return new Estimate(
            value,
            Math.Min(value, draws[(int)(0.025 * (draws.Length - 1))]),
            Math.Max(value, draws[(int)Math.Ceiling(0.975 * (draws.Length - 1))])
        );
    }

    private static void Draw(Random random, byte[] weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            var uniform = random.NextDouble();
            byte count = 0;
            while (count < PoissonSums.Length && uniform > PoissonSums[count])
            {
                count++;
            }

            weights[i] = count;
        }
    }

    private static double WeightedAveragePrecision(int[] order, float[] labels, double[] probabilities, byte[] weights)
    {
        double area = 0,
            wins = 0,
            rows = 0;
        var i = 0;
        while (i < order.Length)
        {
            var probability = probabilities[order[i]];
            double groupWins = 0;
            for (; i < order.Length && probabilities[order[i]] == probability; i++)
            {
                var weight = weights[order[i]];
                rows += weight;
                groupWins += weight * labels[order[i]];
            }

            wins += groupWins;
            if (groupWins > 0)
            {
                area += groupWins * wins / rows;
            }
        }

        return wins == 0 ? 0 : area / wins;
    }
}
