namespace LeadDashboard.Learning.Clustering;

/// <summary>Settings of <see cref="Portraits"/>.</summary>
public sealed record PortraitOptions
{
    public const int DefaultMaxTraits = 5;
    public const double DefaultMinDifference = 0.2;
    public const double DefaultMinEvidence = 3;

    public static PortraitOptions Default { get; } = new();

    /// <summary>At least 0 traits per cluster.</summary>
    public int MaxTraits { get; init; } = DefaultMaxTraits;

    /// <summary>
    /// At least 0, in standard deviations: a smaller difference is not worth a word (0.2 is Cohen's "small").
    /// </summary>
    public double MinDifference { get; init; } = DefaultMinDifference;

    /// <summary>At least 0, in standard errors of the cluster's mean: what may be chance is left out.</summary>
    public double MinEvidence { get; init; } = DefaultMinEvidence;

    /// <summary>Names of columns that are never a trait.</summary>
    public IReadOnlySet<string> IgnoredColumns { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
