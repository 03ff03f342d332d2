using System.Text.Json.Serialization;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Ranges;

/// <summary>
/// The uncertainty around a probability, on the log-odds scale. Two uncertainties are joined (root of the sum of
/// squares): how far
/// the win rate of a stretch of unseen
/// scores may lie from its mean score (90 % Wilson interval, by stretch, interpolated in between), and how far the
/// model itself may be off for leads like
/// this one (<see cref="Uncertainty"/>).
/// </summary>
public sealed record ScoreRange(
    IReadOnlyList<double> Centres,
    IReadOnlyList<double> LowOffsets,
    IReadOnlyList<double> HighOffsets
)
{
    private const double Z90 = 1.644854;
    private const int MinStretchRows = 200;
    private const int MaxStretches = 10;

    /// <summary>Columns that matter in a usual model.</summary>
    private const double ThinColumns = 8;

    /// <summary>
    /// A deviation is itself an estimate of few pieces; the tails of what is divided by it are heavier than normal
    /// (Student 1908): 2.015 / 1.645 at five degrees of freedom, as six thirds leave.
    /// </summary>
    private const double TailFactor = 1.225;

    /// <summary>Offset of an end at 0 or 1, in log-odds: where nobody of a stretch was won, nobody may be.</summary>
    private const double Certain = 60;

    /// <summary>
    /// An end nearer to 0 or 1 is told as 0 or 1: one win in the rows of a stretch. Fewer than one expected among them
    /// cannot be told from none.
    /// </summary>
    public double Resolution { get; init; }

    /// <summary>
    /// Lead by lead; null in a model of few rows or of an older program: then the stretch alone decides.
    /// </summary>
    [JsonIgnore]
    public UncertaintyModel? Uncertainty { get; init; }

    /// <summary>
    /// Standard deviation that few outcomes alone leave, in log-odds: one column that parts the leads in halves moves a
    /// score with variance
    /// 1 / wins + 1 / losses. Models of so few leads are all drawn to the overall rate, so that they agree more than
    /// they know.
    /// </summary>
    public double ThinDeviation { get; init; }

    /// <summary>double[rowCount], standard deviation of each score, in log-odds.</summary>
    public double[] Deviations(FeatureTable table, int maxThreads = 1)
    {
        var deviations = Uncertainty?.Deviations(table, maxThreads) ?? new double[table.RowCount];
        for (var row = 0; row < deviations.Length; row++)
        {
            deviations[row] = Join(deviations[row], ThinDeviation);
        }

        return deviations;
    }

    /// <param name="unseenLogOdds">Calibrated log-odds of rows the model had not seen.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    public static ScoreRange Fit(double[] unseenLogOdds, float[] labels)
    {
        var order = Enumerable.Range(0, labels.Length).OrderBy(row => unseenLogOdds[row]).ToArray();
        var binCount = Math.Clamp(labels.Length / MinStretchRows, 1, MaxStretches);
        var centres = new List<double>();
        var lows = new List<double>();
        var highs = new List<double>();
        for (var bin = 0; bin < binCount; bin++)
        {
            var rows = order[
                (int)((long)bin * order.Length / binCount)..(int)((long)(bin + 1) * order.Length / binCount)
            ];
            var mean = rows.Average(row => LogOdds.ToProbability(unseenLogOdds[row]));
            var (low, high) = Wilson.Interval(rows.Sum(row => (double)labels[row]), rows.Length, Z90);
            var centre = LogOdds.FromProbability(mean);
            if (centres.Count > 0 && centre <= centres[^1])
            {
                continue;
            }

            centres.Add(centre);
            lows.Add(low <= 0 ? -Certain : Math.Min(0, LogOdds.FromProbability(low) - centre));
            highs.Add(high >= 1 ? Certain : Math.Max(0, LogOdds.FromProbability(high) - centre));
        }

        double wins = labels.Sum(),
            losses = labels.Length - wins;
        return new ScoreRange(centres, lows, highs)
        {
            Resolution = (double)binCount / labels.Length,
            ThinDeviation = Math.Sqrt(ThinColumns * (1 / (wins + 0.5) + 1 / (losses + 0.5))),
        };
    }

    /// <summary>0 &lt;= Low &lt;= probability &lt;= High &lt;= 1.</summary>
    /// <param name="logOdds">Calibrated.</param>
    /// <param name="deviation">Of the lead, by <see cref="Deviations"/>.</param>
    public (double Low, double High) At(double logOdds, double deviation = 0)
    {
        var low = LogOdds.ToProbability(logOdds - Join(Offset(LowOffsets, logOdds), TailFactor * Z90 * deviation));
        var high = LogOdds.ToProbability(logOdds + Join(Offset(HighOffsets, logOdds), TailFactor * Z90 * deviation));
        return (low < Resolution ? 0 : low, high > 1 - Resolution ? 1 : high);
    }

    private static double Join(double left, double right) => Math.Sqrt(left * left + right * right);

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
