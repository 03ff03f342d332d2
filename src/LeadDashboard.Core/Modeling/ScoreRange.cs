using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Linear;

namespace LeadDashboard.Core.Modeling;

/// <summary>
/// The doubt around a probability: in each stretch of unseen scores, how far the win rate may lie from the mean score (90 % Wilson interval),
/// as offsets on the log-odds scale, interpolated in between. Few outcomes in a stretch make a wide range.
/// </summary>
public sealed record ScoreRange(IReadOnlyList<double> Centres, IReadOnlyList<double> LowOffsets, IReadOnlyList<double> HighOffsets)
{
    private const double Z90 = 1.644854;

    /// <param name="unseenLogOdds">Calibrated log-odds of rows the model had not seen.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    public static ScoreRange Fit(double[] unseenLogOdds, float[] labels)
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

            centres.Add(centre);
            lows.Add(Math.Min(0, LogOdds.FromProbability(Math.Max(low, 1e-4)) - centre));
            highs.Add(Math.Max(0, LogOdds.FromProbability(Math.Min(high, 1 - 1e-4)) - centre));
        }

        return new ScoreRange(centres, lows, highs);
    }

    /// <summary>0 &lt;= Low &lt;= probability &lt;= High &lt;= 1.</summary>
    public (double Low, double High) At(double logOdds) =>
        (LogOdds.ToProbability(logOdds + Offset(LowOffsets, logOdds)), LogOdds.ToProbability(logOdds + Offset(HighOffsets, logOdds)));

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
