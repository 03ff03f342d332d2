using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.MachineLearning;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>
/// Learners of Microsoft.ML with the settings that were found for ours: none of them is searched, so that they share
/// the budget of fits.
/// </summary>
internal static class LibraryLearners
{
    private const int ForestTrees = 100;
    private const int ForestLeaves = 64;
    private const double ForestColumns = 0.3;

    /// <summary>Every one, simplest first.</summary>
    public static IReadOnlyList<Learner> For(LearnerSettings settings) =>
        [
            new(
                ModelKind.Lbfgs,
                (input, token) =>
                    LbfgsLearner.Fit(
                        input.Table,
                        input.Labels,
                        LbfgsOptions.Default with
                        {
                            L2 = settings.Logistic.L2,
                            Seed = input.Seed,
                        },
                        token
                    )
            ),
            new(
                ModelKind.FastForest,
                (input, token) =>
                    FastForestLearner.Fit(
                        input.Table,
                        input.Labels,
                        new LibraryTreesOptions
                        {
                            TreeCount = settings.Forest?.TreeCount ?? ForestTrees,
                            LeafCount = settings.Forest?.LeafCount ?? ForestLeaves,
                            ColumnSampling = ForestColumns,
                            Seed = input.Seed,
                        },
                        token
                    )
            ),
            Boosted(ModelKind.FastTree, settings, FastTreeLearner.Fit),
            Boosted(ModelKind.LightGbm, settings, LightGbmLearner.Fit),
        ];

    private static Learner Boosted(
        ModelKind kind,
        LearnerSettings settings,
        Func<FeatureTable, float[], LibraryTreesOptions, CancellationToken, BoostedTreesModel> fit
    ) =>
        new(
            kind,
            (input, token) =>
                fit(
                    input.Table,
                    input.Labels,
                    LibraryTreesOptions.From(settings.Trees) with
                    {
                        Seed = input.Seed,
                    },
                    token
                )
        );

    /// <summary>What the options want and this machine cannot fit, in a sentence each.</summary>
    public static IReadOnlyList<Message> LeftOut(TrainingOptions options) =>
        [
            .. options
                .Candidates.Where(kind => !IsThere(kind, options))
                .Select(kind => new Message(ReportMessages.NativeLibraryNotThere, kind.Name())),
        ];

    /// <summary>
    /// Those of the wanted kinds that a training which follows the win rate does not use: they take no level of the
    /// period beside them. In one sentence; none where nothing of the library is wanted.
    /// </summary>
    public static IReadOnlyList<Message> NotUsedWithDrift(TrainingOptions options)
    {
        var kinds = options.Candidates.Where(IsOfLibrary).Select(kind => kind.Name()).ToArray();
        return kinds.Length == 0
            ? []
            : [new Message(ReportMessages.LibraryNotUsedWithDrift, string.Join(", ", kinds))];
    }

    private static bool IsOfLibrary(ModelKind kind) =>
        kind is ModelKind.Lbfgs or ModelKind.FastForest or ModelKind.FastTree or ModelKind.LightGbm;

    /// <summary>False where a kind needs a native library that does not load here.</summary>
    public static bool IsThere(ModelKind kind, TrainingOptions options) =>
        options.NotLoadable is { } missing
            ? !missing.Contains(kind)
            : kind switch
            {
                ModelKind.LightGbm => NativeLibraries.LightGbm,
                ModelKind.FastTree or ModelKind.FastForest => NativeLibraries.FastTree,
                _ => true,
            };
}
