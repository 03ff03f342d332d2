namespace LeadDashboard.Learning.Survival;

/// <summary>Settings of <see cref="DiscreteHazard"/>.</summary>
public sealed record DiscreteHazardOptions
{
    public static DiscreteHazardOptions Default { get; } = new();

    /// <summary>
    /// Days, strictly rising, the first &gt; 0: interval k holds ages in (ends[k-1], ends[k]], age 0 lies in the first.
    /// The last one is the horizon.
    /// </summary>
    public IReadOnlyList<double> IntervalEnds { get; init; } =
    [3, 7, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 365];

    public LossHandling Losses { get; init; } = LossHandling.CompetingEvent;

    /// <summary>
    /// Ridge on each interval's deviation from the common intercept; &gt; 0 keeps the solution unique.
    /// </summary>
    public double IntervalL2 { get; init; } = 0.01;

    /// <summary>
    /// Penalty on the bends of the interval effects: neighbouring intervals lend each other evidence. 0 = none.
    /// </summary>
    public double IntervalSmoothness { get; init; } = 0.5;

    /// <summary>
    /// Knots of a number's effect; 0 or 1 = one straight line of the standardised number (see Linear.LogisticOptions).
    /// </summary>
    public int KnotCount { get; init; } = 8;

    /// <summary>L2 of a category's level and of a standardised slope (1 / C of scikit-learn).</summary>
    public double L2 { get; init; } = 1;

    public double Smoothness { get; init; } = 3;

    public double KnotL2 { get; init; } = 0.1;

    public int MaxIterations { get; init; } = 60;

    /// <summary>Stops when no coefficient moved by more than this.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>More leads than this are thinned evenly: the coefficients are settled long before.</summary>
    public int MaxRows { get; init; } = 400_000;

    public int MaxThreads { get; init; } = 1;
}
