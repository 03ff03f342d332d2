namespace LeadDashboard.Learning.Recommending;

/// <summary>Settings of <see cref="Recommender"/>.</summary>
public sealed record RecommenderOptions
{
    public const double DefaultContentWeight = 0.2;

    public static RecommenderOptions Default { get; } = new();

    public FactorOptions Factors { get; init; } = FactorOptions.Default;

    /// <summary>0..1: how much likeness of content counts beside taste, where item contents are given.</summary>
    public double ContentWeight { get; init; } = DefaultContentWeight;

    /// <summary>At least 1 neighbours kept per item, for the reasons.</summary>
    public int NeighbourCount { get; init; } = ItemNeighbours.DefaultNeighbourCount;
}
