using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Policies;

/// <summary>
/// A episode simulated from the company's own past: each week Poisson many leads arrive with probabilities drawn from
/// past ones, a market moves all of them,
/// the chosen limits say who is called, capacity says how many; leads that wait lose interest. The state is (capacity
/// left, backlog, episode, base rate),
/// each as a share, through the caller's bins.
/// </summary>
public sealed class LeadEnvironment : IEnvironment
{
    private readonly LeadEnvironmentOptions _options;
    private readonly StateGrid _grid;
    private readonly List<double> _backlog = [];
    private double _market;
    private int _week;
    private int _capacity;

    /// <param name="options">Figures.</param>
    /// <param name="grid">Four dimensions in this order: capacity left (share of the episode's, 0..1), backlog (waiting
    /// leads / weekly capacity, &gt;= 0), episode (share of weeks gone, 0..1), base rate (mean probability of the
    /// market
    /// now / of all past leads, about 1).</param>
    public LeadEnvironment(LeadEnvironmentOptions options, StateGrid grid)
    {
        if (
            options.Probabilities.Count == 0
            || options.WeeklyLeads.Count == 0
            || options.Actions.Count == 0
            || grid.Dimensions.Count != 4
            || options.Probabilities.Any(probability => probability is not (>= 0 and <= 1))
            || options.WeeklyLeads.Any(leads => !(leads >= 0) || double.IsInfinity(leads))
        )
        {
            throw new ArgumentException(
                "A episode needs past probabilities in 0..1, a number of leads for each week, limits to choose from, "
                    + "and a grid of four dimensions: capacity left, backlog, episode, base rate. Correct the "
                    + "options.",
                nameof(options)
            );
        }

        _options = options;
        _grid = grid;
    }

    public int StateCount => _grid.StateCount;

    public int ActionCount => _options.Actions.Count;

    public int Start(Random random)
    {
        _backlog.Clear();
        (_week, _capacity, _market) = (0, _options.EpisodeCapacity, _options.MarketSpread * Normal(random));
        return State();
    }

    public EnvironmentStep Step(int action, Random random)
    {
        var limits = _options.Actions[action];
        var leads = new List<double>(_backlog);
        var arrivals = Poisson(_options.WeeklyLeads[_week], random);
        for (var i = 0; i < arrivals; i++)
        {
            leads.Add(_options.Probabilities[random.Next(_options.Probabilities.Count)]);
        }

        leads.Sort((left, right) => right.CompareTo(left));
        var calls = Math.Min(_capacity, _options.WeeklyCapacity);
        double reward = 0;
        _backlog.Clear();
        foreach (var probability in leads)
        {
            if (probability < limits.WarmFrom)
            {
                break;
            }

            // The last tenth of a week's calls is kept for hot leads.
            if (calls > 0 && (probability >= limits.HotFrom || calls > _options.WeeklyCapacity / 10))
            {
                calls--;
                _capacity--;
                var isWon = random.NextDouble() < LogOdds.ToProbability(LogOdds.FromProbability(probability) + _market);
                reward += (isWon ? _options.ValuePerWin : 0) - _options.CostPerCall;
            }
            else if (random.NextDouble() < _options.KeptShare)
            {
                _backlog.Add(probability);
            }
        }

        _week++;
        _market = 0.8 * _market + 0.6 * _options.MarketSpread * Normal(random);
        var isEnd = _week == _options.WeeklyLeads.Count;
        return new EnvironmentStep(isEnd ? 0 : State(), reward, isEnd);
    }

    private int State() =>
        _grid.StateOf([
            (double)_capacity / Math.Max(1, _options.EpisodeCapacity),
            (double)_backlog.Count / Math.Max(1, _options.WeeklyCapacity),
            (double)_week / _options.WeeklyLeads.Count,
            Math.Exp(_market),
        ]);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Poisson(double mean, Random random)
    {
        if (mean > 50)
        {
            return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * Normal(random)));
        }

        var count = 0;
        for (var product = random.NextDouble(); product > Math.Exp(-mean); product *= random.NextDouble())
        {
            count++;
        }

        return count;
    }
}
