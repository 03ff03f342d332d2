using LeadDashboard.Core.Modeling.Ranges;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>A candidate with its scores of the unseen rows.</summary>
/// <param name="Candidate">What was fitted.</param>
/// <param name="Probabilities">double[unseenRowCount].</param>
/// <param name="RangeLogOdds">double[rangeRowCount], calibrated log-odds of rows not seen.</param>
/// <param name="Calibration">Kind of its calibrator.</param>
/// <param name="FitSeconds">Of its members.</param>
internal sealed record ScoredCandidate(
    Candidate Candidate,
    double[] Probabilities,
    double[] RangeLogOdds,
    string Calibration,
    double FitSeconds
);

/// <summary>Candidates measured on the same unseen rows.</summary>
/// <param name="Chosen">Index of the chosen candidate.</param>
/// <param name="Candidates">What was measured.</param>
/// <param name="Results">One per candidate.</param>
/// <param name="Probabilities">double[candidateCount][unseenRowCount].</param>
/// <param name="Unseen">The rows measured on.</param>
/// <param name="RangeLogOdds">double[candidateCount][rangeRowCount], calibrated log-odds of rows not seen, for the
/// uncertainty around a score.</param>
/// <param name="RangeLabels">float[rangeRowCount].</param>
internal sealed record Comparison(
    int Chosen,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<CandidateResult> Results,
    double[][] Probabilities,
    UnseenRows Unseen,
    double[][] RangeLogOdds,
    float[] RangeLabels
)
{
    /// <summary>
    /// A blend lies between the learners it is made of, and nearer to the truth than they do (Krogh and Vedelsby 1995):
    /// their distance from it overstates its uncertainty.
    /// A learner alone is the other way round: who stands nearer to the truth may stand on its own side of it. Both
    /// shares are measured on generated laws whose true chances are known.
    /// </summary>
    private const double BlendShare = 0.8;

    private const double LearnerShare = 1.3;

    /// <summary>Row of the whole table at which the range rows begin.</summary>
    public int RangeFrom { get; init; }

    public static Comparison Measure(
        IReadOnlyList<ScoredCandidate> scored,
        UnseenRows unseen,
        float[] rangeLabels,
        int seed
    )
    {
        Candidate[] candidates = [.. scored.Select(each => each.Candidate)];
        double[][] probabilities = [.. scored.Select(each => each.Probabilities)];
        var (chosen, why) = CandidateChoice.Choose(
            [.. candidates.Select(candidate => candidate.Kind)],
            probabilities,
            unseen.Labels,
            [.. candidates.Select(candidate => candidate.IsSearched && unseen.Split == SplitKind.StratifiedFolds)],
            seed
        );
        var results = scored
            .Select(
                (each, c) =>
                    new CandidateResult(
                        each.Candidate.Kind.Name(),
                        Quality.Measure(unseen.Labels, each.Probabilities, seed),
                        each.Calibration,
                        each.FitSeconds,
                        c == chosen,
                        why[c]
                    )
            )
            .ToArray();
        return new Comparison(
            chosen,
            candidates,
            results,
            probabilities,
            unseen,
            [.. scored.Select(each => each.RangeLogOdds)],
            rangeLabels
        );
    }

    public int IndexOf(ModelKind kind) =>
        Candidates.Select((candidate, index) => (candidate.Kind, index)).First(pair => pair.Kind == kind).index;

    public ScoreRange Range(int index) => ScoreRange.Fit(RangeLogOdds[index], RangeLabels);

    /// <summary>
    /// double[rowCount], mean squared distance of each row to the other candidates that are about as good: those whose
    /// log-loss on the unseen rows is within
    /// a twentieth of this one's, since worse ones say more about themselves. Rows not measured get the mean.
    /// </summary>
    public double[] DistancesToOthers(int index, int rowCount)
    {
        var limit = 1.05 * Results[index].Metrics.LogLoss.Value;
        var share = Candidates[index].IsStacked ? BlendShare : LearnerShare;
        var others = RangeLogOdds.Where((_, c) => c != index && Results[c].Metrics.LogLoss.Value <= limit).ToArray();
        var known = RangeLogOdds[index]
            .Select(
                (own, row) =>
                    others.Length == 0 ? 0 : share * others.Average(other => (other[row] - own) * (other[row] - own))
            )
            .ToArray();
        var distances = new double[rowCount];
        Array.Fill(distances, known.Average());
        known.CopyTo(distances, RangeFrom);
        return distances;
    }
}
