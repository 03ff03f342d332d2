using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>Settings of <see cref="ModelTrainer"/>.</summary>
public sealed record TrainingOptions
{
    public static TrainingOptions Default { get; } = new();

    public int Seed { get; init; } = 1;

    /// <summary>1 .. any; the result is the same with any number.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>
    /// What may be chosen; the blend alone fits what it is made of, and is then the only one to choose.
    /// </summary>
    public IReadOnlyList<ModelKind> Candidates { get; init; } =
    [ModelKind.Rates, ModelKind.Logistic, ModelKind.Trees, ModelKind.Blend];

    /// <summary>
    /// Kinds whose native library is not there; null = looked for when a training wants them. They are left out, and
    /// the report says so.
    /// </summary>
    public IReadOnlyList<ModelKind>? NotLoadable { get; init; }

    /// <summary>2 .. 10: folds of the out-of-fold scores that calibrate and blend.</summary>
    public int FoldCount { get; init; } = 5;

    /// <summary>0.05 .. 0.5: newest share held out where dates exist.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>
    /// How a win rate that moves with time is followed; asked only where the order of the rows is known.
    /// </summary>
    public DriftOptions Drift { get; init; } = DriftOptions.Default;

    /// <summary>
    /// False: scores get the range of their stretch alone, and six fits are saved. For a model that is only compared.
    /// </summary>
    public bool MeasuresUncertainty { get; init; } = true;

    /// <summary>
    /// Below this many wins or losses only smoothed rates are trained and the report says "thin evidence".
    /// </summary>
    public int MinOutcomesPerClass { get; init; } = 40;

    /// <summary>Below this many labelled leads nothing is trained.</summary>
    public int MinLabels { get; init; } = 10;
}

/// <summary>The parts of following a moving win rate; each can be left out to measure what it brings.</summary>
public sealed record DriftOptions
{
    public static DriftOptions Default { get; } = new();

    /// <summary>False: a moving win rate is not looked for, and all rows count the same.</summary>
    public bool IsFollowed { get; init; } = true;

    /// <summary>
    /// True: models learn what sets a lead apart within its period, and the level comes from the newest rows.
    /// </summary>
    public bool UsesLevel { get; init; } = true;

    /// <summary>1 .. 10 nested windows of the past, each half as long as the one before; 1 = all rows alone.</summary>
    public int MaxWindows { get; init; } = 5;

    /// <summary>
    /// True: columns that tell the period are left out where scores of the next periods are clearly better without
    /// them.
    /// </summary>
    public bool ScreensCalendars { get; init; } = true;
}

/// <summary>How far a training is.</summary>
/// <param name="Fraction">0..1, never falls.</param>
public sealed record TrainingProgress(double Fraction, Message Message);
