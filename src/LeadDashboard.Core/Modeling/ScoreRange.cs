using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Linear;

namespace LeadDashboard.Core.Modeling;

/// <summary>
/// The doubt around a probability, as offsets on the log-odds scale by stretch of unseen scores, interpolated in between. Two doubts are joined (root of the
/// sum of squares): how far the win rate of the stretch may lie from its mean score (90 % Wilson interval: few outcomes make a wide range), and how far
/// other ways to learn from the same leads, nearly as good, place the same leads elsewhere (their 90 % distance).
/// </summary>
public sealed record ScoreRange(IReadOnlyList<double> Centres, IReadOnlyList<double> LowOffsets, IReadOnlyList<double> HighOffsets)
{
    private const double Z90 = 1.644854;

    /// <param name="unseenLogOdds">Calibrated log-odds of rows the model had not seen.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="others">The same rows by other candidates.</param>
    public static ScoreRange Fit(double[] unseenLogOdds, float[] labels, IReadOnlyList<double[]> others)
    {
        var order = Enumerable.Range(0, labels.Length).OrderBy(row => unseenLogOdds[row]).ToArray();
        var binCount = Math.Clamp(labels.Length / 100, 1, 20);
        var centres = new List<double>();
        var lows = new List<double>();
        var highs = new List<double>();
        for (var bin = 0; bin < binCount; bin++)
        {
            var rows = order[(int)((long)bin * order.Length / binCount)..(int)((long)(bin + 1) * order.Length / binCount)];
            var mean = rows.Average(row => LogOdds.ToProbability(unseenLogOdds[row]));
            var (low, high) = Wilson.Interval(rows.Sum(row => (double)labels[row]), rows.Length, Z90);
            var centre = LogOdds.FromProbability(mean);
            if (centres.Count > 0 && centre <= centres[^1])
            {
                continue;
            }

            var distance = Distance(rows, unseenLogOdds, others);
            centres.Add(centre);
            lows.Add(-Join(Math.Min(0, LogOdds.FromProbability(Math.Max(low, 1e-4)) - centre), distance));
            highs.Add(Join(Math.Max(0, LogOdds.FromProbability(Math.Min(high, 1 - 1e-4)) - centre), distance));
        }

        return new ScoreRange(centres, lows, highs);
    }

    /// <summary>0 &lt;= Low &lt;= probability &lt;= High &lt;= 1.</summary>
    public (double Low, double High) At(double logOdds) =>
        (LogOdds.ToProbability(logOdds + Offset(LowOffsets, logOdds)), LogOdds.ToProbability(logOdds + Offset(HighOffsets, logOdds)));

    private static double Join(double left, double right) => Math.Sqrt(left * left + right * right);

    /// <summary>The distance that nine of ten rows do not exceed, of the candidate farthest away.</summary>
    private static double Distance(int[] rows, double[] unseenLogOdds, IReadOnlyList<double[]> others)
    {
        var largest = 0.0;
        foreach (var other in others)
        {
            var distances = rows.Select(row => Math.Abs(other[row] - unseenLogOdds[row])).Order().ToArray();
            largest = Math.Max(largest, distances[(int)(0.9 * (distances.Length - 1))]);
        }

        return largest;
    }

    private double Offset(IReadOnlyList<double> offsets, double logOdds)
    {
        var upper = 0;
        while (upper < Centres.Count && Centres[upper] < logOdds)
        {
            upper++;
        }

        if (upper == 0 || upper == Centres.Count)
        {
            return Centres.Count == 0 ? 0 : offsets[Math.Min(upper, Centres.Count - 1)];
        }

        var share = (logOdds - Centres[upper - 1]) / (Centres[upper] - Centres[upper - 1]);
        return offsets[upper - 1] + share * (offsets[upper] - offsets[upper - 1]);
    }
}
