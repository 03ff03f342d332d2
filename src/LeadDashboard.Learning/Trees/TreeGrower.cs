namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Grows one tree, always splitting the leaf that gains most, until the leaf limit, the depth limit or no gain is left.
/// Only the smaller child is summed; the other is parent - smaller.
/// </summary>
internal sealed class TreeGrower(BinnedTable bins, GradientBuffer gradients, BoostedTreesOptions options, bool[] isCategory, int[] directions)
{
    private readonly HistogramBuilder builder = new(bins, gradients, options.MaxThreads);
    private readonly SplitFinder finder = new(bins, gradients, options, isCategory, directions);
    private readonly RowPartition partition = new(bins.RowCount, options.MaxThreads);

    /// <summary>Rows of the tree; fill the first rowCount before <see cref="Grow"/>, afterwards every leaf owns a range of it.</summary>
    public int[] Rows => partition.Rows;

    /// <param name="rowCount">Rows in use, 1..bins.RowCount.</param>
    /// <param name="columns">Columns that may be asked, rising.</param>
    /// <param name="shrinkage">Factor on every leaf's answer.</param>
    public GrowingNode Grow(int rowCount, int[] columns, double shrinkage)
    {
        var histogram = builder.Rent();
        builder.Build(Rows.AsMemory(0, rowCount), columns, histogram);
        var root = new GrowingNode { Start = 0, Count = rowCount, Depth = 0, Sums = RootSums(rowCount), Histogram = histogram };
        var leaves = new List<GrowingNode> { root };
        Prepare(root, columns, shrinkage, mayGrow: columns.Length > 0);
        while (leaves.Count < options.LeafCount)
        {
            var pick = -1;
            for (var i = 0; i < leaves.Count; i++)
            {
                if (leaves[i].Split is { } split && (pick < 0 || split.Gain > leaves[pick].Split!.Gain))
                {
                    pick = i;
                }
            }

            if (pick < 0)
            {
                break;
            }

            var node = leaves[pick];
            Divide(node, columns, shrinkage, mayGrow: leaves.Count + 1 < options.LeafCount);
            leaves[pick] = node.Left!;
            leaves.Add(node.Right!);
        }

        foreach (var leaf in leaves)
        {
            Release(leaf);
        }

        return root;
    }

    private void Divide(GrowingNode node, int[] columns, double shrinkage, bool mayGrow)
    {
        var split = node.Split!;
        var leftCount = gradients.Count(split.LeftRest);
        var missingBin = bins.BinCounts[split.Column] - 1;
        var goesLeft = new bool[256];
        for (var bin = 0; bin <= missingBin; bin++)
        {
            goesLeft[bin] = split.GoesLeft(bin, missingBin);
        }

        partition.Split(node.Start, node.Count, bins.ByColumn[split.Column], goesLeft, leftCount);
        var (leftSums, rightSums) = ChildSums(node, split, leftCount);
        var left = new GrowingNode { Start = node.Start, Count = leftCount, Depth = node.Depth + 1, Sums = leftSums };
        var right = new GrowingNode { Start = node.Start + leftCount, Count = node.Count - leftCount, Depth = node.Depth + 1, Sums = rightSums };
        node.Left = left;
        node.Right = right;
        var (small, large) = left.Count <= right.Count ? (left, right) : (right, left);
        mayGrow &= left.Depth < options.MaxDepth && large.Count >= 2 * options.MinRowsPerLeaf;
        if (mayGrow)
        {
            small.Histogram = builder.Rent();
            builder.Build(Rows.AsMemory(small.Start, small.Count), columns, small.Histogram);
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
        node.Value = (float)(shrinkage * finder.LeafValue(gradients.Gradient(node.Sums.Gradient), gradients.Hessian(node.Sums.Rest), node.Sums));
        if (mayGrow && node.Count >= 2 * options.MinRowsPerLeaf)
        {
            node.Split = finder.Find(node.Histogram!, columns, node.Sums);
        }

        if (node.Split is null)
        {
            Release(node);
        }
    }

    /// <summary>A monotone split sets a wall between its children that no later answer may cross.</summary>
    private (NodeSums Left, NodeSums Right) ChildSums(GrowingNode node, Split split, int leftCount)
    {
        var sums = node.Sums;
        var left = new NodeSums(split.LeftGradient, split.LeftRest, leftCount, sums.Lowest, sums.Highest);
        var right = new NodeSums(sums.Gradient - split.LeftGradient, sums.Rest - split.LeftRest, node.Count - leftCount, sums.Lowest, sums.Highest);
        var direction = directions[split.Column];
        if (direction == 0)
        {
            return (left, right);
        }

        var wall = 0.5 * (Answer(left) + Answer(right));
        return direction > 0
            ? (left with { Highest = wall }, right with { Lowest = wall })
            : (left with { Lowest = wall }, right with { Highest = wall });

        double Answer(in NodeSums of) => finder.LeafValue(gradients.Gradient(of.Gradient), gradients.Hessian(of.Rest), of);
    }

    private NodeSums RootSums(int rowCount)
    {
        long gradient = 0, rest = 0;
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
            builder.Return(histogram);
            node.Histogram = null;
        }
    }
}
