namespace LeadDashboard.Learning.Evaluation;

/// <summary>
/// Two areas under ROC curves on the same leads (DeLong, DeLong and Clarke-Pearson 1988), in O(n log n) by mid-ranks
/// (Sun and Xu 2014).
/// The interval of one area is <see cref="RocCurve.AreaWithInterval"/>.
/// </summary>
public static class DeLong
{
    /// <summary>
    /// Challenger minus champion, -1..1, higher is better, with its 95 % interval; -1..1 with fewer than two wins or
    /// two losses.
    /// </summary>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="champion">double[rowCount].</param>
    /// <param name="challenger">double[rowCount], of the same leads.</param>
    public static Estimate Difference(float[] labels, double[] champion, double[] challenger)
    {
        RankedOutcomes.Require(labels, champion);
        RankedOutcomes.Require(labels, challenger);
        double[] old = Placements(labels, champion, out var oldArea),
            young = Placements(labels, challenger, out var youngArea);
        var value = youngArea - oldArea;
        double wins = labels.Count(label => label > 0.5f),
            losses = labels.Length - wins;
        if (wins < 2 || losses < 2)
        {
            return new Estimate(value, -1, 1);
        }

        double winSquares = 0,
            lossSquares = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            var difference = young[row] - old[row] - value;
            if (labels[row] > 0.5f)
            {
                winSquares += difference * difference;
            }
            else
            {
                lossSquares += difference * difference;
            }
        }

        var half = 1.959964 * Math.Sqrt(winSquares / (wins - 1) / wins + lossSquares / (losses - 1) / losses);
        return new Estimate(value, Math.Max(-1, value - half), Math.Min(1, value + half));
    }

    /// <summary>
    /// For a win the share of losses scored below it, for a loss the share of wins scored above it; ties half. Both
    /// average to the area.
    /// </summary>
    internal static double[] Placements(float[] labels, double[] scores, out double area)
    {
        var order = RankedOutcomes.OrderDescending(scores);
        double wins = labels.Count(label => label > 0.5f),
            losses = labels.Length - wins;
        var placements = new double[labels.Length];
        area = 0.5;
        if (wins == 0 || losses == 0)
        {
            Array.Fill(placements, 0.5);
            return placements;
        }

        double winsAbove = 0,
            lossesAbove = 0,
            sum = 0;
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            double groupWins = 0;
            for (; end < order.Length && scores[order[end]] == scores[order[i]]; end++)
            {
                groupWins += labels[order[end]] > 0.5f ? 1 : 0;
            }

            var groupLosses = end - i - groupWins;
            for (; i < end; i++)
            {
                var isWin = labels[order[i]] > 0.5f;
                placements[order[i]] = isWin
                    ? 1 - (lossesAbove + groupLosses / 2) / losses
                    : (winsAbove + groupWins / 2) / wins;
                sum += isWin ? placements[order[i]] : 0;
            }

            winsAbove += groupWins;
            lossesAbove += groupLosses;
        }

        area = sum / wins;
        return placements;
    }
}
