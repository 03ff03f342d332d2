using System.Globalization;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Modeling;

/// <summary>Chooses among candidates measured on the same unseen rows.</summary>
internal static class CandidateChoice
{
    /// <summary>Few rows leave a standard error so wide that everything would tie; more than this share of log-loss is no tie.</summary>
    private const double MaterialShare = 0.0005;

    /// <summary>
    /// The simplest candidate that ties with the one of the best log-loss: whose log-loss and PR-AUC are both within one standard error (paired, on the same rows) of it, and whose log-loss is
    /// not more than a twentieth of a percent above it.
    /// Smoothed rates, made for the cold start, must be the best themselves: few unseen rows cannot tell them apart, and later leads would pay for it.
    /// </summary>
    /// <param name="kinds">Simplest first.</param>
    /// <param name="probabilities">double[candidateCount][rowCount].</param>
    /// <param name="labels">float[rowCount].</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <returns>Index of the chosen one, and for every candidate why it was or was not.</returns>
    public static (int Chosen, string[] Why) Choose(IReadOnlyList<string> kinds, double[][] probabilities, float[] labels, int seed)
    {
        var losses = probabilities.Select(candidate => Quality.LogLoss(labels, candidate)).ToArray();
        var best = Array.IndexOf(losses, losses.Min());
        var why = new string[kinds.Count];
        var chosen = -1;
        for (var c = 0; c < kinds.Count; c++)
        {
            if (c == best)
            {
                chosen = chosen < 0 ? c : chosen;
                why[c] = chosen == c ? "Best log-loss." : $"Best log-loss, but the simpler '{kinds[chosen]}' is within one standard error.";
                continue;
            }

            var loss = Bootstrap.LogLossDifference(labels, probabilities[best], probabilities[c]);
            var precision = Bootstrap.AveragePrecisionDifference(labels, probabilities[best], probabilities[c], seed, 100);
            var isTied = loss.Value <= Math.Min(StandardError(loss), MaterialShare * losses[best]) && precision.Value >= -StandardError(precision);
            var figures = string.Create(CultureInfo.InvariantCulture, $"log-loss {loss.Value:+0.0000;-0.0000}, PR-AUC {precision.Value:+0.0000;-0.0000} against '{kinds[best]}'");
            if (isTied && chosen < 0 && !string.Equals(kinds[c], "rates", StringComparison.Ordinal))
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
