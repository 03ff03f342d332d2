namespace LeadDashboard.Learning.Evaluation;

/// <summary>Right and wrong calls by threshold.</summary>
public static class ConfusionTable
{
    /// <summary>
    /// 101 rows, thresholds 0.00, 0.01 .. 1.00; a lead is called when its probability is at least the threshold.
    /// </summary>
    public static IReadOnlyList<Confusion> Rows(RankedOutcomes ranked) =>
        [.. Enumerable.Range(0, 101).Select(percent => At(ranked, percent / 100.0))];

    public static Confusion At(RankedOutcomes ranked, double threshold)
    {
        double wins = 0,
            rows = 0;
        for (var g = 0; g < ranked.Rows.Length && ranked.Probabilities[g] >= threshold; g++)
        {
            wins += ranked.Wins[g];
            rows += ranked.Rows[g];
        }

        long truePositives = (long)Math.Round(wins),
            falsePositives = (long)Math.Round(rows - wins);
        return new Confusion(
            threshold,
            truePositives,
            falsePositives,
            (long)Math.Round(ranked.LossCount) - falsePositives,
            (long)Math.Round(ranked.WinCount) - truePositives
        );
    }

    /// <summary>The threshold with the best F1; the lowest where several tie.</summary>
    public static double BestThreshold(IReadOnlyList<Confusion> confusions) =>
        confusions.MaxBy(confusion => confusion.F1)?.Threshold ?? 0.5;
}
