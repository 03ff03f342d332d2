namespace LeadDashboard.Learning.Evaluation;

/// <summary>
/// The mean squared error of probabilities taken apart: Brier = Reliability - Resolution + Uncertainty + WithinBins.
/// </summary>
/// <param name="Brier">0..1, lower is better.</param>
/// <param name="Reliability">&gt;= 0: mean squared distance of a bin's mean probability from its observed rate; lower
/// is better.</param>
/// <param name="Resolution">&gt;= 0: mean squared distance of a bin's observed rate from the overall rate; higher is
/// better.</param>
/// <param name="Uncertainty">0..0.25: rate (1 - rate), given by the leads and not by the model.</param>
/// <param name="WithinBins">What is left because probabilities differ inside a bin; 0 with one bin per distinct
/// probability.</param>
/// <param name="Skill">1 - Brier / Uncertainty: 0 = always saying the overall rate, 1 = perfect; 0 when one class is
/// absent.</param>
public sealed record BrierParts(
    double Brier,
    double Reliability,
    double Resolution,
    double Uncertainty,
    double WithinBins,
    double Skill
);

/// <summary>Brier score and its decomposition (Murphy 1973; Stephenson, Coelho and Jolliffe 2008 for bins).</summary>
public static class BrierScore
{
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="probabilities">double[rowCount], 0..1.</param>
    /// <param name="maxBins">One bin per distinct probability up to this many, else bins of about equal counts that
    /// never divide ties.</param>
    public static BrierParts Decompose(float[] labels, double[] probabilities, int maxBins = 20)
    {
        var ranked = RankedOutcomes.From(labels, probabilities);
        if (ranked.RowCount == 0)
        {
            return new BrierParts(0, 0, 0, 0, 0, 0);
        }

        double rate = ranked.WinCount / ranked.RowCount,
            brier = 0,
            reliability = 0,
            resolution = 0;
        double binRows = 0,
            binWins = 0,
            binSum = 0,
            seen = 0;
        var bins = Math.Min(Math.Max(1, maxBins), ranked.Rows.Length);
        var closed = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            double p = ranked.Probabilities[g],
                rows = ranked.Rows[g],
                wins = ranked.Wins[g];
            brier += wins * (1 - p) * (1 - p) + (rows - wins) * p * p;
            (binRows, binWins, binSum, seen) = (binRows + rows, binWins + wins, binSum + rows * p, seen + rows);
            var isFull = bins == ranked.Rows.Length || seen >= ranked.RowCount * (closed + 1) / bins;
            if (!isFull && g + 1 < ranked.Rows.Length)
            {
                continue;
            }

            reliability += binRows * Square(binSum / binRows - binWins / binRows);
            resolution += binRows * Square(binWins / binRows - rate);
            (binRows, binWins, binSum) = (0, 0, 0);
            closed = Math.Max(closed + 1, (int)(seen * bins / ranked.RowCount));
        }

        var uncertainty = rate * (1 - rate);
        (brier, reliability, resolution) = (
            brier / ranked.RowCount,
            reliability / ranked.RowCount,
            resolution / ranked.RowCount
        );
        return new BrierParts(
            brier,
            reliability,
            resolution,
            uncertainty,
            brier - reliability + resolution - uncertainty,
            uncertainty == 0 ? 0 : 1 - brier / uncertainty
        );
    }

    private static double Square(double value) => value * value;
}
