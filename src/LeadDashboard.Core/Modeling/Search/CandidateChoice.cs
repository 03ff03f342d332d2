using System.Globalization;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>Chooses among candidates measured on the same unseen rows.</summary>
internal static class CandidateChoice
{
    /// <summary>
    /// Few rows leave a standard error so wide that everything would tie; more than this share of log-loss is no tie.
    /// </summary>
    private const double MaterialShare = 0.0005;

    /// <summary>
    /// Log-loss, summed over all rows, by which settings look too good on rows they were searched on. As with Akaike's
    /// criterion it does not grow with the rows.
    /// Measured on fifteen public data sets: against a blend, a learner lost two more on rows that took no part in the
    /// search (median; mean of the two kinds 1 to 3).
    /// </summary>
    private const double SearchedLogLoss = 3;

    /// <summary>
    /// The simplest candidate that ties with the one of the best log-loss: whose log-loss and PR-AUC are both within
    /// one standard error (paired, on the same rows) of it, and whose log-loss is
    /// not more than a twentieth of a percent above it.
    /// A single learner whose settings were searched on these very rows is taken to be a little worse than it looks.
    /// Smoothed rates, made for the cold start, must be the best themselves: few unseen rows cannot tell them apart,
    /// and later leads would pay for it.
    /// </summary>
    /// <param name="kinds">Simplest first.</param>
    /// <param name="probabilities">double[candidateCount][rowCount].</param>
    /// <param name="labels">float[rowCount].</param>
    /// <param name="isSearched">bool[candidateCount]: its settings are the best of several on these rows.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <returns>Index of the chosen one, and for every candidate why it was or was not.</returns>
    public static (int Chosen, string[] Why) Choose(
        IReadOnlyList<ModelKind> kinds,
        double[][] probabilities,
        float[] labels,
        IReadOnlyList<bool> isSearched,
        int seed
    )
    {
        var allowances = isSearched.Select(searched => searched ? SearchedLogLoss / labels.Length : 0).ToArray();
        var losses = probabilities
            .Select((candidate, c) => Quality.LogLoss(labels, candidate) + allowances[c])
            .ToArray();
        var best = Array.IndexOf(losses, losses.Min());
        var why = new string[kinds.Count];
        var chosen = -1;
        for (var c = 0; c < kinds.Count; c++)
        {
            if (c == best)
            {
                chosen = chosen < 0 ? c : chosen;
                why[c] =
                    chosen == c
                        ? "Best log-loss."
                        : $"Best log-loss, but the simpler '{kinds[chosen].Name()}' is within one standard error.";
                continue;
            }

            var loss = Bootstrap.LogLossDifference(labels, probabilities[best], probabilities[c]);
            var precision = Bootstrap.AveragePrecisionDifference(
                labels,
                probabilities[best],
                probabilities[c],
                seed,
                100
            );
            var behind = losses[c] - losses[best];
            var isTied =
                behind <= Math.Min(StandardError(loss), MaterialShare * losses[best])
                && precision.Value >= -StandardError(precision);
            var allowance =
                allowances[c] > allowances[best]
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $", {allowances[c]:0.0000} of it for settings searched on the same leads"
                    )
                    : "";
            var figures = string.Create(
                CultureInfo.InvariantCulture,
                $"log-loss {behind:+0.0000;-0.0000}, PR-AUC {precision.Value:+0.0000;-0.0000} against "
                    + $"'{kinds[best].Name()}'{allowance}"
            );
            if (isTied && chosen < 0 && kinds[c] != ModelKind.Rates)
            {
                chosen = c;
                why[c] = $"Simplest within one standard error: {figures}.";
            }
            else
            {
                why[c] = isTied ? $"Tied, but not the simplest: {figures}." : $"Behind: {figures}.";
            }
        }

        return (chosen, why);
    }

    private static double StandardError(Estimate difference) => (difference.High - difference.Low) / 3.919928;
}
