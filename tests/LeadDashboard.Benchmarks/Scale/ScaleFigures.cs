using System.Diagnostics;

namespace LeadDashboard.Benchmarks.Scale;

/// <summary>What one learner needs and reaches.</summary>
/// <param name="FitSeconds">100 trees of 31 leaves on 80 % of the rows.</param>
/// <param name="PredictSecondsPerMillion">Per 1,000,000 rows.</param>
/// <param name="ReasonSecondsPer100k">Exact SHAP per 100,000 rows.</param>
/// <param name="Auc">On the other 20 %.</param>
/// <param name="PeakMebibytes">Peak resident memory of the process.</param>
internal sealed record ScaleFigures(
    double FitSeconds,
    double PredictSecondsPerMillion,
    double ReasonSecondsPer100k,
    double Auc,
    double PeakMebibytes
)
{
    /// <summary>Share of (won, lost) pairs in the right order; ties count half.</summary>
    public static double AucOf(double[] raw, float[] labels)
    {
        var order = Enumerable.Range(0, raw.Length).OrderBy(i => raw[i]).ToArray();
        double pairs = 0,
            lost = 0,
            won = 0;
        for (var start = 0; start < order.Length;)
        {
            double tiedLost = 0,
                tiedWon = 0;
            var end = start;
            for (; end < order.Length && raw[order[end]] == raw[order[start]]; end++)
            {
                tiedWon += labels[order[end]];
                tiedLost += 1 - labels[order[end]];
            }

            pairs += tiedWon * (lost + (0.5 * tiedLost));
            lost += tiedLost;
            won += tiedWon;
            start = end;
        }

        return pairs / (lost * won);
    }

    /// <summary>Mebibytes.</summary>
    public static double PeakOfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
