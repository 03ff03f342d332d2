using LeadDashboard.Learning.Evaluation;
using Odds = LeadDashboard.Learning.Losses.LogOdds;

namespace LeadDashboard.Learning.Drift;

/// <summary>
/// Local base rate: how often leads were won around each moment, as log-odds, which a model of the leads need not
/// explain. The number of neighbours is chosen by leave-one-out log-loss; where no number is clearly better than the
/// overall rate, there is no level but that.
/// </summary>
/// <param name="NeighbourCount">Rows on each side that make a row's level; 0 = one level throughout.</param>
/// <param name="LogOdds">double[rowCount], level of each row.</param>
/// <param name="Newest">Level of the newest rows.</param>
public sealed record LocalBaseRate(int NeighbourCount, double[] LogOdds, double Newest)
{
    /// <summary>Rows of the overall rate mixed into every local rate.</summary>
    private const double PriorRows = 20;

    private static readonly int[] NeighbourCounts = [100, 200, 400, 800, 1600, 3200, 6400];

    /// <param name="labels">float[rowCount] in time order, oldest first; 0 = lost, 1 = won.</param>
    public static LocalBaseRate Fit(float[] labels)
    {
        var sums = Sums(labels);
        var constant = Losses(sums, labels, labels.Length);
        var best = 0;
        var bestLosses = constant;
        foreach (var neighbours in NeighbourCounts.Where(count => count <= labels.Length / 4))
        {
            var losses = Losses(sums, labels, neighbours);
            if (losses.Sum() < bestLosses.Sum())
            {
                (best, bestLosses) = (neighbours, losses);
            }
        }

        var gains = constant.Zip(bestLosses, (all, local) => all - local).ToArray();
        var isClear = best > 0 && gains.Average() > 2 * Bootstrap.StandardError(gains);
        return At(sums, isClear ? best : 0);
    }

    /// <summary>The levels with a given number of neighbours.</summary>
    /// <param name="labels">float[rowCount] in time order.</param>
    /// <param name="neighbourCount">0 = one level throughout.</param>
    public static LocalBaseRate At(float[] labels, int neighbourCount) => At(Sums(labels), neighbourCount);

    private static LocalBaseRate At(double[] sums, int neighbourCount)
    {
        var rowCount = sums.Length - 1;
        var levels = new double[rowCount];
        for (var row = 0; row < rowCount; row++)
        {
            var reach = neighbourCount == 0 ? rowCount : neighbourCount;
            int from = Math.Max(0, row - reach),
                to = Math.Min(rowCount, row + reach + 1);
            levels[row] = Level(sums[to] - sums[from], to - from, sums);
        }

        // As many rows as a level has on one side: they foretold the next period better than longer stretches did.
        var count = neighbourCount == 0 ? rowCount : Math.Min(rowCount, neighbourCount);
        var newest = Level(sums[^1] - sums[rowCount - count], count, sums);
        return new LocalBaseRate(neighbourCount, levels, newest);
    }

    private static double[] Sums(float[] labels)
    {
        var sums = new double[labels.Length + 1];
        for (var row = 0; row < labels.Length; row++)
        {
            sums[row + 1] = sums[row] + labels[row];
        }

        return sums;
    }

    private static double Level(double wins, double rows, double[] sums)
    {
        var overall = (sums[^1] + 0.5) / sums.Length;
        return Odds.FromProbability((wins + PriorRows * overall) / (rows + PriorRows));
    }

    private static double[] Losses(double[] sums, float[] labels, int neighbours)
    {
        var losses = new double[labels.Length];
        for (var row = 0; row < losses.Length; row++)
        {
            int from = Math.Max(0, row - neighbours),
                to = Math.Min(losses.Length, row + neighbours + 1);
            losses[row] = Odds.Loss(Level(sums[to] - sums[from] - labels[row], to - from - 1, sums), labels[row]);
        }

        return losses;
    }
}
