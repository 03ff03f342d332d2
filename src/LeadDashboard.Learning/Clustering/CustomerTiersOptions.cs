using LeadDashboard.Learning.Encoding;

namespace LeadDashboard.Learning.Clustering;

/// <summary>Settings of <see cref="CustomerTiers"/>.</summary>
public sealed record CustomerTiersOptions
{
    public const double DefaultPriorRows = 20;

    public static CustomerTiersOptions Default { get; } = new();

    public DenseOptions Encoding { get; init; } = DenseOptions.Default;

    public KMeansOptions Clusters { get; init; } = KMeansOptions.Default;

    /// <summary>
    /// At least 0: so many rows of the overall rate are mixed into each cluster's rate before clusters are put in
    /// order.
    /// </summary>
    public double PriorRows { get; init; } = DefaultPriorRows;
}
