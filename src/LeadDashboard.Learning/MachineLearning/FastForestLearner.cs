using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>
/// Random forest of Microsoft.ML (FastForest), served as our own trees. The library answers with a mean of the trees
/// that is no log-odds: Platt's scaling on the rows learnt from brings it onto that scale.
/// </summary>
public static class FastForestLearner
{
    /// <param name="table">rowCount x columnCount, at least 1 row.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked before the library begins, which cannot be stopped on its way.</param>
    /// <exception cref="ArgumentException">Rows and labels do not fit together, or a setting is out of its
    /// range.</exception>
    public static RandomForestModel Fit(
        FeatureTable table,
        float[] labels,
        LibraryTreesOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var run = LibraryRun.Start(table, labels, options, cancellationToken);
        var trees = run.HasColumns ? Train(run, options).Model.TrainedTreeEnsemble : null;
        if (trees is null or { Trees.Count: 0 })
        {
            return new RandomForestModel(LibraryRun.Constant(table, labels)); // nothing to ask
        }

        TreeEnsemble Scaled(PlattScaling scaling) =>
            LibraryTrees.Read(run, trees.Bias, trees.Trees, trees.TreeWeights, scaling, options.MaxThreads);
        var mean = new PlattScaling(1.0 / trees.Trees.Count, 0);
        var platt = PlattScaling.Fit(Scaled(mean).PredictRaw(table, options.MaxThreads), labels);
        return new RandomForestModel(Scaled(new PlattScaling(platt.Slope * mean.Slope, platt.Intercept)));
    }

    internal static BinaryPredictionTransformer<FastForestBinaryModelParameters> Train(
        LibraryRun run,
        LibraryTreesOptions options
    ) =>
        run.Context.BinaryClassification.Trainers.FastForest(
                new FastForestBinaryTrainer.Options
                {
                    NumberOfTrees = options.TreeCount,
                    NumberOfLeaves = options.LeafCount,
                    MinimumExampleCountPerLeaf = options.MinRowsPerLeaf,
                    FeatureFractionPerSplit = options.ColumnSampling,
                    MaximumBinCountPerFeature = options.BinCount,
                    NumberOfThreads = options.MaxThreads,
                    Seed = options.Seed,
                    FeatureSelectionSeed = options.Seed,
                }
            )
            .Fit(run.View);
}
