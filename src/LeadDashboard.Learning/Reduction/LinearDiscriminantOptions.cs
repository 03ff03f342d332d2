namespace LeadDashboard.Learning.Reduction;

/// <summary>Settings of <see cref="LinearDiscriminant"/>.</summary>
public sealed record LinearDiscriminantOptions
{
    public static LinearDiscriminantOptions Default { get; } = new();

    /// <summary>
    /// At least 0 directions kept for <see cref="LinearDiscriminantModel.Transform"/>; 0 = all, classes - 1 at most.
    /// </summary>
    public int ComponentCount { get; init; }

    /// <summary>
    /// 0 (none) .. 1: the covariance within classes is drawn this far towards a multiple of the identity; for few rows
    /// or many columns.
    /// </summary>
    public double Shrinkage { get; init; }

    /// <summary>Shrinkage is estimated per class (Ledoit and Wolf 2004) instead.</summary>
    public bool IsShrinkageEstimated { get; init; }

    /// <summary>One per class, at least 0, adding up to 1; null = the shares of the fitted rows.</summary>
    public IReadOnlyList<double>? Priors { get; init; }

    /// <summary>At least 1. Changes the time only, never the model.</summary>
    public int MaxThreads { get; init; } = 1;

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems(int classCount)
    {
        var wrong = new List<string>();
        if (ComponentCount < 0)
        {
            wrong.Add($"ComponentCount is {ComponentCount}; expected at least 0.");
        }

        if (Shrinkage is not (>= 0 and <= 1))
        {
            wrong.Add(FormattableString.Invariant($"Shrinkage is {Shrinkage}; expected 0..1."));
        }

        if (MaxThreads < 1)
        {
            wrong.Add($"MaxThreads is {MaxThreads}; expected at least 1.");
        }

        if (
            Priors is not null
            && (
                Priors.Count != classCount
                || Priors.Any(prior => prior is not >= 0)
                || Math.Abs(Priors.Sum() - 1) > 1e-6
            )
        )
        {
            var given = string.Join(", ", Priors);
            wrong.Add(
                FormattableString.Invariant(
                    $"Priors are [{given}]; expected {classCount} numbers of at least 0 that add up to 1."
                )
            );
        }

        return wrong;
    }
}
