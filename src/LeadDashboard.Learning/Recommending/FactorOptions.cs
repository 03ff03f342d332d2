namespace LeadDashboard.Learning.Recommending;

/// <summary>Settings of <see cref="ImplicitFactors"/> and <see cref="ExplicitFactors"/>.</summary>
public sealed record FactorOptions
{
    public const int DefaultFactorCount = 16;
    public const double DefaultRegularisation = 0.1;
    public const double DefaultConfidence = 10;
    public const int DefaultIterations = 15;

    public static FactorOptions Default { get; } = new();

    /// <summary>1..1000 hidden tastes.</summary>
    public int FactorCount { get; init; } = DefaultFactorCount;

    /// <summary>
    /// Above 0: penalty on the squared length of the factors. For explicit values it is multiplied by the number of
    /// values of the row (Zhou 2008).
    /// </summary>
    public double Regularisation { get; init; } = DefaultRegularisation;

    /// <summary>
    /// Above 0, implicit values only: confidence of a pair is 1 + Confidence * value, of all others 1.
    /// </summary>
    public double Confidence { get; init; } = DefaultConfidence;

    /// <summary>At least 1 rounds; a round solves all users, then all items.</summary>
    public int Iterations { get; init; } = DefaultIterations;

    public int Seed { get; init; } = 1;

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        Require(FactorCount is >= 1 and <= 1000, nameof(FactorCount), FactorCount, "1..1000");
        Require(
            Regularisation > 0 && double.IsFinite(Regularisation),
            nameof(Regularisation),
            Regularisation,
            "above 0"
        );
        Require(Confidence > 0 && double.IsFinite(Confidence), nameof(Confidence), Confidence, "above 0");
        Require(Iterations >= 1, nameof(Iterations), Iterations, "at least 1");
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
}
