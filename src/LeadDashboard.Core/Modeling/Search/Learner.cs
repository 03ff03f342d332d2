using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Bayes;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>
/// A way to fit one model: table, labels, offsets (log-odds that rows have from elsewhere, null for none), seed.
/// Single-threaded: the trainer runs several at once.
/// </summary>
internal sealed record Learner(
    string Kind,
    Func<FeatureTable, float[], float[]?, int, CancellationToken, ILearnedModel> Fit
);

/// <summary>What can be chosen: one learner, or the stacked blend of several.</summary>
internal sealed record Candidate(string Kind, int[] Members, bool IsStacked)
{
    /// <summary>
    /// True: its settings come from <see cref="SettingsSearch"/>, and no stacking takes back what they promise too
    /// much.
    /// </summary>
    public bool IsSearched => !IsStacked && Kind is "logistic" or "trees";
}

/// <summary>The learners and candidates of a training, simplest candidate first.</summary>
internal sealed record CandidateList(IReadOnlyList<Learner> Learners, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>A bend learnt in one period need not be there in the next.</summary>
    private static readonly LogisticOptions StraightLines = LogisticOptions.Default with { KnotCount = 1, L2 = 3 };

    /// <param name="options">The wanted candidates.</param>
    /// <param name="settings">Of the learners; null where outcomes are so few that only smoothed rates are
    /// trained.</param>
    public static CandidateList For(TrainingOptions options, LearnerSettings? settings)
    {
        var learners = new List<Learner>();
        var candidates = new List<Candidate>();
        bool Wanted(string kind) => options.Candidates.Contains(kind, StringComparer.Ordinal);
        if (settings is null || Wanted("rates"))
        {
            candidates.Add(new Candidate("rates", [learners.Count], false));
            learners.Add(
                new Learner(
                    "rates",
                    (table, labels, _, _, _) => SmoothedRates.Fit(table, labels, SmoothedRatesOptions.Default)
                )
            );
        }

        if (settings is null)
        {
            return new CandidateList(learners, candidates);
        }

        var blended = learners.Count;
        AddMember(
            options,
            learners,
            candidates,
            new Learner(
                "logistic",
                (table, labels, offsets, _, token) =>
                    LogisticRegression.Fit(table, labels, null, settings.Logistic, token, offsets)
            )
        );
        AddMember(
            options,
            learners,
            candidates,
            new Learner(
                "trees",
                (table, labels, _, seed, token) =>
                    BoostedTrees.Fit(table, labels, null, settings.Trees with { Seed = seed }, null, token)
            )
        );

        if (settings.Forest is { } forest)
        {
            AddMember(
                options,
                learners,
                candidates,
                new Learner(
                    "forest",
                    (table, labels, _, seed, token) =>
                        OrderedEncoding.Fit(
                            table,
                            ranked => RandomForest.Fit(ranked, labels, null, forest with { Seed = seed }, null, token)
                        )
                )
            );
        }

        if (Wanted("blend"))
        {
            if (settings.SecondLogistic is { } second)
            {
                learners.Add(
                    new Learner(
                        "second logistic",
                        (table, labels, _, _, token) => LogisticRegression.Fit(table, labels, null, second, token)
                    )
                );
            }

            learners.Add(
                new Learner(
                    "ranked trees",
                    (table, labels, _, seed, token) =>
                        OrderedEncoding.Fit(
                            table,
                            ranked =>
                                BoostedTrees.Fit(
                                    ranked,
                                    labels,
                                    null,
                                    settings.Ranked with
                                    {
                                        Seed = seed,
                                    },
                                    null,
                                    token
                                )
                        )
                )
            );
            candidates.Add(new Candidate("blend", [.. Enumerable.Range(blended, learners.Count - blended)], true));
        }

        return new CandidateList(learners, candidates);
    }

    /// <summary>
    /// Where the win rate moves with time: learners of what is left beside the level of the period, each fitted on
    /// several windows of the past.
    /// Little can be told from the newest rows alone, so the trees are small, and the blend is the plain mean.
    /// </summary>
    public static CandidateList ForDrift(TrainingOptions options)
    {
        var learners = new List<Learner>();
        var candidates = new List<Candidate>();
        bool Wanted(string kind) => options.Candidates.Contains(kind, StringComparer.Ordinal);
        AddMember(
            options,
            learners,
            candidates,
            new Learner(
                "logistic",
                (table, labels, offsets, _, token) =>
                    LogisticRegression.Fit(table, labels, null, StraightLines, token, offsets)
            )
        );
        AddMember(
            options,
            learners,
            candidates,
            new Learner(
                "trees",
                (table, labels, offsets, seed, token) =>
                    BoostedTrees.Fit(
                        table,
                        labels,
                        null,
                        LearnerSettings.SmallTrees with
                        {
                            Seed = seed,
                        },
                        null,
                        token,
                        null,
                        offsets
                    )
            )
        );

        if (Wanted("blend"))
        {
            candidates.Add(new Candidate("blend", [0, 1], false));
        }

        return new CandidateList(learners, candidates);
    }

    /// <summary>A learner that may be chosen, or is only an ensemble member.</summary>
    private static void AddMember(
        TrainingOptions options,
        List<Learner> learners,
        List<Candidate> candidates,
        Learner learner
    )
    {
        var isWanted = options.Candidates.Contains(learner.Kind, StringComparer.Ordinal);
        if (isWanted)
        {
            candidates.Add(new Candidate(learner.Kind, [learners.Count], false));
        }

        if (isWanted || options.Candidates.Contains("blend", StringComparer.Ordinal))
        {
            learners.Add(learner);
        }
    }

    /// <exception cref="ModelingException">The list is empty.</exception>
    public CandidateList RequireAny(TrainingOptions options) =>
        Candidates.Count > 0
            ? this
            : throw new ModelingException(TrainingMessages.NoSuchKind, string.Join(", ", options.Candidates));

    /// <summary>The same list with one candidate and its learners only.</summary>
    public CandidateList Only(int index)
    {
        var candidate = Candidates[index];
        return new CandidateList(
            [.. candidate.Members.Select(member => Learners[member])],
            [candidate with { Members = [.. Enumerable.Range(0, candidate.Members.Length)] }]
        );
    }
}
