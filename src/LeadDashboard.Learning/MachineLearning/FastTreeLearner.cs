using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>Boosted trees of Microsoft.ML (FastTree: MART, Friedman 2001), served as our own trees.</summary>
public static class FastTreeLearner
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
        CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>
    > Train(LibraryRun run, LibraryTreesOptions options) =>
        run.Context.BinaryClassification.Trainers.FastTree(
                new FastTreeBinaryTrainer.Options
                {
                    NumberOfTrees = options.TreeCount,
                    NumberOfLeaves = options.LeafCount,
                    LearningRate = options.LearningRate,
                    MinimumExampleCountPerLeaf = options.MinRowsPerLeaf,
                    FeatureFraction = options.ColumnSampling,
                    BaggingSize = options.RowSampling < 1 ? 1 : 0,
                    BaggingExampleFraction = options.RowSampling,
                    MaximumBinCountPerFeature = options.BinCount,
                    NumberOfThreads = options.MaxThreads,
                    Seed = options.Seed,
                    FeatureSelectionSeed = options.Seed,
                }
            )
            .Fit(run.View);
}
