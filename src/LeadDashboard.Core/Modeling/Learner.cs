using LeadDashboard.Learning;
using LeadDashboard.Learning.Bayes;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;

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

        var logistic = learners.Count;
        if (Wanted("logistic"))
        {
            var twins = recipe.Features.Where(feature => feature.IsTwin).Select(feature => feature.Name).ToHashSet(StringComparer.Ordinal);
            candidates.Add(new Candidate("logistic", [logistic], false));
            learners.Add(new Learner("logistic", (table, labels, _, token) => LogisticRegression.Fit(table, labels, null, LogisticOptions.Default, token)));
        }

        return new CandidateList(learners, candidates);
    }
}
