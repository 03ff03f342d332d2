using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>
/// Settings of the learners of a training. What suits all data is fixed here; what matters by data is searched, default
/// first, and found by <see cref="SettingsSearch"/>.
/// </summary>
/// <param name="Logistic">Of the logistic regression.</param>
/// <param name="SecondLogistic">Of a second one that bends where the first is straight and is straight where the first
/// bends, an ensemble member; null where rows are so many that they settle the bends.</param>
/// <param name="Trees">Of the boosted trees that split categories by their outcome.</param>
/// <param name="Ranked">Of the boosted trees on ordered encoding, an ensemble member.</param>
/// <param name="Forest">Of the random forest, an ensemble member; null where rows are so many that boosting alone
/// says as much.</param>
/// <param name="Levels">Of the logistic regression with a coefficient for every level, an ensemble member; null where
/// no column has many.</param>
internal sealed record LearnerSettings(
    LogisticOptions Logistic,
    LogisticOptions? SecondLogistic,
    BoostedTreesOptions Trees,
    BoostedTreesOptions Ranked,
    RandomForestOptions? Forest,
    LogisticOptions? Levels
)
{
    /// <summary>A million rows afford no thousand trees, and need small steps less.</summary>
    private const int ManyRows = 150_000;

    /// <summary>
    /// Above so many rows a forest and a second logistic regression add nothing that boosting and bends do not say.
    /// </summary>
    private const int MaxExtraRows = 30_000;

    private const int FewRows = 10_000;
    private const int UsualColumns = 40;

    /// <summary>For few rows and effects that may not last: shallow, few, held back.</summary>
    public static BoostedTreesOptions SmallTrees { get; } =
        new()
        {
            TreeCount = 100,
            LearningRate = 0.08,
            MaxDepth = 2,
            LeafCount = 4,
            RowSampling = 0.9,
            ColumnSampling = 0.7,
            MinHessian = 5,
            L2 = 5,
            CategorySmoothing = 20,
        };

    /// <summary>
    /// Rows of a table of usual width that cost as much: a file of fifteen hundred columns is a big one with few rows
    /// too.
    /// </summary>
    public static int Size(FeatureTable table) =>
        (int)Math.Min(int.MaxValue, (long)table.RowCount * Math.Max(UsualColumns, table.ColumnCount) / UsualColumns);

    /// <summary>Bends, then ever stiffer, then straight lines.</summary>
    public static IReadOnlyList<LogisticOptions> LogisticGrid { get; } =
    [
        LogisticOptions.Default,
        LogisticOptions.Default with
        {
            L2 = 5,
            Smoothness = 30,
            KnotL2 = 0.5,
        },
        LogisticOptions.Default with
        {
            KnotCount = 1,
        },
        LogisticOptions.Default with
        {
            KnotCount = 1,
            L2 = 20,
        },
    ];

    /// <summary>
    /// How far a level is shrunk: by as many rows of even odds as L2 / 0.25. Numbers bend as in the first setting of
    /// the logistic regression.
    /// </summary>
    public static IReadOnlyList<LogisticOptions> LevelGrid { get; } =
    [.. new[] { 2, 0.5, 1, 1.5, 3, 6 }.Select(strength => LogisticOptions.Default with { L2 = strength })];

    /// <summary>Middling depth, most rows, most columns; then shallow ones, whose sums hardly interact.</summary>
    public static IReadOnlyList<BoostedTreesOptions> TreeGrid(int size)
    {
        var main = Steps(size) with { MaxDepth = 5, LeafCount = 24, ColumnSampling = 0.8, CategorySmoothing = 100 };
        return [main, main with { MaxDepth = 2, LeafCount = 4, ColumnSampling = 0.5, L2 = 5 }];
    }

    /// <summary>
    /// Deeper than the main trees, but held back harder, so that their errors differ; then as deep as leads that come
    /// in look-alikes need.
    /// </summary>
    public static IReadOnlyList<BoostedTreesOptions> OrderedGrid(int size)
    {
        var main = Steps(size) with { MaxDepth = 7, LeafCount = 28, ColumnSampling = 0.7, L2 = 10 };
        return [main, main with { MaxDepth = 10, LeafCount = 40, ColumnSampling = 0.5, L2 = 1, MinRowsPerLeaf = 5 }];
    }

    /// <summary>
    /// Fewer and smaller trees than a forest would take alone: the reasons of a score cost leaves times depth squared,
    /// and the blend loses little.
    /// Few rows afford deeper trees, and need them more.
    /// </summary>
    public static RandomForestOptions? ForestFor(int size) =>
        size switch
        {
            > MaxExtraRows => null,
            > FewRows => new RandomForestOptions
            {
                TreeCount = 100,
                LeafCount = 64,
                MaxDepth = 10,
            },
            _ => new RandomForestOptions
            {
                TreeCount = 100,
                LeafCount = 128,
                MaxDepth = 14,
            },
        };

    public static LogisticOptions? SecondLogisticFor(LogisticOptions first, int size) =>
        size > MaxExtraRows ? null
        : first.KnotCount > 1 ? LogisticOptions.Default with { KnotCount = 1 }
        : LogisticGrid[1];

    public static int MaxTrees(int size) => size > ManyRows ? 250 : 600;

    private static BoostedTreesOptions Steps(int size) =>
        new() { LearningRate = size > ManyRows ? 0.1 : 0.04, RowSampling = 0.9 };
}
