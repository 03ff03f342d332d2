using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Learning.Policies;

/// <summary>
/// Judges a policy on episodes that another rule decided (Precup, Sutton and Singh 2000; doubly robust: Jiang and Li
/// 2016), before it may act.
/// The intervals need independent episodes; a policy is given as P(action | state).
/// </summary>
public static class OffPolicy
{
    private const int DrawCount = 400;
    private const int HalvesSeed = 1;

    /// <param name="episodes">Logged with their action probabilities.</param>
    /// <param name="stateCount">States are 0 .. stateCount - 1.</param>
    /// <param name="actionCount">Actions are 0 .. actionCount - 1.</param>
    /// <param name="policy">(state, action) to 0..1; sums to 1 over the actions.</param>
    /// <param name="discount">As in learning.</param>
    /// <param name="seed">Of the bootstrap of the weighted estimates.</param>
    /// <exception cref="ArgumentException">Nothing logged, or probabilities outside (0..1].</exception>
    public static OffPolicyReport Evaluate(
        IReadOnlyList<LoggedEpisode> episodes,
        int stateCount,
        int actionCount,
        Func<int, int, double> policy,
        double discount = 1,
        int seed = 1
    )
    {
        LoggedEpisode.Require(episodes, stateCount, actionCount);
        var weights = episodes.Select(episode => CumulativeWeights(episode, policy)).ToArray();
        var returns = episodes.Select(episode => Return(episode, discount)).ToArray();
        var whole = weights.Select(w => w.Length == 0 ? 1 : w[^1]).ToArray();
        var perDecision = episodes
            .Select(
                (episode, s) =>
                    episode
                        .Decisions.Select((decision, t) => Math.Pow(discount, t) * weights[s][t] * decision.Reward)
                        .Sum()
            )
            .ToArray();
        var squares = whole.Sum(weight => weight * weight);
        var weighted = Bootstrapped(episodes, weights, whole, returns, discount, seed);
        return new OffPolicyReport(
            Bootstrap.MeanInterval([.. whole.Zip(returns, (weight, value) => weight * value)]),
            weighted.Whole,
            Bootstrap.MeanInterval(perDecision),
            weighted.PerDecision,
            Bootstrap.MeanInterval(DoublyRobust(episodes, stateCount, actionCount, policy, discount)),
            Bootstrap.MeanInterval(returns),
            squares == 0 ? 0 : whole.Sum() * whole.Sum() / squares,
            episodes.Count
        );
    }

    /// <summary>
    /// Learnt policy against fixed thresholds on the same episodes, paired. It may act only where it is surely better.
    /// </summary>
    public static PolicyVerdict Compare(
        IReadOnlyList<LoggedEpisode> episodes,
        int stateCount,
        int actionCount,
        Func<int, int, double> learnt,
        Func<int, int, double> fixedPolicy,
        double discount = 1
    )
    {
        LoggedEpisode.Require(episodes, stateCount, actionCount);
        var difference = Bootstrap.MeanInterval([
            .. DoublyRobust(episodes, stateCount, actionCount, learnt, discount)
                .Zip(
                    DoublyRobust(episodes, stateCount, actionCount, fixedPolicy, discount),
                    (better, good) => better - good
                ),
        ]);
        return new PolicyVerdict(difference, difference.Low > 0);
    }

    /// <summary>
    /// One estimate per episode, from its end to its start: v[t] = V(s) + rho[t] (r + discount v[t+1] - Q(s, a)), rho =
    /// policy / logged probability.
    /// Q is learnt on the other half of the episodes, so that no episode corrects what it taught.
    /// </summary>
    private static double[] DoublyRobust(
        IReadOnlyList<LoggedEpisode> episodes,
        int stateCount,
        int actionCount,
        Func<int, int, double> policy,
        double discount
    )
    {
        // By lot and not by turns: every second episode may be of the same kind.
        var halves = Enumerable.Range(0, episodes.Count).Select(s => s % 2).ToArray();
        new Random(HalvesSeed).Shuffle(halves);
        var models = new[] { 0, 1 }
            .Select(half =>
                RewardModel.Fit(
                    [.. episodes.Where((_, s) => halves[s] != half)],
                    stateCount,
                    actionCount,
                    policy,
                    discount
                )
            )
            .ToArray();
        var estimates = new double[episodes.Count];
        for (var s = 0; s < episodes.Count; s++)
        {
            var model = models[halves[s]];
            double value = 0;
            for (var t = episodes[s].Decisions.Count - 1; t >= 0; t--)
            {
                var decision = episodes[s].Decisions[t];
                var ratio = policy(decision.State, decision.Action) / decision.Probability;
                value =
                    model.StateValue(decision.State)
                    + ratio * (decision.Reward + discount * value - model.ActionValue(decision.State, decision.Action));
            }

            estimates[s] = value;
        }

        return estimates;
    }

    private static double[] CumulativeWeights(LoggedEpisode episode, Func<int, int, double> policy)
    {
        var weights = new double[episode.Decisions.Count];
        double weight = 1;
        for (var t = 0; t < weights.Length; t++)
        {
            var decision = episode.Decisions[t];
            weight *= policy(decision.State, decision.Action) / decision.Probability;
            weights[t] = weight;
        }

        return weights;
    }

    private static double Return(LoggedEpisode episode, double discount) =>
        episode.Decisions.Select((decision, t) => Math.Pow(discount, t) * decision.Reward).Sum();

    private static (Estimate Whole, Estimate PerDecision) Bootstrapped(
        IReadOnlyList<LoggedEpisode> episodes,
        double[][] weights,
        double[] whole,
        double[] returns,
        double discount,
        int seed
    )
    {
        var counts = new int[episodes.Count];
        Array.Fill(counts, 1);
        var (wholeValue, decisionValue) = Weighted(episodes, weights, whole, returns, discount, counts);
        var random = new Random(seed);
        double[] wholeDraws = new double[DrawCount],
            decisionDraws = new double[DrawCount];
        for (var draw = 0; draw < DrawCount; draw++)
        {
            Array.Clear(counts);
            for (var i = 0; i < counts.Length; i++)
            {
                counts[random.Next(counts.Length)]++;
            }

            (wholeDraws[draw], decisionDraws[draw]) = Weighted(episodes, weights, whole, returns, discount, counts);
        }

        return (Interval(wholeValue, wholeDraws), Interval(decisionValue, decisionDraws));
    }

    /// <summary>
    /// A episode that is over keeps its last weight and earns nothing: so all episodes share the sums of every step.
    /// </summary>
    private static (double Whole, double PerDecision) Weighted(
        IReadOnlyList<LoggedEpisode> episodes,
        double[][] weights,
        double[] whole,
        double[] returns,
        double discount,
        int[] counts
    )
    {
        var length = episodes.Max(episode => episode.Decisions.Count);
        double[] sums = new double[length],
            totals = new double[length];
        double weightSum = 0,
            returnSum = 0;
        for (var s = 0; s < episodes.Count; s++)
        {
            if (counts[s] == 0)
            {
                continue;
            }

            weightSum += counts[s] * whole[s];
            returnSum += counts[s] * whole[s] * returns[s];
            var decisions = episodes[s].Decisions;
            for (var t = 0; t < length; t++)
            {
                var weight = counts[s] * (t < decisions.Count ? weights[s][t] : whole[s]);
                totals[t] += weight;
                sums[t] += t < decisions.Count ? weight * decisions[t].Reward : 0;
            }
        }

        double perDecision = 0,
            factor = 1;
        for (var t = 0; t < length; t++)
        {
            perDecision += totals[t] > 0 ? factor * sums[t] / totals[t] : 0;
            factor *= discount;
        }

        return (weightSum > 0 ? returnSum / weightSum : 0, perDecision);
    }

    private static Estimate Interval(double value, double[] draws)
    {
        Array.Sort(draws);
        return new Estimate(
            value,
            Math.Min(value, draws[(int)(0.025 * (draws.Length - 1))]),
            Math.Max(value, draws[(int)Math.Ceiling(0.975 * (draws.Length - 1))])
        );
    }
}
