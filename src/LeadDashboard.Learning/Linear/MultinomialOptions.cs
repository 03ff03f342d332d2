namespace LeadDashboard.Learning.Linear;

/// <summary>Settings of <see cref="MultinomialRegression"/>.</summary>
public sealed record MultinomialOptions
{
    public const double DefaultPenalty = 1;
    public const int DefaultKnotCount = 10;
    public const int DefaultMaxIterations = 1000;
    public const int DefaultMaxRows = 400_000;
    public const double DefaultTolerance = 1e-6;

    public static MultinomialOptions Default { get; } = new();

    /// <summary>Above 0: strength, 1 / C of scikit-learn; the loss is summed over rows, not averaged.</summary>
    public double Penalty { get; init; } = DefaultPenalty;

    /// <summary>0 (ridge, the default) .. 1 (lasso).</summary>
    public double L1Share { get; init; }

    /// <summary>
    /// Knots of a number's piecewise-linear effect; 0 or 1: one straight line of the standardised number.
    /// </summary>
    public int KnotCount { get; init; } = DefaultKnotCount;

    /// <summary>
    /// All classes weigh the same in total: rows of a class weigh total / (classCount * class total).
    /// </summary>
    public bool IsBalanced { get; init; }

    /// <summary>At least 1 quasi-Newton steps.</summary>
    public int MaxIterations { get; init; } = DefaultMaxIterations;

    /// <summary>
    /// Above 0: stops when the steepest slope of the objective, in coefficients scaled to a curvature of about 1, is
    /// below this times the square root of the total weight.
    /// </summary>
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
    public IReadOnlyList<string> Problems() =>
        new ElasticNetOptions
        {
            Penalty = Penalty,
            L1Share = L1Share,
            MaxIterations = MaxIterations,
            Tolerance = Tolerance,
            MaxRows = MaxRows,
            MaxThreads = MaxThreads,
        }.Problems();
}
