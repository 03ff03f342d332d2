using System.Diagnostics;
using System.Globalization;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling;

/// <summary>A whole training: the chosen model first, then every candidate as a model of its own (the chosen one among them).</summary>
public sealed record TrainingOutcome(TrainedModel Chosen, IReadOnlyList<TrainedModel> Candidates);

/// <summary>
/// Automatic training: screens the columns, compares candidates on rows they have not seen (the newest where dates exist, else stratified folds),
/// calibrates on out-of-fold scores, chooses, refits on all rows, and reports figures of unseen rows only.
/// </summary>
public static class ModelTrainer
{
    /// <exception cref="ModelingException">Too few labels or only one outcome; the message says what was found and needed.</exception>
    public static TrainedModel Train(TrainingSet set, TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        TrainEach(set, options, false, progress, cancellationToken).Chosen;

    /// <summary>As <see cref="Train"/>, and keeps every candidate, for comparisons.</summary>
    public static TrainingOutcome TrainAll(TrainingSet set, TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        TrainEach(set, options, true, progress, cancellationToken);

    private static TrainingOutcome TrainEach(TrainingSet set, TrainingOptions options, bool keepsAll, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        RequireTrainable(set, options);
        var watch = Stopwatch.StartNew();
        progress?.Report(new TrainingProgress(0.01, "Preparing columns"));
        var isThin = Math.Min(set.WinCount, set.LossCount) < options.MinOutcomesPerClass;
        var recipe = FeatureRecipe.Fit(set);
        var table = LeadFeatures.BuildForTraining(recipe, set);
        var split = isThin ? null : Split(set, options);
        var treeCount = 0;
        if (!isThin && options.Candidates.Contains("trees", StringComparer.Ordinal))
        {
            progress?.Report(new TrainingProgress(0.03, "Choosing settings"));
            var known = split?.TrainRows;
            treeCount = known is null
                ? TreeSettings.FindTreeCount(table, set.Labels, options, cancellationToken)
                : TreeSettings.FindTreeCount(table.SelectRows(known), [.. known.Select(row => set.Labels[row])], options, cancellationToken);
        }

        var list = CandidateList.For(options, isThin, treeCount);
        if (list.Candidates.Count == 0)
        {
            throw new ModelingException($"None of the wanted model kinds ({string.Join(", ", options.Candidates)}) is known. Choose among rates, logistic, trees and blend.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        Action<double, string> Stage(double from, double to) => (share, kind) => progress?.Report(new TrainingProgress(from + share * (to - from), "Training: " + kind));

        var compared = Compare(set, table, list, options, split, Stage(0.15, split is null ? 0.9 : 0.5), cancellationToken);
        var fits = compared.Fits;
        if (split is not null)
        {
            var wanted = keepsAll ? list : list.Only(compared.Chosen);
            fits = CandidateFitter.Fit(table, set.Labels, wanted, options, Stage(0.5, 0.9), cancellationToken);
        }

        progress?.Report(new TrainingProgress(0.92, "Measuring"));
        cancellationToken.ThrowIfCancellationRequested();
        var kinds = list.Candidates.Select(candidate => candidate.Kind).ToList();
        TrainedModel Finish(CandidateFit fit)
        {
            var index = kinds.IndexOf(fit.Candidate.Kind);
            var drivers = ReportWriter.Drivers(fit.Model, recipe, table);
            var report = ReportWriter.Write(fit.Candidate.Kind, compared.Unseen, compared.Probabilities[index], compared.Results[index].Metrics, compared.Results, drivers, recipe, isThin, watch.Elapsed.TotalSeconds);
            return new TrainedModel(recipe, fit.Model, fit.Calibrator, Range(compared, index), report);
        }

        var chosenFit = fits.Count == 1 ? fits[0] : fits[compared.Chosen];
        var chosen = Finish(chosenFit);
        var all = keepsAll ? fits.Select(fit => ReferenceEquals(fit, chosenFit) ? chosen : Finish(fit)).ToArray() : [chosen];
        progress?.Report(new TrainingProgress(1, "Done"));
        return new TrainingOutcome(chosen, all);
    }

    /// <summary>Other candidates count when their log-loss on the unseen rows is within a twentieth of this one's: worse ones only doubt themselves.</summary>
    private static ScoreRange Range(Comparison compared, int index)
    {
        var limit = 1.05 * compared.Results[index].Metrics.LogLoss.Value;
        var others = compared.Fits.Where((_, c) => c != index && compared.Results[c].Metrics.LogLoss.Value <= limit).Select(fit => fit.UnseenLogOdds).ToArray();
        return ScoreRange.Fit(compared.Fits[index].UnseenLogOdds, compared.FitLabels, others);
    }

    private sealed record Comparison(IReadOnlyList<CandidateFit> Fits, float[] FitLabels, int Chosen, IReadOnlyList<CandidateResult> Results, double[][] Probabilities, UnseenRows Unseen);

    private static Comparison Compare(TrainingSet set, FeatureTable table, CandidateList list, TrainingOptions options, TimeSplit? split, Action<double, string> finished, CancellationToken cancellationToken)
    {
        IReadOnlyList<CandidateFit> fits;
        var fitLabels = set.Labels;
        double[][] probabilities;
        UnseenRows unseen;
        if (split is null)
        {
            fits = CandidateFitter.Fit(table, set.Labels, list, options, finished, cancellationToken);
            probabilities = [.. fits.Select(fit => fit.UnseenProbabilities())];
            unseen = new UnseenRows(SplitKind.StratifiedFolds, set.Labels, set.RowCount, null, null);
        }
        else
        {
            // A recipe of its own: the one of all rows has seen the outcomes of the rows held out.
            var older = set.Select(split.TrainRows);
            var recipe = FeatureRecipe.Fit(older);
            fitLabels = older.Labels;
            fits = CandidateFitter.Fit(LeadFeatures.BuildForTraining(recipe, older), fitLabels, list, options, finished, cancellationToken);
            var test = LeadFeatures.Build(recipe, set.Rows.SelectRows(split.TestRows));
            probabilities = [.. fits.Select(fit => fit.Model.PredictRaw(test, options.MaxThreads).Select(raw => LogOdds.ToProbability(fit.Calibrator.Calibrate(raw))).ToArray())];
            var instants = set.HasDates ? split.TestRows.Select(row => (DateTime?)set.InstantsUtc[row]).ToArray() : [];
            unseen = new UnseenRows(SplitKind.NewestTail, [.. split.TestRows.Select(row => set.Labels[row])], split.TrainRows.Length, instants.Min(), instants.Max());
        }

        var (chosen, why) = CandidateChoice.Choose([.. list.Candidates.Select(candidate => candidate.Kind)], probabilities, unseen.Labels, options.Seed);
        var results = fits.Select((fit, c) => new CandidateResult(
            fit.Candidate.Kind, Quality.Measure(unseen.Labels, probabilities[c], options.Seed), fit.Calibrator.Kind, fit.FitSeconds, c == chosen, why[c])).ToArray();
        return new Comparison(fits, fitLabels, chosen, results, probabilities, unseen);
    }

    /// <summary>Null where time order is unknown or too few outcomes would be left on a side.</summary>
    private static TimeSplit? Split(TrainingSet set, TrainingOptions options)
    {
        if (!set.IsOrdered)
        {
            return null;
        }

        var split = TimeSplit.Newest(set.InstantsUtc, options.TestShare);
        int testWins = split.TestRows.Count(row => set.Labels[row] > 0.5f), trainWins = set.WinCount - testWins;
        var isEnough = Math.Min(testWins, split.TestRows.Length - testWins) >= 20 && Math.Min(trainWins, split.TrainRows.Length - trainWins) >= options.MinOutcomesPerClass;
        return isEnough ? split : null;
    }

    private static void RequireTrainable(TrainingSet set, TrainingOptions options)
    {
        if (set.RowCount < options.MinLabels)
        {
            throw new ModelingException(string.Create(CultureInfo.InvariantCulture, $"Only {set.RowCount} closed leads were found; at least {options.MinLabels} are needed to learn from. Mark more outcomes, or upload a file with an outcome column."));
        }

        if (set.WinCount == 0 || set.LossCount == 0)
        {
            var found = set.WinCount == 0 ? "lost" : "won";
            var absent = set.WinCount == 0 ? "won" : "lost";
            throw new ModelingException(string.Create(CultureInfo.InvariantCulture, $"All {set.RowCount} closed leads are {found}; to learn the difference some {absent} ones are needed. Check which values of the outcome column mean won and lost, or mark more outcomes."));
        }
    }
}
