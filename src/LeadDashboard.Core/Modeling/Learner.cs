using LeadDashboard.Learning;
using LeadDashboard.Learning.Bayes;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling;

/// <summary>A way to fit one model. Single-threaded and seeded: the trainer runs several at once.</summary>
internal sealed record Learner(string Kind, Func<FeatureTable, float[], int, CancellationToken, ILearnedModel> Fit);

/// <summary>What can be chosen: one learner, the mean of several, or their stacked blend.</summary>
internal sealed record Candidate(string Kind, int[] Members, bool IsStacked);

/// <summary>The learners and candidates for a training, simplest candidate first.</summary>
internal sealed record CandidateList(IReadOnlyList<Learner> Learners, IReadOnlyList<Candidate> Candidates)
{
    public static CandidateList For(FeatureRecipe recipe, TrainingOptions options, bool isThin)
    {
        var learners = new List<Learner>();
        var candidates = new List<Candidate>();
        bool Wanted(string kind) => options.Candidates.Contains(kind, StringComparer.Ordinal);

        if (isThin || Wanted("rates") || options.Candidates.Count == 0)
        {
            candidates.Add(new Candidate("rates", [learners.Count], false));
            learners.Add(new Learner("rates", (table, labels, _, _) => SmoothedRates.Fit(table, labels, SmoothedRatesOptions.Default)));
        }

        if (isThin)
        {
            return new CandidateList(learners, candidates);
        }

        if (Wanted("logistic"))
        {
            candidates.Add(new Candidate("logistic", [learners.Count], false));
            learners.Add(new Learner("logistic", (table, labels, _, token) => LogisticRegression.Fit(table, labels, null, LogisticOptions.Default, token)));
        }

        if (Wanted("trees"))
        {
            var first = learners.Count;
            foreach (var settings in TreeSettings)
            {
                learners.Add(new Learner("trees", (table, labels, seed, token) => BoostedTrees.Fit(table, labels, null, settings with { Seed = seed }, null, token)));
            }

            candidates.Add(new Candidate("trees", [.. Enumerable.Range(first, learners.Count - first)], false));
        }

        if (Wanted("blend") && Wanted("logistic") && Wanted("trees"))
        {
            candidates.Add(new Candidate("blend", [.. Enumerable.Range(0, learners.Count).Where(member => !string.Equals(learners[member].Kind, "rates", StringComparison.Ordinal))], true));
        }

        return new CandidateList(learners, candidates);
    }

    private static readonly BoostedTreesOptions[] TreeSettings =
    [
        new() { TreeCount = 150, LearningRate = 0.07, MaxDepth = 5, LeafCount = 24, RowSampling = 0.9, ColumnSampling = 0.8 },
        new() { TreeCount = 200, LearningRate = 0.04, MaxDepth = 7, LeafCount = 24, RowSampling = 0.6, ColumnSampling = 0.5, MinRowsPerLeaf = 30, L2 = 5 },
    ];
}
