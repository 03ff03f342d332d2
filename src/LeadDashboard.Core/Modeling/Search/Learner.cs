using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Bayes;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>A way to fit one model. Single-threaded: the trainer runs several at once.</summary>
internal sealed record Learner(ModelKind Kind, Func<FitInput, CancellationToken, ILearnedModel> Fit);

/// <summary>What can be chosen: one learner, or the stacked blend of several.</summary>
internal sealed record Candidate(ModelKind Kind, int[] Members, bool IsStacked)
{
    /// <summary>
    /// True: its settings come from <see cref="SettingsSearch"/>, and no stacking takes back what they promise too
    /// much.
    /// </summary>
    public bool IsSearched =>
        !IsStacked
        && Kind
            is ModelKind.Logistic
                or ModelKind.LevelLogistic
                or ModelKind.Trees
                or ModelKind.FastTree
                or ModelKind.LightGbm;
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
        if (settings is null || options.Candidates.Contains(ModelKind.Rates))
        {
            candidates.Add(new Candidate(ModelKind.Rates, [learners.Count], false));
            learners.Add(
                new Learner(
                    ModelKind.Rates,
                    (input, _) => SmoothedRates.Fit(input.Table, input.Labels, SmoothedRatesOptions.Default)
                )
            );
        }

        if (settings is null)
        {
            return new CandidateList(learners, candidates);
        }

        var blended = learners.Count;
        AddMember(options, learners, candidates, Logistic(ModelKind.Logistic, settings.Logistic));
        AddMember(options, learners, candidates, Trees(settings.Trees));
        if (settings.Forest is { } forest)
        {
            AddMember(options, learners, candidates, Forest(forest));
        }

        if (settings.Levels is { } levels)
        {
            AddMember(options, learners, candidates, LevelLogistic(levels));
        }

        if (options.Candidates.Contains(ModelKind.Blend))
        {
            if (settings.SecondLogistic is { } second)
            {
                learners.Add(Logistic(ModelKind.SecondLogistic, second));
            }

            learners.Add(RankedTrees(settings.Ranked));
        }

        AddLibrary(options, settings, learners, candidates);
        if (options.Candidates.Contains(ModelKind.Blend))
        {
            candidates.Add(
                new Candidate(ModelKind.Blend, [.. Enumerable.Range(blended, learners.Count - blended)], true)
            );
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
        AddMember(options, learners, candidates, Logistic(ModelKind.Logistic, StraightLines));
        AddMember(options, learners, candidates, Trees(LearnerSettings.SmallTrees));
        if (options.Candidates.Contains(ModelKind.Blend))
        {
            candidates.Add(new Candidate(ModelKind.Blend, [0, 1], false));
        }

        return new CandidateList(learners, candidates);
    }

    /// <summary>
    /// The library's learners that were asked for. They take the settings that were found for ours and search nothing.
    /// </summary>
    private static void AddLibrary(
        TrainingOptions options,
        LearnerSettings settings,
        List<Learner> learners,
        List<Candidate> candidates
    )
    {
        foreach (var learner in LibraryLearners.For(settings))
        {
            if (options.Candidates.Contains(learner.Kind) && LibraryLearners.IsThere(learner.Kind, options))
            {
                AddMember(options, learners, candidates, learner);
            }
        }
    }

    private static Learner Logistic(ModelKind kind, LogisticOptions options) =>
        new(
            kind,
            (input, token) => LogisticRegression.Fit(input.Table, input.Labels, null, options, token, input.Offsets)
        );

    private static Learner LevelLogistic(LogisticOptions options) =>
        new(
            ModelKind.LevelLogistic,
            (input, token) =>
                LevelEncoding.Fit(
                    input.Table,
                    table => LogisticRegression.Fit(table, input.Labels, null, options, token, input.Offsets)
                )
        );

    private static Learner Trees(BoostedTreesOptions options) =>
        new(
            ModelKind.Trees,
            (input, token) =>
                BoostedTrees.Fit(
                    input.Table,
                    input.Labels,
                    null,
                    options with
                    {
                        Seed = input.Seed,
                    },
                    null,
                    token,
                    null,
                    input.Offsets
                )
        );

    private static Learner RankedTrees(BoostedTreesOptions options) =>
        new(
            ModelKind.RankedTrees,
            (input, token) =>
                OrderedEncoding.Fit(
                    input.Table,
                    ranked =>
                        BoostedTrees.Fit(ranked, input.Labels, null, options with { Seed = input.Seed }, null, token)
                )
        );

    private static Learner Forest(RandomForestOptions options) =>
        new(
            ModelKind.Forest,
            (input, token) =>
                OrderedEncoding.Fit(
                    input.Table,
                    ranked =>
                        RandomForest.Fit(ranked, input.Labels, null, options with { Seed = input.Seed }, null, token)
                )
        );

    /// <summary>A learner that may be chosen, or is only an ensemble member.</summary>
    private static void AddMember(
        TrainingOptions options,
        List<Learner> learners,
        List<Candidate> candidates,
        Learner learner
    )
    {
        var isWanted = options.Candidates.Contains(learner.Kind);
        if (isWanted)
        {
            candidates.Add(new Candidate(learner.Kind, [learners.Count], false));
        }

        if (isWanted || options.Candidates.Contains(ModelKind.Blend))
        {
            learners.Add(learner);
        }
    }

    /// <exception cref="ModelingException">The list is empty.</exception>
    public CandidateList RequireAny(TrainingOptions options) =>
        Candidates.Count > 0
            ? this
            : throw new ModelingException(
                options.Candidates.Any(kind => LibraryLearners.IsThere(kind, options))
                    ? TrainingMessages.NoSuchKind
                    : TrainingMessages.KindsNotLoadable,
                string.Join(", ", options.Candidates.Select(kind => kind.Name()))
            );

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
