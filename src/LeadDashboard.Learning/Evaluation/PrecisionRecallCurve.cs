namespace LeadDashboard.Learning.Evaluation;

/// <summary>Precision against recall over all thresholds, and average precision.</summary>
public static class PrecisionRecallCurve
{
    /// <summary>
    /// One point per distinct probability in the order of falling thresholds, thinned; starts at recall 0, ends at
    /// recall 1.
    /// </summary>
    public static IReadOnlyList<PrecisionRecallPoint> Points(RankedOutcomes ranked, int maxPoints = 201)
    {
        var points = new List<PrecisionRecallPoint>();
        double wins = 0,
            rows = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            wins += ranked.Wins[g];
            rows += ranked.Rows[g];
            var recall = ranked.WinCount == 0 ? 0 : wins / ranked.WinCount;
            if (g == 0)
            {
                points.Add(new PrecisionRecallPoint(0, wins / rows, 1));
            }

            points.Add(new PrecisionRecallPoint(recall, wins / rows, ranked.Probabilities[g]));
        }

        return Thinning.Keep(points, maxPoints);
    }

    /// <summary>
    /// Average precision = sum over thresholds of (recall step) * precision, 0..1; the win rate is chance. 0 without
    /// wins.
    /// </summary>
    public static double Area(RankedOutcomes ranked) => Area(ranked.Wins, ranked.Rows);

    internal static double Area(ReadOnlySpan<double> wins, ReadOnlySpan<double> rows)
    {
        double area = 0,
            winsSoFar = 0,
            rowsSoFar = 0;
        for (var g = 0; g < wins.Length; g++)
        {
            winsSoFar += wins[g];
            rowsSoFar += rows[g];
            if (wins[g] > 0)
            {
                area += wins[g] * winsSoFar / rowsSoFar;
            }
        }

        return winsSoFar == 0 ? 0 : area / winsSoFar;
    }
}
