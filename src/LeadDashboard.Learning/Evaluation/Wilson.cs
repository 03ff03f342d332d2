namespace LeadDashboard.Learning.Evaluation;

/// <summary>The score interval of a rate (Wilson 1927): never outside 0..1, sensible for few rows.</summary>
public static class Wilson
{
    /// <param name="wins">0..rows, may be fractional.</param>
    /// <param name="rows">&gt;= 0; 0 gives 0..1.</param>
    /// <param name="z">Normal quantile, 1.96 for 95 %.</param>
    public static (double Low, double High) Interval(double wins, double rows, double z = 1.959964)
    {
        if (rows <= 0)
        {
            return (0, 1);
        }

        var rate = wins / rows;
        var shrink = 1 + z * z / rows;
        var middle = (rate + z * z / (2 * rows)) / shrink;
        var half = z / shrink * Math.Sqrt(rate * (1 - rate) / rows + z * z / (4 * rows * rows));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
