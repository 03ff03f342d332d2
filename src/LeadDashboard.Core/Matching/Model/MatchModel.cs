using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Model;

/// <summary>
/// What the data say about agreement (Fellegi and Sunter 1969). MatchShare[f][level] = share of true pairs at that
/// level; StrangerShare[f][level] = share of strangers;
/// GivenShare[f][g][level] = share of strangers at that level of g once they agree in f (same city, same country). All
/// over the pairs where the field is filled on both sides.
/// Invariant: each sums to 1 over the levels that are evidence, Different to Moved.
/// </summary>
/// <param name="Prior">Share of duplicates among all pairs, 0..1.</param>
public sealed record MatchModel(
    IReadOnlyList<MatchField> Fields,
    double[][] MatchShare,
    double[][] StrangerShare,
    double[][][] GivenShare,
    double Prior
)
{
    internal const int LevelCount = 7;

    /// <summary>
    /// Evidence of a level alone in bits: log2 of how much likelier it is among true pairs than among strangers; 0 for
    /// Missing and Implied.
    /// </summary>
    public double Bits(int field, MatchLevel level) =>
        level is MatchLevel.Missing or MatchLevel.Implied
            ? 0
            : Math.Log2(MatchShare[field][(int)level] / StrangerShare[field][(int)level]);

    /// <summary>log2 of the share of true pairs at the level, bounded as the shares in a sum of evidence are.</summary>
    internal double MatchBits(int field, MatchLevel level) => Math.Log2(Math.Max(MatchShare[field][(int)level], 1e-12));

    internal double PriorBits => Math.Log2(Prior / (1 - Prior));

    internal static double ToProbability(double bits) => 1 / (1 + Math.Pow(2, -bits));
}
