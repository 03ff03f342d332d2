namespace LeadDashboard.Learning.Evaluation;

/// <summary>True against false positives over all thresholds, and the area below with its DeLong interval.</summary>
public static class RocCurve
{
    /// <summary>
    /// From (0,0) to (1,1), one point per distinct probability, thinned to about <paramref name="maxPoints"/>.
    /// </summary>
    public static IReadOnlyList<RocPoint> Points(RankedOutcomes ranked, int maxPoints = 201)
    {
        var points = new List<RocPoint> { new(0, 0, 1) };
        double wins = 0,
            losses = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            wins += ranked.Wins[g];
            losses += ranked.Rows[g] - ranked.Wins[g];
            points.Add(
                new RocPoint(Share(losses, ranked.LossCount), Share(wins, ranked.WinCount), ranked.Probabilities[g])
            );
        }

        if (points.Count == 1)
        {
            points.Add(new RocPoint(1, 1, 0));
        }

        points[^1] = points[^1] with { FalsePositiveRate = 1, TruePositiveRate = 1 };
        return Thinning.Keep(points, maxPoints);
    }

    /// <summary>P(a random win scores above a random loss), ties count half; 0.5 when one class is absent.</summary>
    public static double Area(RankedOutcomes ranked)
    {
        if (ranked.WinCount == 0 || ranked.LossCount == 0)
        {
            return 0.5;
        }

        double area = 0,
            winsAbove = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            var losses = ranked.Rows[g] - ranked.Wins[g];
            area += losses * (winsAbove + ranked.Wins[g] / 2);
            winsAbove += ranked.Wins[g];
        }

        return area / (ranked.WinCount * ranked.LossCount);
    }

    /// <summary>
    /// Area with a 95 % interval by DeLong, DeLong and Clarke-Pearson 1988: the variance of the placements
    /// of wins among losses and of losses among wins.
    /// </summary>
    public static Estimate AreaWithInterval(RankedOutcomes ranked)
    {
        var area = Area(ranked);
        if (ranked.WinCount < 2 || ranked.LossCount < 2)
        {
            return new Estimate(area, 0, 1);
        }

        double winSquares = 0,
            lossSquares = 0,
            winsAbove = 0,
            lossesAbove = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            var wins = ranked.Wins[g];
            var losses = ranked.Rows[g] - wins;
            var winPlacement = 1 - (lossesAbove + losses / 2) / ranked.LossCount;
            var lossPlacement = (winsAbove + wins / 2) / ranked.WinCount;
            winSquares += wins * (winPlacement - area) * (winPlacement - area);
            lossSquares += losses * (lossPlacement - area) * (lossPlacement - area);
            winsAbove += wins;
            lossesAbove += losses;
        }

        var variance =
            winSquares / (ranked.WinCount - 1) / ranked.WinCount
            + lossSquares / (ranked.LossCount - 1) / ranked.LossCount;
        var half = 1.959964 * Math.Sqrt(variance);
        return new Estimate(area, Math.Max(0, area - half), Math.Min(1, area + half));
    }

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
