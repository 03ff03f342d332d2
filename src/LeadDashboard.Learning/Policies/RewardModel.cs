namespace LeadDashboard.Learning.Policies;

/// <summary>
/// Expected rewards of a policy from logged episodes by fitted Q evaluation in a table: Q(s, a) = mean of (r + discount
/// * V(s')), V(s) = sum over a of P(a | s) Q(s, a),
/// repeated until it stands. What was never logged is worth the mean of what was logged in the state, or 0.
/// </summary>
internal sealed class RewardModel
{
    private const int MaxSweeps = 500;
    private readonly double[] _actionValues;
    private readonly double[] _stateValues;
    private readonly int _actionCount;

    private RewardModel(int actionCount, double[] actionValues, double[] stateValues)
    {
        _actionCount = actionCount;
        _actionValues = actionValues;
        _stateValues = stateValues;
    }

    public static RewardModel Fit(
        IReadOnlyList<LoggedEpisode> episodes,
        int stateCount,
        int actionCount,
        Func<int, int, double> policy,
        double discount
    )
    {
        var counts = new int[stateCount * actionCount];
        foreach (var decision in episodes.SelectMany(episode => episode.Decisions))
        {
            counts[decision.State * actionCount + decision.Action]++;
        }

        var seen = Enumerable
            .Range(0, stateCount)
            .Where(state => counts.AsSpan(state * actionCount, actionCount).ContainsAnyExcept(0))
            .ToArray();
        var values = new double[counts.Length];
        var states = new double[stateCount];
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            var sums = new double[counts.Length];
            foreach (var episode in episodes)
            {
                for (var t = 0; t < episode.Decisions.Count; t++)
                {
                    var decision = episode.Decisions[t];
                    sums[decision.State * actionCount + decision.Action] +=
                        decision.Reward
                        + (t + 1 < episode.Decisions.Count ? discount * states[episode.Decisions[t + 1].State] : 0);
                }
            }

            double moved = 0,
                largest = 0;
            foreach (var state in seen)
            {
                var line = values.AsSpan(state * actionCount, actionCount);
                double sum = 0,
                    rows = 0;
                for (var action = 0; action < actionCount; action++)
                {
                    sum += sums[state * actionCount + action];
                    rows += counts[state * actionCount + action];
                }

                double value = 0;
                for (var action = 0; action < actionCount; action++)
                {
                    var count = counts[state * actionCount + action];
                    line[action] = count > 0 ? sums[state * actionCount + action] / count : sum / rows;
                    value += policy(state, action) * line[action];
                }

                moved = Math.Max(moved, Math.Abs(value - states[state]));
                largest = Math.Max(largest, Math.Abs(value));
                states[state] = value;
            }

            if (moved <= 1e-9 * Math.Max(1, largest))
            {
                break;
            }
        }

        return new RewardModel(actionCount, values, states);
    }

    public double StateValue(int state) => _stateValues[state];

    public double ActionValue(int state, int action) => _actionValues[state * _actionCount + action];
}
