using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>
/// Boosted trees of LightGBM (Ke et al. 2017) through Microsoft.ML, served as our own trees. Its native library is
/// needed for training alone: a model serves anywhere.
/// </summary>
public static class LightGbmLearner
{
    /// <param name="table">rowCount x columnCount, at least 1 row.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked before the library begins, which cannot be stopped on its way.</param>
    /// <exception cref="ArgumentException">Rows and labels do not fit together, or a setting is out of its
    /// range.</exception>
    public static BoostedTreesModel Fit(
        FeatureTable table,
        float[] labels,
        LibraryTreesOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var run = LibraryRun.Start(table, labels, options, cancellationToken);
        return run.HasColumns
            ? LibraryTrees.Boosted(run, Train(run, options).Model, options.MaxThreads)
            : new BoostedTreesModel(LibraryRun.Constant(table, labels), LossKind.Log);
    }

    internal static BinaryPredictionTransformer<
        CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>
    > Train(LibraryRun run, LibraryTreesOptions options) =>
        run.Context.BinaryClassification.Trainers.LightGbm(
                new LightGbmBinaryTrainer.Options
                {
                    NumberOfIterations = options.TreeCount,
                    NumberOfLeaves = options.LeafCount,
                    LearningRate = options.LearningRate,
                    MinimumExampleCountPerLeaf = options.MinRowsPerLeaf,
                    MaximumBinCountPerFeature = options.BinCount,
                    NumberOfThreads = options.MaxThreads,
                    Seed = options.Seed,
                    Silent = true,
                    HandleMissingValue = false,
                    Booster = new GradientBooster.Options
                    {
                        L2Regularization = options.L2,
                        MinimumChildWeight = options.MinHessian,
                        MaximumTreeDepth = options.MaxDepth,
                        FeatureFraction = options.ColumnSampling,
                        SubsampleFraction = options.RowSampling,
                        SubsampleFrequency = options.RowSampling < 1 ? 1 : 0,
                    },
                }
            )
            .Fit(run.View);
}
