namespace LeadDashboard.Learning.Linear;

/// <summary>Settings of <see cref="LogisticRegression"/>.</summary>
public sealed record LogisticOptions
{
    public static LogisticOptions Default { get; } = new();

    /// <summary>
    /// Knots of a number's piecewise-linear effect, at its quantiles. 0 or 1: one straight line of the standardised
    /// number.
    /// </summary>
    public int KnotCount { get; init; } = 10;

    /// <summary>
    /// L2 penalty of a category's level and of a standardised slope: 0.5 * L2 * coefficient^2, summed over rows
    /// unscaled (1 / C of scikit-learn).
    /// </summary>
    public double L2 { get; init; } = 1;

    /// <summary>
    /// Penalty on the bends of a number's effect: 0.5 * Smoothness * (second difference of neighbouring knots)^2
    /// (P-splines, Eilers and Marx 1996).
    /// </summary>
    public double Smoothness { get; init; } = 3;

    /// <summary>Small ridge on knot values; keeps the solution unique.</summary>
    public double KnotL2 { get; init; } = 0.1;

    public int MaxIterations { get; init; } = 40;

    /// <summary>Stops when no coefficient moved by more than this.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>
    /// More rows than this are thinned evenly: the coefficients of a few hundred columns are settled long before.
    /// </summary>
    public int MaxRows { get; init; } = 400_000;

    /// <summary>Names of columns that get no effect.</summary>
    public IReadOnlySet<string> IgnoredColumns { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public int MaxThreads { get; init; } = 1;
}
