namespace LeadDashboard.Learning.Evaluation;

/// <summary>Which share of all wins the best-scored x % of leads hold.</summary>
public static class GainsCurve
{
    /// <summary>
    /// At most <paramref name="maxPoints"/> points from (0,0) to (1,1); inside a group of ties the line is straight.
    /// </summary>
    public static IReadOnlyList<GainsPoint> Points(RankedOutcomes ranked, int maxPoints = 201)
    {
        var points = new List<GainsPoint> { new(0, 0) };
        double wins = 0,
            rows = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            wins += ranked.Wins[g];
            rows += ranked.Rows[g];
            points.Add(
                new GainsPoint(
                    rows / ranked.RowCount,
                    ranked.WinCount == 0 ? rows / ranked.RowCount : wins / ranked.WinCount
                )
            );
        }

        if (points.Count == 1)
        {
            points.Add(new GainsPoint(1, 1));
        }

        points[^1] = new GainsPoint(1, 1);
        return Thinning.Keep(points, maxPoints);
    }

    /// <summary>
    /// Share of wins in the best-scored <paramref name="leadShare"/> (0..1) of leads; ties interpolated.
    /// </summary>
    public static double WinShareAt(RankedOutcomes ranked, double leadShare) =>
        ranked.WinCount == 0 ? leadShare : ranked.WinsInBest(leadShare * ranked.RowCount) / ranked.WinCount;
}
