namespace LeadDashboard.Learning.Evaluation;

/// <summary>Where wins and losses lie furthest apart.</summary>
/// <param name="Value">0..1, the largest distance between the cumulative shares of wins and losses; 0 when one class is
/// absent.</param>
/// <param name="Threshold">The probability at which it is reached: leads scored at least this.</param>
/// <param name="LeadShare">Their share of all leads, 0..1.</param>
/// <param name="WinShare">Their share of all wins.</param>
/// <param name="LossShare">Their share of all losses.</param>
public sealed record KsPoint(double Value, double Threshold, double LeadShare, double WinShare, double LossShare);

/// <summary>
/// The two-sample statistic of Kolmogorov and Smirnov on the scores of wins and losses. Ties count as one step.
/// </summary>
public static class KolmogorovSmirnov
{
    /// <summary>The largest distance; the highest threshold where several tie.</summary>
    public static KsPoint Largest(RankedOutcomes ranked)
    {
        var best = new KsPoint(0, 1, 0, 0, 0);
        if (ranked.WinCount == 0 || ranked.LossCount == 0)
        {
            return best;
        }

        foreach (var point in Points(ranked, int.MaxValue))
        {
            best = point.Value > best.Value ? point : best;
        }

        return best;
    }

    /// <summary>
    /// Both cumulative shares from (0, 0) to (1, 1), at most <paramref name="maxPoints"/>; Value is the distance at
    /// each point.
    /// </summary>
    public static IReadOnlyList<KsPoint> Points(RankedOutcomes ranked, int maxPoints = 201)
    {
        var points = new List<KsPoint> { new(0, 1, 0, 0, 0) };
        double wins = 0,
            rows = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            wins += ranked.Wins[g];
            rows += ranked.Rows[g];
            var leadShare = rows / ranked.RowCount;
            var winShare = ranked.WinCount == 0 ? leadShare : wins / ranked.WinCount;
            var lossShare = ranked.LossCount == 0 ? leadShare : (rows - wins) / ranked.LossCount;
            points.Add(
                new KsPoint(Math.Abs(winShare - lossShare), ranked.Probabilities[g], leadShare, winShare, lossShare)
            );
        }

        if (points.Count == 1)
        {
            points.Add(new KsPoint(0, 0, 1, 1, 1));
        }

        points[^1] = points[^1] with { Value = 0, LeadShare = 1, WinShare = 1, LossShare = 1 };
        return Thinning.Keep(points, maxPoints);
    }
}
