namespace LeadDashboard.Learning.Policies;

/// <summary>
/// Tabular Q-learning (Watkins 1989): Q(s, a) += rate * (reward + discount * max over a' of Q(s', a') - Q(s, a)).
/// The last decision of an episode has no future. One thread: each update needs the one before it.
/// </summary>
public static class QLearning
{
    /// <summary>Learns by playing episodes, epsilon-greedy.</summary>
    public static QPolicy Fit(
        IEnvironment environment,
        QLearningOptions options,
        CancellationToken cancellationToken = default
    )
    {
        options.Require(environment.ActionCount);
        var table = new Table(environment.StateCount, environment.ActionCount, options);
        var random = new Random(options.Seed);
        var falling = Math.Max(1, options.EpisodeCount * options.ExplorationEpisodes);
        for (var episode = 0; episode < options.EpisodeCount; episode++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var exploration =
                options.ExplorationStart
                + (options.ExplorationEnd - options.ExplorationStart) * Math.Min(1, episode / falling);
            var state = environment.Start(random);
            while (true)
            {
                var action =
                    random.NextDouble() < exploration ? random.Next(environment.ActionCount) : table.BestAction(state);
                var step = environment.Step(action, random);
                table.Update(state, action, step.Reward, step.IsEnd ? -1 : step.NextState);
                if (step.IsEnd)
                {
                    break;
                }

                state = step.NextState;
            }
        }

        return table.ToPolicy();
    }

    /// <summary>
    /// Learns from what was decided before, whoever decided it (Q-learning is off-policy): passes over the episodes in
    /// a
    /// random order, each from its end to its
    /// start. Only what was tried can be learnt: states seen too rarely keep the fallback.
    /// </summary>
    /// <param name="episodes">At least one decision in all.</param>
    /// <param name="stateCount">States are 0 .. stateCount - 1.</param>
    /// <param name="actionCount">Actions are 0 .. actionCount - 1.</param>
    /// <param name="options">EpisodeCount = passes; the exploration settings are not used.</param>
    /// <param name="cancellationToken">Asked once per pass.</param>
    /// <exception cref="ArgumentException">Nothing logged, or a decision outside the states and actions.</exception>
    public static QPolicy FitLog(
        IReadOnlyList<LoggedEpisode> episodes,
        int stateCount,
        int actionCount,
        QLearningOptions options,
        CancellationToken cancellationToken = default
    )
    {
        options.Require(actionCount);
        LoggedEpisode.Require(episodes, stateCount, actionCount);
        var table = new Table(stateCount, actionCount, options);
        var random = new Random(options.Seed);
        var order = Enumerable.Range(0, episodes.Count).ToArray();
        for (var pass = 0; pass < options.EpisodeCount; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            random.Shuffle(order);
            foreach (var index in order)
            {
                var decisions = episodes[index].Decisions;
                for (var t = decisions.Count - 1; t >= 0; t--)
                {
                    table.Update(
                        decisions[t].State,
                        decisions[t].Action,
                        decisions[t].Reward,
                        t + 1 < decisions.Count ? decisions[t + 1].State : -1,
                        isCounted: pass == 0
                    );
                }
            }
        }

        return table.ToPolicy();
    }

    private sealed class Table
    {
        private readonly int _actionCount;
        private readonly QLearningOptions _options;
        private readonly double[] _values;
        private readonly int[] _visits;
        private readonly int[] _updates;

        public Table(int stateCount, int actionCount, QLearningOptions options)
        {
            _actionCount = actionCount;
            _options = options;
            _values = new double[(long)stateCount * actionCount];
            _visits = new int[_values.Length];
            _updates = new int[_values.Length];
            Array.Fill(_values, options.InitialValue);
        }

        public int BestAction(int state) => QPolicy.IndexOfMax(_values.AsSpan(state * _actionCount, _actionCount));

        public void Update(int state, int action, double reward, int nextState, bool isCounted = true)
        {
            if (!double.IsFinite(reward))
            {
                throw new ArgumentException(
                    $"The reward of action {action} in state {state} is {reward}. Rewards must be finite numbers.",
                    nameof(reward)
                );
            }

            var at = state * _actionCount + action;
            var future = nextState < 0 ? 0 : _values[nextState * _actionCount + BestAction(nextState)];
            var rate = Math.Max(_options.MinLearningRate, Math.Pow(1 + _updates[at], -_options.LearningRatePower));
            _values[at] += rate * (reward + _options.Discount * future - _values[at]);
            _updates[at]++;
            _visits[at] += isCounted ? 1 : 0;
        }

        public QPolicy ToPolicy() => new(_actionCount, _values, _visits, _options.MinVisits, _options.FallbackAction);
    }
}
