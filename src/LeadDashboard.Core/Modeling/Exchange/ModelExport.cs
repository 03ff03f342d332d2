using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Storage;

namespace LeadDashboard.Core.Modeling.Exchange;

/// <summary>A feature that a written model asks for.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Categories">Words in the order of their codes 0, 1 ..; empty for a number.</param>
/// <param name="IsColumn">True: the column of its source as it stands, words as codes. False: made here, e.g. the days
/// between two dates.</param>
public sealed record ExportedFeature(string Name, IReadOnlyList<string> Categories, bool IsColumn);

/// <summary>
/// One of our models as a file of XGBoost or LightGBM that gives the same probabilities there. Possible where its score
/// is a sum of trees and its calibration a straight line, which goes into the trees.
/// </summary>
/// <param name="File">The file's bytes.</param>
/// <param name="Features">In the order of the file.</param>
/// <param name="TreeCount">Of the file.</param>
public sealed record ModelExport(byte[] File, IReadOnlyList<ExportedFeature> Features, int TreeCount)
{
    /// <param name="model">Ours.</param>
    /// <param name="isXgboost">True: XGBoost's JSON. False: LightGBM's text.</param>
    /// <param name="isUncalibrated">True: the score before calibration; the order of the leads is the same.</param>
    /// <exception cref="ModelingException">A part of the model cannot be said in trees; the message names
    /// it.</exception>
    public static ModelExport Make(TrainedModel model, bool isXgboost, bool isUncalibrated)
    {
        var line = isUncalibrated ? PlattScaling.None : model.Calibrator as PlattScaling;
        if (line is null)
        {
            throw new ModelingException(TrainingMessages.CalibrationNotTrees, model.Calibrator.Kind);
        }

        // No rows: names, kinds and categories as the trees know them.
        var columns = LeadFeatures.Build(model.Recipe, new RawTable([], 0)).Columns;
        var (trees, others) = SumOfTrees.Of(model.Scorer, columns, line.Slope, line.Intercept);
        if (trees is null)
        {
            throw new ModelingException(TrainingMessages.NotTrees, model.Kind, string.Join(", ", others));
        }

        using var stream = new MemoryStream();
        if (isXgboost)
        {
            XgboostJson.Write(stream, trees);
        }
        else
        {
            LightGbmText.Write(stream, trees, [.. columns.Select(column => column.Categories)]);
        }

        return new ModelExport(
            stream.ToArray(),
            [.. model.Recipe.Features.Select((feature, c) => Describe(feature, columns[c].Categories))],
            trees.TreeCount
        );
    }

    private static ExportedFeature Describe(FeatureSpec feature, IReadOnlyList<string> categories) =>
        new(
            feature.Name,
            categories,
            feature is { Text: null, Date: null, Level: null, Sentinels.Count: 0 }
        );
}
