namespace LeadDashboard.Core.Modeling;

/// <summary>Settings of <see cref="ModelTrainer"/>.</summary>
public sealed record TrainingOptions
{
    public static TrainingOptions Default { get; } = new();

    public int Seed { get; init; } = 1;

    /// <summary>1 .. any; the result is the same with any number.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>"rates", "logistic", "trees", "blend". Unknown words are ignored; "blend" needs the two before it and is left out without them.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = ["rates", "logistic", "trees", "blend"];

    /// <summary>2 .. 10: folds of the out-of-fold scores that calibrate and blend.</summary>
    public int FoldCount { get; init; } = 5;

    /// <summary>0.05 .. 0.5: newest share held out where dates exist.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Below this many wins or losses only smoothed rates are trained and the report says "thin evidence".</summary>
    public int MinOutcomesPerClass { get; init; } = 40;

    /// <summary>Below this many labelled leads nothing is trained.</summary>
    public int MinLabels { get; init; } = 10;
}

/// <summary>How far a training is.</summary>
/// <param name="Fraction">0..1, never falls.</param>
/// <param name="Message">Short English key.</param>
public sealed record TrainingProgress(double Fraction, string Message);
