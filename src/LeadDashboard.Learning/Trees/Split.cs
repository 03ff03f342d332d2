namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Which bins go left: for a number all bins up to <see cref="Bin"/>, for a category those in <see cref="LeftBins"/>.
/// </summary>
internal sealed class Split
{
    public double Gain { get; init; }

    public int Column { get; init; }

    public int Bin { get; init; }

    /// <summary>Where missing and unseen go.</summary>
    public bool MissingLeft { get; init; }

    /// <summary>bool[binCount] for a category column, null for a number column.</summary>
    public bool[]? LeftBins { get; init; }

    /// <summary>Gradient sum of the left side, fixed point.</summary>
    public long LeftGradient { get; init; }

    /// <summary>Row count and hessian sum of the left side, packed.</summary>
    public long LeftHessianAndCount { get; init; }

    /// <summary>Whether a bin of the split column goes left.</summary>
    public bool GoesLeft(int bin, int missingBin) =>
        bin == missingBin ? MissingLeft
        : LeftBins is null ? bin <= Bin
        : LeftBins[bin];
}
