using System.Runtime.CompilerServices;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Grows one tree, always splitting the leaf that gains most, until the leaf limit, the depth limit or no gain is left.
/// Only the smaller child is summed; the other is parent - smaller. With columns drawn anew for every node there is
/// nothing to subtract:
/// each node sums its own few columns.
/// </summary>
internal sealed class TreeGrower(
    BinnedTable bins,
    GradientBuffer gradients,
    BoostedTreesOptions options,
    bool[] isCategory,
    int[] directions
)
{
    private readonly HistogramBuilder _builder = new(bins, gradients, options.MaxThreads);
    private readonly SplitFinder _finder = new(bins, gradients, options, isCategory, directions);
    private readonly RowPartition _partition = new(bins.RowCount, options.MaxThreads);

    /// <summary>Leaves with a question, best gain first; equal gains in the order they were found.</summary>
    private readonly PriorityQueue<GrowingNode, (double MinusGain, int Number)> _open = new();
    private Func<int, int[]>? _draw;
    private int _nodeCount;

    /// <summary>
    /// Rows of the tree; fill the first rowCount before <see cref="Grow"/>, afterwards every leaf owns a range of it.
    /// </summary>
    public int[] Rows => _partition.Rows;

    /// <param name="rowCount">Rows in use, 1..bins.RowCount.</param>
    /// <param name="columns">Columns that may be asked, rising.</param>
    /// <param name="shrinkage">Factor on every leaf's answer.</param>
    /// <param name="drawForNode">Given the number of a node in its tree, the columns that this node may ask; null when
    /// all nodes may ask all.</param>
    public GrowingNode Grow(int rowCount, int[] columns, double shrinkage, Func<int, int[]>? drawForNode = null)
    {
        _draw = drawForNode;
        _nodeCount = 0;
        _open.Clear();
        long[]? histogram = null;
        if (_draw is null && columns.Length > 0)
        {
            histogram = _builder.Rent();
            _builder.Build(Rows.AsMemory(0, rowCount), columns, histogram);
        }

        var root = new GrowingNode
        {
            Start = 0,
            Count = rowCount,
            Depth = 0,
            Sums = histogram is null ? SumRows(rowCount) : SumBins(histogram, columns[0], rowCount),
            Histogram = histogram,
        };

        Prepare(root, columns, shrinkage, mayGrow: columns.Length > 0);
        for (var leafCount = 1; leafCount < options.LeafCount && _open.TryDequeue(out var node, out _); leafCount++)
        {
            Divide(node, columns, shrinkage, mayGrow: leafCount + 1 < options.LeafCount);
        }

        while (_open.TryDequeue(out var leaf, out _))
        {
            leaf.Split = null;
            Release(leaf);
        }

        return root;
    }

    private void Divide(GrowingNode node, int[] columns, double shrinkage, bool mayGrow)
    {
        var split = node.Split!;
        var leftCount = gradients.Count(split.LeftHessianAndCount);
        var missingBin = bins.BinCounts[split.Column] - 1;
        var goesLeft = new bool[256];
        for (var bin = 0; bin <= missingBin; bin++)
        {
            goesLeft[bin] = split.GoesLeft(bin, missingBin);
        }

        _partition.Split(node.Start, node.Count, bins.ByColumn[split.Column], goesLeft, leftCount);
        var (leftSums, rightSums) = ChildSums(node, split, leftCount);
        var left = new GrowingNode
        {
            Start = node.Start,
            Count = leftCount,
            Depth = node.Depth + 1,
            Sums = leftSums,
        };
        var right = new GrowingNode
        {
            Start = node.Start + leftCount,
            Count = node.Count - leftCount,
            Depth = node.Depth + 1,
            Sums = rightSums,
        };
        node.Left = left;
        node.Right = right;
        var (small, large) = left.Count <= right.Count ? (left, right) : (right, left);
        mayGrow &= left.Depth < options.MaxDepth && large.Count >= 2 * options.MinRowsPerLeaf;
        if (mayGrow && _draw is null)
        {
            small.Histogram = _builder.Rent();
            _builder.Build(Rows.AsMemory(small.Start, small.Count), columns, small.Histogram);
            HistogramBuilder.Subtract(node.Histogram!, small.Histogram);
            large.Histogram = node.Histogram;
            node.Histogram = null;
        }

        Release(node);
        Prepare(left, columns, shrinkage, mayGrow);
        Prepare(right, columns, shrinkage, mayGrow);
    }

    private void Prepare(GrowingNode node, int[] columns, double shrinkage, bool mayGrow)
    {
        node.Value = (float)(
            shrinkage
            * _finder.LeafValue(
                gradients.Gradient(node.Sums.Gradient),
                gradients.Hessian(node.Sums.HessianAndCount),
                node.Sums
            )
        );
        var number = _nodeCount++;
        if (mayGrow && node.Count >= 2 * options.MinRowsPerLeaf)
        {
            node.Split = _draw is null
                ? _finder.Find(node.Histogram!, columns, node.Sums)
                : FindAmong(_draw(number), node);
        }

        if (node.Split is null)
        {
            Release(node);
            return;
        }

        _open.Enqueue(node, (-node.Split.Gain, number));
    }

    private Split? FindAmong(int[] drawn, GrowingNode node)
    {
        var histogram = _builder.Rent();
        _builder.Build(Rows.AsMemory(node.Start, node.Count), drawn, histogram);
        var split = _finder.Find(histogram, drawn, node.Sums);
        _builder.Return(histogram);
        return split;
    }

    /// <summary>A monotone split sets a wall between its children that no later answer may cross.</summary>
    private (NodeSums Left, NodeSums Right) ChildSums(GrowingNode node, Split split, int leftCount)
    {
        var sums = node.Sums;
        var left = new NodeSums(split.LeftGradient, split.LeftHessianAndCount, leftCount, sums.Lowest, sums.Highest);
        var right = new NodeSums(
            sums.Gradient - split.LeftGradient,
            sums.HessianAndCount - split.LeftHessianAndCount,
            node.Count - leftCount,
            sums.Lowest,
            sums.Highest
        );
        var direction = directions[split.Column];
        if (direction == 0)
        {
            return (left, right);
        }

        var wall = 0.5 * (Answer(left) + Answer(right));
        return direction > 0
            ? (left with { Highest = wall }, right with { Lowest = wall })
            : (left with { Lowest = wall }, right with { Highest = wall });

        double Answer(in NodeSums of) =>
            _finder.LeafValue(gradients.Gradient(of.Gradient), gradients.Hessian(of.HessianAndCount), of);
    }

    /// <summary>The bins of any one column hold every row once.</summary>
    private NodeSums SumBins(long[] histogram, int column, int rowCount)
    {
        long gradient = 0,
            rest = 0;
        foreach (var bin in Enumerable.Range(bins.BinOffsets[column], bins.BinCounts[column]))
        {
            gradient += histogram[2 * bin];
            rest += histogram[(2 * bin) + 1];
        }

        return new NodeSums(gradient, rest, rowCount);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private NodeSums SumRows(int rowCount)
    {
        long gradient = 0,
            rest = 0;
        for (var i = 0; i < rowCount; i++)
        {
            var packed = gradients.Packed[Rows[i]];
            gradient += (int)packed;
            rest += packed >> 32;
        }

        return new NodeSums(gradient, rest + (rowCount * gradients.CountUnit), rowCount);
    }

    private void Release(GrowingNode node)
    {
        if (node.Histogram is { } histogram)
        {
            _builder.Return(histogram);
            node.Histogram = null;
        }
    }
}
