using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Ranges;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>A model that another program trained, as one that scores here.</summary>
public static class OutsideModel
{
    /// <summary>
    /// Every feature is read from the column of its name, numbers as they stand and words as categories. Its
    /// probabilities are as they are: no calibration, no range (low = high = probability), an empty report.
    /// </summary>
    /// <param name="model">Raw scores are log-odds.</param>
    /// <param name="columns">Its features in order: names, kinds and categories; values are not looked at.</param>
    public static TrainedModel Uncalibrated(ILearnedModel model, IReadOnlyList<FeatureColumn> columns)
    {
        var recipe = new FeatureRecipe(
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
        return new TrainedModel(recipe, model, PlattScaling.None, new ScoreRange([], [], []), report);
    }
}
