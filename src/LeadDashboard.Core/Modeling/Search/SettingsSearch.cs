using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>
/// Finds the settings that matter by data, on rows held back for that: how far the logistic regression bends, how deep
/// trees grow, and how many of them.
/// The budget is a number of fits by the number of rows, never a time, so that the same leads get the same settings on
/// any machine.
/// </summary>
internal static class SettingsSearch
{
    private const int FoldCount = 5;
    private const int PatienceTrees = 25;

    /// <summary>
    /// Ranked trees speak in the blend alone, which turns their volume down: they may grow through long flat stretches
    /// of the loss.
    /// </summary>
    private const int RankedPatienceTrees = 60;

    private const int MinTrees = 10;
    private const int FoldSeedStep = 31;

    /// <summary>So few rows are measured on all folds: two would say too little.</summary>
    private const int FewRows = 2_000;

    private const int SomeRows = 10_000;

    /// <summary>Above so many rows the first setting is taken, and only the number of trees is looked for.</summary>
    private const int ManyRows = 60_000;

    /// <summary>A logistic regression is settled by fewer rows than trees are.</summary>
    private const int LogisticRows = 10_000;

    /// <param name="input">What to learn from, and the seed.</param>
    /// <param name="options">Threads, candidates: what nobody asked for is not searched.</param>
    /// <param name="cancellationToken">Asked before every fit.</param>
    public static LearnerSettings Find(FitInput input, TrainingOptions options, CancellationToken cancellationToken)
    {
        // Other folds than the candidates are compared on: settings that suit just those would look better there than
        // they are.
        var folds = StratifiedFolds.Assign(input.Labels, FoldCount, input.Seed + FoldSeedStep);
        var size = LearnerSettings.Size(input.Table);
        var gridSize = size > ManyRows ? 1 : int.MaxValue;
        var foldCount =
            size > SomeRows ? 2
            : size > FewRows ? 3
            : FoldCount;
        bool Wanted(params ModelKind[] kinds) => options.Candidates.Any(kinds.Contains);
        var logistic = LearnerSettings
            .LogisticGrid.Take(Wanted(ModelKind.Logistic, ModelKind.Blend) ? gridSize : 1)
            .ToArray();
        var trees = LearnerSettings
            .TreeGrid(size)
            .Take(Wanted(ModelKind.Trees, ModelKind.Blend) ? gridSize : 0)
            .ToArray();
        var ranked = LearnerSettings.OrderedGrid(size).Take(Wanted(ModelKind.Blend) ? gridSize : 0).ToArray();
        var levels = LearnerSettings
            .LevelGrid.Take(
                LevelEncoding.IsWorthwhile(input.Table) && Wanted(ModelKind.LevelLogistic, ModelKind.Blend)
                    ? gridSize
                    : 0
            )
            .ToArray();
        var rankedInput = ranked.Length > 0 ? input with { Table = OrderedEncoding.Convert(input.Table) } : input;
        var levelInput = levels.Length > 1 ? input with { Table = LevelEncoding.Convert(input.Table) } : input;
        var trials = new List<Trial>();
        for (var fold = 0; fold < foldCount; fold++)
        {
            trials.AddRange(ranked.Select(setting => new Trial(rankedInput, setting, true, fold)));
            trials.AddRange(trees.Select(setting => new Trial(input, setting, false, fold)));
            trials.AddRange(Searched(logistic).Select(setting => new Trial(input, setting, false, fold)));

            // How far to shrink a level depends on its rows: none may be left out.
            trials.AddRange(
                Searched(levels)
                    .Select(setting => new Trial(levelInput, setting, false, fold)
                    {
                        MaxLogisticRows = setting.MaxRows,
                        IsRescaled = true,
                    })
            );
        }

        ParallelFits.Run(
            trials,
            options.MaxThreads,
            trial => trial.Run(folds, cancellationToken),
            cancellationToken
        );

        LogisticOptions[] Searched(LogisticOptions[] grid) => grid.Length > 1 ? grid : [];
        LogisticOptions? Best(LogisticOptions[] grid) =>
            grid.Length < 2
                ? grid.FirstOrDefault()
                : grid.MinBy(setting =>
                    trials.Where(trial => ReferenceEquals(trial.Setting, setting)).Sum(trial => trial.Losses[^1])
                );
        var chosenLogistic = Best(logistic)!;
        BoostedTreesOptions Grown(BoostedTreesOptions[] grid, BoostedTreesOptions unsearched)
        {
            var grown = grid.Select(setting =>
                    (
                        Setting: setting,
                        Best: BestCount([
                            .. trials
                                .Where(trial => ReferenceEquals(trial.Setting, setting))
                                .Select(trial => trial.Losses),
                        ])
                    )
                )
                .ToArray();
            if (grown.Length == 0)
            {
                return unsearched;
            }

            var best = grown.MinBy(setting => setting.Best.Loss);
            return best.Setting with { TreeCount = Math.Max(MinTrees, best.Best.TreeCount) };
        }

        return new LearnerSettings(
            chosenLogistic,
            LearnerSettings.SecondLogisticFor(chosenLogistic, size),
            Grown(trees, LearnerSettings.TreeGrid(size)[0]),
            Grown(ranked, LearnerSettings.OrderedGrid(size)[0]),
            LearnerSettings.ForestFor(size),
            Best(levels)
        );
    }

    /// <summary>
    /// The lowest point of the folds' summed curves: one fold's own lowest point is mostly noise. A fold that ended
    /// early is taken to stay where it ended.
    /// </summary>
    private static (double Loss, int TreeCount) BestCount(IReadOnlyList<double>[] curves) =>
        Enumerable
            .Range(0, curves.Max(curve => curve.Count))
            .Select(count => (Loss: curves.Sum(curve => curve[Math.Min(count, curve.Count - 1)]), count))
            .MinBy(point => point.Loss);

    /// <summary>One setting on one fold.</summary>
    private sealed class Trial(FitInput input, object setting, bool isRanked, int fold)
    {
        public object Setting => setting;

        public int MaxLogisticRows { get; init; } = LogisticRows;

        /// <summary>A logistic regression is judged as the blend or a calibrator will use it.</summary>
        public bool IsRescaled { get; init; }

        /// <summary>
        /// Sums over the held rows: of trees after 0, 1, .. of them, of a logistic regression one alone.
        /// </summary>
        public IReadOnlyList<double> Losses { get; private set; } = [];

        public void Run(int[] folds, CancellationToken cancellationToken)
        {
            var (trainRows, heldRows) = FitInput.Split(folds, fold);
            var (train, held) = (input.SelectRows(trainRows), input.SelectRows(heldRows));
            if (setting is BoostedTreesOptions trees)
            {
                var settings = trees with
                {
                    TreeCount = LearnerSettings.MaxTrees(LearnerSettings.Size(input.Table)),
                    EarlyStoppingRounds = isRanked ? RankedPatienceTrees : PatienceTrees,
                    StopsByRescaledLoss = isRanked,
                    Seed = input.Seed,
                };
                Losses =
                [
                    .. BoostedTrees
                        .ValidationLosses(
                            train.Table,
                            train.Labels,
                            settings,
                            (held.Table, held.Labels),
                            cancellationToken
                        )
                        .Select(loss => loss * held.RowCount),
                ];
                return;
            }

            var raw = LogisticRegression
                .Fit(
                    train.Table,
                    train.Labels,
                    null,
                    (LogisticOptions)setting with
                    {
                        MaxRows = MaxLogisticRows,
                    },
                    cancellationToken
                )
                .PredictRaw(held.Table);
            Losses =
            [
                IsRescaled
                    ? new RescaledLoss().Sum(raw, held.Labels)
                    : held.Labels.Select((label, i) => LogOdds.Loss(raw[i], label)).Sum(),
            ];
        }
    }
}
