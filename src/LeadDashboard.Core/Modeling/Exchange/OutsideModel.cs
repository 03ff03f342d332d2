using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Ranges;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Exchange;

/// <summary>A model that another program trained, as one that scores here.</summary>
internal static class OutsideModel
{
    /// <summary>
    /// Every feature is read from the column of its name, numbers as they stand and words as categories. Its
    /// probabilities are as they are: no calibration, no range (low = high = probability), an empty report.
    /// </summary>
    /// <param name="model">Raw scores are log-odds.</param>
    /// <param name="columns">Its features in order: names, kinds and categories; values are not looked at.</param>
    public static TrainedModel Uncalibrated(ILearnedModel model, IReadOnlyList<FeatureColumn> columns)
    {
        var nothing = new Estimate(0, 0, 0);
        var report = new ModelReport
        {
            Kind = model.Kind,
            Split = SplitKind.StratifiedFolds,
            TrainRowCount = 0,
            TestRowCount = 0,
            Metrics = new QualityMetrics(0, 0, nothing, nothing, nothing, 0, 0, 0, 0, 0, 0),
            Candidates = [],
            Gains = [],
            Deciles = [],
            Calibration = [],
            Roc = [],
            PrecisionRecall = [],
            Confusions = [],
            RecommendedThreshold = 0.5,
            Drivers = [],
            Excluded = [],
            Warnings = [],
            TrainSeconds = 0,
            IsThinEvidence = true,
        };
        return new TrainedModel(RecipeOf(columns), model, PlattScaling.None, new ScoreRange([], [], []), report);
    }

    /// <summary>
    /// One of our models around a model of another program: calibrated on held-out rows, with the range of a stretch of
    /// scores and a report of its own. Both figures and range are of rows that the calibrator of their fold has not
    /// seen.
    /// </summary>
    /// <param name="model">Raw scores are log-odds.</param>
    /// <param name="recipe">How its features are made.</param>
    /// <param name="heldOut">rowCount x columnCount, rows that the model has not learnt from.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="seed">Of folds and bootstrap.</param>
    /// <exception cref="ModelingException">Too few held-out rows, or only one outcome.</exception>
    public static TrainedModel Adopt(
        ILearnedModel model,
        FeatureRecipe recipe,
        FeatureTable heldOut,
        float[] labels,
        int seed
    )
    {
        var options = TrainingOptions.Default;
        var wins = labels.Count(label => label > 0.5f);
        if (labels.Length < options.MinLabels)
        {
            throw new ModelingException(TrainingMessages.TooFewClosed, labels.Length, options.MinLabels);
        }

        if (wins == 0 || wins == labels.Length)
        {
            throw new ModelingException(
                wins == 0 ? TrainingMessages.AllLost : TrainingMessages.AllWon,
                labels.Length
            );
        }

        var raw = model.PredictRaw(heldOut);
        var calibrator = Calibrators.Choose(raw, labels, seed);
        var unseen = Calibrators.CrossFit(
            raw,
            labels,
            StratifiedFolds.Assign(labels, options.FoldCount, seed),
            calibrator.Kind switch
            {
                "isotonic" => IsotonicCalibration.Fit,
                "platt" => PlattScaling.Fit,
                _ => (_, _) => PlattScaling.None,
            }
        );
        var compared = Comparison.Measure(
            [
                new ScoredCandidate(
                    new Candidate(ModelKind.Trees, [0], false),
                    [.. unseen.Select(LogOdds.ToProbability)],
                    unseen,
                    calibrator.Kind,
                    0
                ),
            ],
            new UnseenRows(SplitKind.StratifiedFolds, labels, 0, null, null),
            labels,
            seed
        );
        var isThin = Math.Min(wins, labels.Length - wins) < options.MinOutcomesPerClass;
        var report = ReportWriter.Write(compared, 0, ReportWriter.Drivers(model, recipe, heldOut), isThin);
        return new TrainedModel(recipe, model, calibrator, compared.Range(0), report);
    }

    /// <summary>Every feature from the column of its name, numbers as they stand and words as categories.</summary>
    public static FeatureRecipe RecipeOf(IReadOnlyList<FeatureColumn> columns) =>
        new(
            [
                .. columns.Select(column => new FeatureSpec(
                    column.Name,
                    column.Name,
                    column.Name,
                    column.Kind == FeatureKind.Category,
                    column.Categories,
                    []
                )),
            ],
            [],
            []
        );
}
