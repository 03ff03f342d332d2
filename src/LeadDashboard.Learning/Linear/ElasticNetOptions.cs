namespace LeadDashboard.Learning.Linear;

/// <summary>Settings of <see cref="ElasticNet"/>.</summary>
public sealed record ElasticNetOptions
{
    public const double DefaultPenalty = 1;
    public const double DefaultL1Share = 0.5;
    public const int DefaultKnotCount = 10;
    public const int DefaultMaxIterations = 100;
    public const int DefaultMaxRows = 400_000;
    public const double DefaultTolerance = 1e-7;

    public static ElasticNetOptions Default { get; } = new();

    /// <summary>Above 0: strength, 1 / C of scikit-learn; the loss is summed over rows, not averaged.</summary>
    public double Penalty { get; init; } = DefaultPenalty;

    /// <summary>0 (ridge) .. 1 (lasso).</summary>
    public double L1Share { get; init; } = DefaultL1Share;

    /// <summary>
    /// Knots of a number's piecewise-linear effect; 0 or 1: one straight line of the standardised number.
    /// </summary>
    public int KnotCount { get; init; } = DefaultKnotCount;

    /// <summary>
    /// Both outcomes weigh the same in total (class_weight="balanced" of scikit-learn): rows of a class weigh total /
    /// (2 * class total).
    /// </summary>
    public bool IsBalanced { get; init; }

    /// <summary>Above 0: factor on the weight of lost rows.</summary>
    public double LostWeight { get; init; } = 1;

    /// <summary>Above 0: factor on the weight of won rows.</summary>
    public double WonWeight { get; init; } = 1;

    /// <summary>At least 1 Newton steps.</summary>
    public int MaxIterations { get; init; } = DefaultMaxIterations;

    /// <summary>Above 0: stops when no coefficient moved by more than this.</summary>
    public double Tolerance { get; init; } = DefaultTolerance;

    /// <summary>
    /// At least 1: of more rows, so many are taken evenly; the coefficients of a few hundred columns are settled long
    /// before.
    /// </summary>
    public int MaxRows { get; init; } = DefaultMaxRows;

    /// <summary>Names of columns that get no effect.</summary>
    public IReadOnlySet<string> IgnoredColumns { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        Require(Penalty > 0 && double.IsFinite(Penalty), nameof(Penalty), Penalty, "above 0");
        Require(L1Share is >= 0 and <= 1, nameof(L1Share), L1Share, "0..1");
        Require(LostWeight > 0 && double.IsFinite(LostWeight), nameof(LostWeight), LostWeight, "above 0");
        Require(WonWeight > 0 && double.IsFinite(WonWeight), nameof(WonWeight), WonWeight, "above 0");
        Require(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "at least 1");
        Require(Tolerance > 0, nameof(Tolerance), Tolerance, "above 0");
        Require(MaxRows >= 1, nameof(MaxRows), MaxRows, "at least 1");
        Require(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "at least 1");
        return wrong;

        void Require(bool isGood, string name, double found, string expected)
        {
            if (!isGood)
            {
                wrong.Add(FormattableString.Invariant($"{name} is {found}; expected {expected}."));
            }
        }
    }

    internal LogisticOptions Design() =>
        new()
        {
            KnotCount = KnotCount,
            MaxIterations = MaxIterations,
            Tolerance = Tolerance,
            IgnoredColumns = IgnoredColumns,
            MaxThreads = MaxThreads,
        };
}
