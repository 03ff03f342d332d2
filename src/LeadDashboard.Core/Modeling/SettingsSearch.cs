using LeadDashboard.Learning;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling;

/// <summary>
/// Finds the settings that matter by data, on rows held back for that: how far the logistic regression bends, how deep trees grow, and how many of them.
/// The budget is a number of fits by the number of rows, never a time, so that the same leads get the same settings on any machine.
/// </summary>
internal static class SettingsSearch
{
    private const int FoldCount = 5;
    private const int PatienceTrees = 25;
    private const int MinTrees = 10;

    /// <summary>So few rows are measured on all folds: two would say too little.</summary>
    private const int FewRows = 2_000;

    private const int SomeRows = 10_000;

    /// <summary>Above so many rows the first offer is taken, and only the number of trees is looked for.</summary>
    private const int ManyRows = 60_000;

    /// <summary>A logistic regression is settled by fewer rows than trees are.</summary>
    private const int LogisticRows = 10_000;

    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="labels">float[rowCount].</param>
    /// <param name="options">Seed, threads, candidates: what nobody asked for is not searched.</param>
    /// <param name="cancellationToken">Asked before every fit.</param>
    public static LearnerSettings Find(FeatureTable table, float[] labels, TrainingOptions options, CancellationToken cancellationToken)
    {
        var folds = StratifiedFolds.Assign(labels, FoldCount, options.Seed);
        var offerCount = table.RowCount > ManyRows ? 1 : int.MaxValue;
        var foldCount = table.RowCount > SomeRows ? 2 : table.RowCount > FewRows ? 3 : FoldCount;
        bool Wanted(params string[] kinds) => options.Candidates.Any(kinds.Contains);
        var logistic = LearnerSettings.LogisticOffers.Take(Wanted("logistic", "blend") ? offerCount : 1).ToArray();
        var trees = LearnerSettings.TreeOffers(table.RowCount).Take(Wanted("trees", "blend") ? offerCount : 0).ToArray();
        var ranked = LearnerSettings.RankedOffers(table.RowCount).Take(Wanted("blend") ? offerCount : 0).ToArray();
        var trials = new List<Trial>();
        for (var fold = 0; fold < foldCount; fold++)
        {
            trials.AddRange(ranked.Select(offer => new Trial(offer, true, fold)));
            trials.AddRange(trees.Select(offer => new Trial(offer, false, fold)));
            trials.AddRange((logistic.Length > 1 ? logistic : []).Select(offer => new Trial(offer, false, fold)));
        }

        var rankedTable = ranked.Length > 0 ? RankedCategories.Convert(table) : table;
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(trials, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.MaxThreads), CancellationToken = cancellationToken },
            trial => trial.Run(trial.IsRanked ? rankedTable : table, labels, folds, options.Seed, cancellationToken));

        T Best<T>(T[] offers, T unsearched) where T : class => offers.Length == 0 ? unsearched : offers.MinBy(offer => trials.Where(trial => ReferenceEquals(trial.Offer, offer)).Sum(trial => trial.Loss))!;
        BoostedTreesOptions Grown(BoostedTreesOptions offer)
        {
            var counts = trials.Where(trial => ReferenceEquals(trial.Offer, offer)).Select(trial => trial.TreeCount).ToArray();
            return offer with { TreeCount = counts.Length == 0 ? offer.TreeCount : Math.Max(MinTrees, (int)Math.Round(counts.Average())) };
        }

        return new LearnerSettings(
            Best(logistic, LogisticOptions.Default),
            Grown(Best(trees, LearnerSettings.TreeOffers(table.RowCount)[0])),
            Grown(Best(ranked, LearnerSettings.RankedOffers(table.RowCount)[0])),
            LearnerSettings.ForestFor(table.RowCount));
    }

    /// <summary>One offer on one fold.</summary>
    private sealed class Trial(object offer, bool isRanked, int fold)
    {
        public object Offer => offer;

        public bool IsRanked => isRanked;

        /// <summary>Sum over the held rows.</summary>
        public double Loss { get; private set; }

        public int TreeCount { get; private set; }

        public void Run(FeatureTable table, float[] labels, int[] folds, int seed, CancellationToken cancellationToken)
        {
            var train = Enumerable.Range(0, labels.Length).Where(row => folds[row] != fold).ToArray();
            var held = Enumerable.Range(0, labels.Length).Where(row => folds[row] == fold).ToArray();
            float[] Pick(int[] rows) => [.. rows.Select(row => labels[row])];
            var heldTable = table.SelectRows(held);
            ILearnedModel model;
            if (offer is BoostedTreesOptions trees)
            {
                var settings = trees with { TreeCount = LearnerSettings.MaxTrees(table.RowCount), EarlyStoppingRounds = PatienceTrees, Seed = seed };
                var grown = BoostedTrees.Fit(table.SelectRows(train), Pick(train), null, settings, null, cancellationToken, (heldTable, Pick(held)));
                (model, TreeCount) = (grown, grown.TreeCount);
            }
            else
            {
                model = LogisticRegression.Fit(table.SelectRows(train), Pick(train), null, (LogisticOptions)offer with { MaxRows = LogisticRows }, cancellationToken);
            }

            var raw = model.PredictRaw(heldTable);
            Loss = held.Select((row, i) => LogOdds.Loss(raw[i], labels[row])).Sum();
        }
    }
}
