namespace LeadDashboard.Learning.Losses;

/// <summary>What a boosted model minimises.</summary>
public enum LossKind
{
    /// <summary>Two classes, labels 0..1, raw score = log-odds.</summary>
    Log,

    /// <summary>A quantity, raw score = its mean.</summary>
    Squared,

    /// <summary>A positive skewed quantity such as an amount, raw score = log of its mean.</summary>
    Gamma,
}

/// <summary>A twice differentiable loss of (label, raw score).</summary>
internal abstract class Loss
{
    public abstract LossKind Kind { get; }

    public static Loss For(LossKind kind) =>
        kind switch
        {
            LossKind.Log => new LogLoss(),
            LossKind.Squared => new SquaredLoss(),
            LossKind.Gamma => new GammaLoss(),
            _ => throw new ArgumentOutOfRangeException(
                nameof(kind),
                kind,
                "Unknown loss. Expected Log, Squared or Gamma."
            ),
        };

    /// <summary>Why a label cannot be learned with this loss; null when it can.</summary>
    public abstract string? Refusal(float label);

    /// <summary>The best constant raw score for a weighted label mean over a total weight.</summary>
    public abstract double BestConstant(double labelMean, double totalWeight);

    /// <summary>
    /// First and second derivative by the raw score, row by row, without weights. All spans have the same length.
    /// </summary>
    public abstract void Derivatives(
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> raw,
        Span<float> gradients,
        Span<float> hessians
    );

    /// <summary>Loss of one row, lower is better.</summary>
    public abstract double Value(float label, double raw);
}
