using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Trees;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>
/// Reads trees of the library into ours, over the columns of the table: prediction, exact reasons and storage are then
/// those of our own trees.
/// </summary>
internal static class LibraryTrees
{
    /// <summary>raw(row) = scaling of (bias + sum over trees of weight * answer).</summary>
    /// <param name="run">The rows learnt from give each node its cover.</param>
    /// <param name="bias">Of the library's ensemble.</param>
    /// <param name="trees">Of the library.</param>
    /// <param name="weights">One per tree.</param>
    /// <param name="scaling">To log-odds.</param>
    /// <param name="maxThreads">Changes the time only.</param>
    public static TreeEnsemble Read(
        LibraryRun run,
        double bias,
        IReadOnlyList<RegressionTreeBase> trees,
        IReadOnlyList<double> weights,
        PlattScaling scaling,
        int maxThreads
    )
    {
        var read = new Tree[trees.Count];
        ParallelRange.ForBlocks(
            read.Length,
            8,
            maxThreads,
            (_, start, end) =>
            {
                for (var t = start; t < end; t++)
                {
                    read[t] = Read(trees[t], run.Cells, run.Derived, scaling.Slope * weights[t]);
                }
            }
        );
        return TreeEnsemble.Over(run.Table, scaling.Calibrate(bias), read);
    }

    /// <summary>Boosted trees whose sum the library's calibrator makes a chance.</summary>
    /// <param name="run">The rows learnt from.</param>
    /// <param name="model">Of the library.</param>
    /// <param name="maxThreads">Changes the time only.</param>
    public static BoostedTreesModel Boosted<TTrees>(
        LibraryRun run,
        CalibratedModelParametersBase<TTrees, PlattCalibrator> model,
        int maxThreads
    )
        where TTrees : TreeEnsembleModelParametersBasedOnRegressionTree
    {
        var trees = model.SubModel.TrainedTreeEnsemble;
        return new BoostedTreesModel(
            Read(run, trees.Bias, trees.Trees, trees.TreeWeights, LogOddsOf(model.Calibrator), maxThreads),
            LossKind.Log
        );
    }

    /// <summary>
    /// What the library's calibrator makes of an answer, as log-odds: it stores both numbers negated.
    /// </summary>
    private static PlattScaling LogOddsOf(PlattCalibrator calibrator) => new(-calibrator.Slope, -calibrator.Offset);

    private static Tree Read(RegressionTreeBase tree, float[] trained, DerivedTable derived, double scale)
    {
        var columnCount = derived.Columns.Length;
        var rowCount = columnCount == 0 ? 0 : trained.Length / columnCount;
        if (tree.NumberOfNodes == 0)
        {
            return new Tree([TreeNode.Leaf((float)(scale * tree.LeafValues[0]))], [rowCount], [0], []);
        }

        // The library numbers questions 0, 1, .. and leaves -1, -2, ..
        var order = new List<int> { 0 };
        var nodes = new List<TreeNode>();
        var bits = new List<uint>();
        for (var i = 0; i < order.Count; i++)
        {
            var of = order[i];
            if (of < 0)
            {
                nodes.Add(TreeNode.Leaf((float)(scale * tree.LeafValues[~of])));
                continue;
            }

            var column = derived.Columns[tree.NumericalSplitFeatureIndexes[of]];
            nodes.Add(column.Split(tree.NumericalSplitThresholds[of], order.Count, bits));
            order.Add(tree.LeftChild[of]);
            order.Add(tree.RightChild[of]);
        }

        return new Tree(
            [.. nodes],
            Covers(tree, order, nodes, trained, columnCount, rowCount),
            [.. order.Select(of => of < 0 ? 0 : (float)tree.SplitGains[of])],
            [.. bits]
        );
    }

    /// <summary>float[nodeCount]: rows learnt from that pass each node.</summary>
    private static float[] Covers(
        RegressionTreeBase tree,
        List<int> order,
        List<TreeNode> nodes,
        float[] trained,
        int columnCount,
        int rowCount
    )
    {
        var columns = order.Select(of => of < 0 ? -1 : tree.NumericalSplitFeatureIndexes[of]).ToArray();
        var thresholds = order.Select(of => of < 0 ? 0 : tree.NumericalSplitThresholds[of]).ToArray();
        var lefts = nodes.Select(node => node.Left).ToArray();
        var counts = new int[lefts.Length];
        for (var row = 0; row < rowCount; row++)
        {
            var cells = trained.AsSpan(row * columnCount, columnCount);
            var at = 0;
            while (lefts[at] >= 0)
            {
                at = lefts[at] + (cells[columns[at]] <= thresholds[at] ? 0 : 1);
            }

            counts[at]++;
        }

        for (var at = lefts.Length - 1; at >= 0; at--)
        {
            if (lefts[at] >= 0)
            {
                counts[at] = counts[lefts[at]] + counts[lefts[at] + 1];
            }
        }

        return [.. counts.Select(count => (float)count)];
    }
}
