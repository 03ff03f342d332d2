using LeadDashboard.Learning.Policies;

namespace LeadDashboard.Learning.Tests.Policies;

/// <summary>
/// A small episode with every chance written down, so that the best policy and the worth of any policy are known
/// exactly
/// by dynamic programming.
/// State = (week, calls left, market good or bad, backlog 0..3). Each week some high, mid and low leads come; action 0
/// calls only the high ones, 1 also the mid
/// ones and the backlog, 2 everybody. A call costs, calls are few: waiting for a good market pays, and so does spending
/// what is left at the end.
/// </summary>
internal sealed class SimulatedEnvironment : IEnvironment
{
    private const int MaxBacklog = 3;
    private const double Value = 100,
        Cost = 8;
    private static readonly double[] HighCounts = [0.35, 0.4, 0.25],
        MidCounts = [0.3, 0.4, 0.3],
        LowCounts = [0.2, 0.4, 0.4];
    private static readonly double[][] WinChances =
    [
        [0.45, 0.2, 0.07, 0.12],
        [0.7, 0.4, 0.2, 0.3],
    ];

    private readonly int _weeks;
    private readonly int _capacity;
    private readonly List<(double Chance, int Next, double Reward, int[] Calls)>[][] _outcomes;
    private int _state;

    public SimulatedEnvironment(int weeks, int capacity)
    {
        _weeks = weeks;
        _capacity = capacity;
        _outcomes =
        [
            .. Enumerable
                .Range(0, StateCount)
                .Select(state => Enumerable.Range(0, ActionCount).Select(action => Outcomes(state, action)).ToArray()),
        ];
    }

    public int StateCount => _weeks * (_capacity + 1) * 2 * (MaxBacklog + 1);

    public int ActionCount => 3;

    public int Start(Random random) => _state = State(0, _capacity, random.Next(2), 0);

    public EnvironmentStep Step(int action, Random random)
    {
        var pick = random.NextDouble();
        foreach (var (chance, next, _, calls) in _outcomes[_state][action])
        {
            if ((pick -= chance) < 0 || next == _outcomes[_state][action][^1].Next && pick < 1e-9)
            {
                var chances = WinChances[_state / (MaxBacklog + 1) % 2];
                double reward = 0;
                for (var level = 0; level < 4; level++)
                {
                    for (var call = 0; call < calls[level]; call++)
                    {
                        reward += (random.NextDouble() < chances[level] ? Value : 0) - Cost;
                    }
                }

                _state = Math.Max(next, 0);
                return new EnvironmentStep(_state, reward, next < 0);
            }
        }

        throw new InvalidOperationException("The chances of a state do not add up to 1.");
    }

    /// <summary>The expected reward of an episode under the best policy.</summary>
    public double Optimum() => StartValue(values => values.Max());

    /// <summary>The expected reward of an episode under a policy.</summary>
    public double Worth(Func<int, int, double> policy) =>
        StartValue((state, values) => values.Select((value, action) => policy(state, action) * value).Sum());

    private double StartValue(Func<double[], double> combine) => StartValue((_, values) => combine(values));

    private double StartValue(Func<int, double[], double> combine)
    {
        var values = new double[StateCount];
        // Every step leads to a later week, and later weeks have higher numbers.
        for (var state = StateCount - 1; state >= 0; state--)
        {
            values[state] = combine(
                state,
                [
                    .. _outcomes[state]
                        .Select(list =>
                            list.Sum(outcome =>
                                outcome.Chance * (outcome.Reward + (outcome.Next < 0 ? 0 : values[outcome.Next]))
                            )
                        ),
                ]
            );
        }

        return (values[State(0, _capacity, 0, 0)] + values[State(0, _capacity, 1, 0)]) / 2;
    }

    public IReadOnlyList<LoggedEpisode> Log(int count, Func<int, int, double> policy, int seed)
    {
        var random = new Random(seed);
        var episodes = new LoggedEpisode[count];
        for (var s = 0; s < count; s++)
        {
            var decisions = new List<LoggedDecision>();
            var state = Start(random);
            while (true)
            {
                var action = 0;
                for (
                    var pick = random.NextDouble() - policy(state, 0);
                    pick >= 0 && action < ActionCount - 1;
                    pick -= policy(state, action)
                )
                {
                    action++;
                }

                var step = Step(action, random);
                decisions.Add(new LoggedDecision(state, action, policy(state, action), step.Reward));
                if (step.IsEnd)
                {
                    break;
                }

                state = step.NextState;
            }

            episodes[s] = new LoggedEpisode(decisions);
        }

        return episodes;
    }

    private int State(int week, int capacity, int market, int backlog) =>
        ((week * (_capacity + 1) + capacity) * 2 + market) * (MaxBacklog + 1) + backlog;

    private List<(double Chance, int Next, double Reward, int[] Calls)> Outcomes(int state, int action)
    {
        var backlog = state % (MaxBacklog + 1);
        var market = state / (MaxBacklog + 1) % 2;
        var capacity = state / (MaxBacklog + 1) / 2 % (_capacity + 1);
        var week = state / (MaxBacklog + 1) / 2 / (_capacity + 1);
        var outcomes = new List<(double, int, double, int[])>();
        for (var high = 0; high < 3; high++)
        {
            for (var mid = 0; mid < 3; mid++)
            {
                for (var low = 0; low < 3; low++)
                {
                    var left = capacity;
                    int Call(int wanted)
                    {
                        var called = Math.Min(left, wanted);
                        left -= called;
                        return called;
                    }

                    int[] calls = [Call(high), 0, 0, 0];
                    calls[1] = action >= 1 ? Call(mid) : 0;
                    calls[3] = action >= 1 ? Call(backlog) : 0;
                    calls[2] = action >= 2 ? Call(low) : 0;
                    var waiting = Math.Min(MaxBacklog, mid - calls[1]);
                    var reward = calls
                        .Select((count, level) => count * (WinChances[market][level] * Value - Cost))
                        .Sum();
                    var chance = HighCounts[high] * MidCounts[mid] * LowCounts[low];
                    for (var nextMarket = 0; nextMarket < 2; nextMarket++)
                    {
                        outcomes.Add(
                            (
                                chance * (nextMarket == market ? 0.75 : 0.25),
                                week + 1 == _weeks ? -1 : State(week + 1, left, nextMarket, waiting),
                                reward,
                                calls
                            )
                        );
                    }
                }
            }
        }

        return outcomes;
    }
}
