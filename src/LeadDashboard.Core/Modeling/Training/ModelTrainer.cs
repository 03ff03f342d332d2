using System.Diagnostics;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Drift;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Ranges;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Search;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>
/// A whole training: the chosen model first, then every candidate as a model of its own (the chosen one among them).
/// </summary>
public sealed record TrainingOutcome(TrainedModel Chosen, IReadOnlyList<TrainedModel> Candidates);

/// <summary>
/// Automatic training: screens the columns, compares candidates on rows they have not seen (the newest where dates
/// exist, else stratified folds),
/// calibrates on out-of-fold scores, chooses, refits on all rows, and reports figures of unseen rows only.
/// </summary>
public static class ModelTrainer
{
    /// <exception cref="ModelingException">Too few labels or only one outcome; the message says what was found and
    /// needed.</exception>
    public static TrainedModel Train(
        TrainingSet set,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => TrainEach(set, options, false, progress, cancellationToken).Chosen;

    /// <summary>As <see cref="Train"/>, and keeps every candidate, for comparisons.</summary>
    public static TrainingOutcome TrainAll(
        TrainingSet set,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => TrainEach(set, options, true, progress, cancellationToken);

    private static TrainingOutcome TrainEach(
        TrainingSet given,
        TrainingOptions options,
        bool keepsAll,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        RequireTrainable(given, options);
        var watch = Stopwatch.StartNew();
        progress?.Report(new TrainingProgress(0.01, new Message(TrainingMessages.PreparingColumns)));
        var isThin = Math.Min(given.WinCount, given.LossCount) < options.MinOutcomesPerClass;
        var (set, drift) =
            isThin || !given.IsOrdered
                ? (given, null)
                : DriftSearch.Find(given.InTimeOrder(), options, cancellationToken);
        var recipe = FeatureRecipe.Fit(set);
        var table = LeadFeatures.BuildForTraining(recipe, set);
        var run = new TrainingRun(set, table, options)
        {
            IsThin = isThin,
            KeepsAll = keepsAll,
            Progress = progress,
        };
        var trained = drift is null
            ? PlainTraining.Train(run, cancellationToken)
            : DriftTraining.Train(run, drift, cancellationToken);
        var (compared, fits) = (trained.Compared, trained.Fits);
        var chosenFit = fits.Count == 1 ? fits[0] : fits[compared.Chosen];
        progress?.Report(new TrainingProgress(0.86, new Message(TrainingMessages.Measuring)));
        var uncertainty = !options.MeasuresUncertainty
            ? null
            : RangeTraining.Fit(
                table,
                new RangeCandidate(
                    chosenFit.Candidate.Kind,
                    (rows, scored, seed) => trained.Refit(chosenFit, rows, scored, seed),
                    compared.RangeLogOdds[compared.Chosen],
                    compared.RangeFrom,
                    compared.DistancesToOthers(compared.Chosen, set.RowCount)
                ),
                options,
                cancellationToken
            );
        progress?.Report(new TrainingProgress(0.92, new Message(TrainingMessages.Measuring)));
        cancellationToken.ThrowIfCancellationRequested();
        TrainedModel Finish(CandidateFit fit)
        {
            var index = compared.IndexOf(fit.Candidate.Kind);
            var drivers = ReportWriter.Drivers(fit.Model, recipe, table);
            var written = ReportWriter.Write(compared, index, drivers, isThin);
            var report = written with
            {
                Excluded = recipe.Excluded,
                Warnings = [.. written.Warnings, .. trained.LeftOut],
                TrainSeconds = watch.Elapsed.TotalSeconds,
            };
            return new TrainedModel(
                recipe,
                fit.Model,
                fit.Calibrator,
                compared.Range(index) with
                {
                    Uncertainty = uncertainty,
                },
                report with
                {
                    Drift = drift?.Report,
                    LeaksLetIn =
                    [
                        .. set.LeaksLetIn.Where(leak => recipe.Features.Any(feature => feature.Field == leak.Name)),
                    ],
                }
            );
        }

        var chosen = Finish(chosenFit);
        var all = keepsAll
            ? fits.Select(fit => ReferenceEquals(fit, chosenFit) ? chosen : Finish(fit)).ToArray()
            : [chosen];
        progress?.Report(new TrainingProgress(1, new Message(TrainingMessages.Done)));
        return new TrainingOutcome(chosen, all);
    }

    /// <exception cref="ModelingException">Too few labels or only one outcome.</exception>
    internal static void RequireTrainable(TrainingSet set, TrainingOptions options)
    {
        if (set.RowCount < options.MinLabels)
        {
            throw new ModelingException(TrainingMessages.TooFewClosed, set.RowCount, options.MinLabels);
        }

        if (set.WinCount == 0 || set.LossCount == 0)
        {
            throw new ModelingException(
                set.WinCount == 0 ? TrainingMessages.AllLost : TrainingMessages.AllWon,
                set.RowCount
            );
        }
    }
}
