using MathNet.Numerics.Distributions;

namespace LeadDashboard.Learning.Evaluation;

/// <summary>
/// Population stability index of two samples of scores: sum over bins of (a - e) ln(a / e), where e and a are the
/// shares of the expected and the actual sample in a bin. 0 = the same; above 0.25 the populations differ.
/// </summary>
public static class PopulationStability
{
    /// <summary>The usual limit of a population that has shifted.</summary>
    public const double Shifted = 0.25;

    private const int BinCount = 10;

    /// <summary>99.9 % quantile of chi-square with BinCount - 1 degrees of freedom.</summary>
    private static readonly double NoiseQuantile = ChiSquared.InvCDF(BinCount - 1, 0.999);

    /// <param name="expected">double[n], n &gt; 0; its deciles are the bins.</param>
    /// <param name="actual">double[m], m &gt; 0.</param>
    /// <returns>0 or more. Half a row is added to every bin, so that an empty one is finite.</returns>
    public static double Index(double[] expected, double[] actual)
    {
        var edges = Edges(expected);
        var expectedShares = Shares(expected, edges);
        var actualShares = Shares(actual, edges);
        var sum = 0.0;
        for (var bin = 0; bin < expectedShares.Length; bin++)
        {
            sum += (actualShares[bin] - expectedShares[bin]) * Math.Log(actualShares[bin] / expectedShares[bin]);
        }

        return sum;
    }

    /// <summary>
    /// True where the index is above <see cref="Shifted"/> by more than small samples bring by chance: of two samples
    /// of one population, n and m rows, it is distributed like chi-square times (1 / n + 1 / m) (Yurdakul 2018).
    /// </summary>
    public static bool IsShifted(double index, int expectedCount, int actualCount) =>
        index > Shifted + (NoiseQuantile * ((1.0 / expectedCount) + (1.0 / actualCount)));

    /// <summary>Distinct inner deciles, rising.</summary>
    private static double[] Edges(double[] scores)
    {
        var sorted = (double[])scores.Clone();
        Array.Sort(sorted);
        return
        [
            .. Enumerable
                .Range(1, BinCount - 1)
                .Select(decile => sorted[(int)((long)decile * sorted.Length / BinCount)])
                .Distinct(),
        ];
    }

    /// <summary>double[edges + 1] above 0 that add up to 1; a score equal to an edge lies below it.</summary>
    private static double[] Shares(double[] scores, double[] edges)
    {
        var counts = new double[edges.Length + 1];
        Array.Fill(counts, 0.5);
        foreach (var score in scores)
        {
            var bin = Array.BinarySearch(edges, score);
            counts[bin < 0 ? ~bin : bin]++;
        }

        var total = scores.Length + (0.5 * counts.Length);
        return [.. counts.Select(count => count / total)];
    }
}
