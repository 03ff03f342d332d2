namespace LeadDashboard.Learning.Evaluation;

/// <summary>
/// Outcomes grouped by equal probability, best first. Everything that ranks works on these groups, so that the order of
/// ties,
/// which means nothing, can never move a figure.
/// </summary>
public sealed class RankedOutcomes
{
    private RankedOutcomes(double[] probabilities, double[] wins, double[] rows)
    {
        Probabilities = probabilities;
        Wins = wins;
        Rows = rows;
        WinCount = wins.Sum();
        RowCount = rows.Sum();
    }

    /// <summary>double[groupCount], strictly decreasing.</summary>
    public double[] Probabilities { get; }

    /// <summary>double[groupCount], wins in the group.</summary>
    public double[] Wins { get; }

    /// <summary>double[groupCount], leads in the group.</summary>
    public double[] Rows { get; }

    public double WinCount { get; }

    public double RowCount { get; }

    public double LossCount => RowCount - WinCount;

    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="probabilities">double[rowCount], any scores where higher is better.</param>
    public static RankedOutcomes From(float[] labels, double[] probabilities)
    {
        Require(labels, probabilities);
        var order = OrderDescending(probabilities);
        var groups = new List<double>();
        var wins = new List<double>();
        var rows = new List<double>();
        foreach (var row in order)
        {
            if (groups.Count == 0 || groups[^1] != probabilities[row])
            {
                groups.Add(probabilities[row]);
                wins.Add(0);
                rows.Add(0);
            }

            wins[^1] += labels[row];
            rows[^1]++;
        }

        return new RankedOutcomes([.. groups], [.. wins], [.. rows]);
    }

    /// <summary>
    /// Wins among the best-scored <paramref name="rows"/> leads; inside a group of ties they come evenly.
    /// </summary>
    public double WinsInBest(double rows)
    {
        double wins = 0,
            seen = 0;
        for (var g = 0; g < Rows.Length && seen < rows; g++)
        {
            var taken = Math.Min(Rows[g], rows - seen);
            wins += Wins[g] * taken / Rows[g];
            seen += taken;
        }

        return wins;
    }

    internal static void Require(float[] labels, double[] probabilities)
    {
        if (labels.Length != probabilities.Length)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {probabilities.Length} probabilities. Give one of each per row.",
                nameof(labels)
            );
        }

        var bad = Array.FindIndex(probabilities, double.IsNaN);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The probability of row {bad} is not a number. Score every row before measuring.",
                nameof(probabilities)
            );
        }
    }

    internal static int[] OrderDescending(double[] probabilities)
    {
        var keys = new double[probabilities.Length];
        var order = new int[probabilities.Length];
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = -probabilities[i];
            order[i] = i;
        }

        Array.Sort(keys, order);
        return order;
    }
}
