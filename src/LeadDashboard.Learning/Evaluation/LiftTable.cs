namespace LeadDashboard.Learning.Evaluation;

/// <summary>Ten equal tenths of the leads, best scored first.</summary>
public static class LiftTable
{
    /// <summary>Always ten rows when there is a lead; equal scores that straddle a border are divided evenly.</summary>
    public static IReadOnlyList<LiftDecile> Deciles(RankedOutcomes ranked)
    {
        if (ranked.RowCount == 0)
        {
            return [];
        }

        var overall = ranked.WinCount / ranked.RowCount;
        var deciles = new List<LiftDecile>(10);
        double winsBefore = 0;
        for (var number = 1; number <= 10; number++)
        {
            var rows = ranked.RowCount / 10;
            var winsToHere = ranked.WinsInBest(ranked.RowCount * number / 10);
            var wins = winsToHere - winsBefore;
            winsBefore = winsToHere;
            var rate = wins / rows;
            var cumulativeRate = winsToHere / (rows * number);
            deciles.Add(
                new LiftDecile(
                    number,
                    rows,
                    wins,
                    LimitAt(ranked, ranked.RowCount * number / 10),
                    rate,
                    overall == 0 ? 0 : rate / overall,
                    overall == 0 ? 0 : cumulativeRate / overall,
                    ranked.WinCount == 0 ? 0 : winsToHere / ranked.WinCount
                )
            );
        }

        return deciles;
    }

    private static double LimitAt(RankedOutcomes ranked, double rows)
    {
        double seen = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            seen += ranked.Rows[g];
            if (seen >= rows - 1e-9)
            {
                return ranked.Probabilities[g];
            }
        }

        return ranked.Probabilities[^1];
    }
}
