using LeadDashboard.Learning;
using LeadDashboard.Learning.Bayes;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling;

/// <summary>A way to fit one model: table, labels, seed. Single-threaded: the trainer runs several at once.</summary>
internal sealed record Learner(string Kind, Func<FeatureTable, float[], int, CancellationToken, ILearnedModel> Fit);

/// <summary>What can be chosen: one learner, or the stacked blend of several.</summary>
internal sealed record Candidate(string Kind, int[] Members, bool IsStacked);

/// <summary>The learners and candidates of a training, simplest candidate first.</summary>
internal sealed record CandidateList(IReadOnlyList<Learner> Learners, IReadOnlyList<Candidate> Candidates)
{
    public static CandidateList For(TrainingOptions options, bool isThin, int treeCount)
    {
        var learners = new List<Learner>();
        var candidates = new List<Candidate>();
        bool Wanted(string kind) => options.Candidates.Contains(kind, StringComparer.Ordinal);

        if (isThin || Wanted("rates"))
        {
            candidates.Add(new Candidate("rates", [learners.Count], false));
            learners.Add(new Learner("rates", (table, labels, _, _) => SmoothedRates.Fit(table, labels, SmoothedRatesOptions.Default)));
        }

        if (isThin)
        {
            return new CandidateList(learners, candidates);
        }

        var blended = learners.Count;
        if (Wanted("logistic"))
        {
            candidates.Add(new Candidate("logistic", [learners.Count], false));
            learners.Add(new Learner("logistic", (table, labels, _, token) => LogisticRegression.Fit(table, labels, null, LogisticOptions.Default, token)));
        }

        if (Wanted("trees"))
        {
            candidates.Add(new Candidate("trees", [learners.Count], false));
            learners.Add(new Learner("trees", (table, labels, seed, token) => BoostedTrees.Fit(table, labels, null, TreeSettings.Main(table.RowCount) with { TreeCount = treeCount, Seed = seed }, null, token)));
        }

        if (Wanted("blend") && Wanted("logistic") && Wanted("trees"))
        {
            learners.Add(new Learner("ranked trees", (table, labels, seed, token) => RankedCategories.Fit(
                table,
                ranked => BoostedTrees.Fit(ranked, labels, null, TreeSettings.Ranked(ranked.RowCount) with { TreeCount = treeCount, Seed = seed }, null, token))));
            candidates.Add(new Candidate("blend", [.. Enumerable.Range(blended, learners.Count - blended)], true));
        }

        return new CandidateList(learners, candidates);
    }

    /// <summary>The same list with one candidate and its learners only.</summary>
    public CandidateList Only(int index)
    {
        var candidate = Candidates[index];
        return new CandidateList(
            [.. candidate.Members.Select(member => Learners[member])],
            [candidate with { Members = [.. Enumerable.Range(0, candidate.Members.Length)] }]);
    }
}
