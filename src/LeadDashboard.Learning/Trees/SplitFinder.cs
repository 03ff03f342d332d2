using System.Runtime.CompilerServices;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// The best question for a node. Gain = score(left) + score(right) - score(node), score = T(G)^2 / (H + L2), T(G) = G
/// pulled towards 0 by L1
/// (Chen and Guestrin 2016, formula 7). Categories are put in order of their gradient statistics first (Fisher 1958),
/// which finds the best two groups.
/// </summary>
internal sealed class SplitFinder(
    BinnedTable bins,
    GradientBuffer gradients,
    BoostedTreesOptions options,
    bool[] isCategory,
    int[] directions
)
{
    /// <summary>Rounding noise is no gain.</summary>
    private const double SmallestGain = 1e-6;

    /// <summary>
    /// With so few categories every grouping is cheap to trust, so no smoothing is added to the sides.
    /// </summary>
    private const int FewCategories = 4;
    private readonly double _l1 = options.L1;
    private readonly double _lambda = options.L2;
    private readonly double _minHessian = options.MinHessian;
    private readonly int _minRows = options.MinRowsPerLeaf;
    private readonly bool _constrained = directions.Any(direction => direction != 0);

    public Split? Find(long[] histogram, int[] columns, in NodeSums node)
    {
        Split? best = null;
        foreach (var column in columns)
        {
            var candidate = isCategory[column]
                ? FindCategory(histogram, column, node, best?.Gain ?? SmallestGain)
                : FindNumber(histogram, column, node, best?.Gain ?? SmallestGain);
            best = candidate ?? best;
        }

        return best;
    }

    /// <summary>The answer of a leaf before the learning rate: -T(G) / (H + L2), within the node's limits.</summary>
    public double LeafValue(double gradient, double hessian, in NodeSums node) =>
        Math.Clamp(FreeLeafValue(gradient, hessian), node.Lowest, node.Highest);

    private double FreeLeafValue(double gradient, double hessian)
    {
        var denominator = hessian + _lambda;
        return denominator <= 0 ? 0 : -Shrink(gradient) / denominator;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Shrink(double gradient) =>
        _l1 == 0 ? gradient : Math.Sign(gradient) * Math.Max(0, Math.Abs(gradient) - _l1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Split? FindNumber(long[] histogram, int column, in NodeSums node, double gainToBeat)
    {
        var valueBins = bins.BinCounts[column] - 1;
        var cells = histogram.AsSpan(2 * bins.BinOffsets[column], 2 * (valueBins + 1));
        long missingGradient = cells[2 * valueBins],
            missingHessianAndCount = cells[(2 * valueBins) + 1];
        var anyMissing = gradients.Count(missingHessianAndCount) > 0;
        var nodeScore = Score(gradients.Gradient(node.Gradient), gradients.Hessian(node.HessianAndCount), _lambda);
        long leftGradient = 0,
            leftHessianAndCount = 0,
            bestGradient = 0,
            bestHessianAndCount = 0;
        var bestBin = -1;
        var bestMissingLeft = false;
        var direction = directions[column];
        for (var bin = 0; bin < valueBins; bin++)
        {
            var hessianAndCount = cells[(2 * bin) + 1];
            if (hessianAndCount == 0)
            {
                continue;
            }

            leftGradient += cells[2 * bin];
            leftHessianAndCount += hessianAndCount;
            var gain = Gain(leftGradient, leftHessianAndCount, node, nodeScore, _lambda, direction, gainToBeat);
            if (gain > gainToBeat)
            {
                (gainToBeat, bestBin, bestMissingLeft, bestGradient, bestHessianAndCount) = (
                    gain,
                    bin,
                    false,
                    leftGradient,
                    leftHessianAndCount
                );
            }

            if (!anyMissing)
            {
                continue;
            }

            gain = Gain(
                leftGradient + missingGradient,
                leftHessianAndCount + missingHessianAndCount,
                node,
                nodeScore,
                _lambda,
                direction,
                gainToBeat
            );
            if (gain > gainToBeat)
            {
                (gainToBeat, bestBin, bestMissingLeft, bestGradient, bestHessianAndCount) = (
                    gain,
                    bin,
                    true,
                    leftGradient + missingGradient,
                    leftHessianAndCount + missingHessianAndCount
                );
            }
        }

        if (bestBin < 0)
        {
            return null;
        }

        // Without missing rows to learn from, missing follows the larger side.
        var missingLeft = anyMissing ? bestMissingLeft : 2 * gradients.Count(bestHessianAndCount) >= node.Count;
        return new Split
        {
            Gain = gainToBeat,
            Column = column,
            Bin = bestBin,
            MissingLeft = missingLeft,
            LeftGradient = bestGradient,
            LeftHessianAndCount = bestHessianAndCount,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Split? FindCategory(long[] histogram, int column, in NodeSums node, double gainToBeat)
    {
        var binCount = bins.BinCounts[column];
        var start = 2 * bins.BinOffsets[column];
        Span<int> order = stackalloc int[256];
        Span<double> keys = stackalloc double[256];
        var used = 0;
        for (var bin = 0; bin < binCount; bin++)
        {
            var hessianAndCount = histogram[start + (2 * bin) + 1];
            if (hessianAndCount != 0)
            {
                order[used] = bin;
                keys[used++] =
                    gradients.Gradient(histogram[start + (2 * bin)])
                    / (gradients.Hessian(hessianAndCount) + options.CategorySmoothing + 1e-12);
            }
        }

        if (used < 2)
        {
            return null;
        }

        SortStable(keys[..used], order[..used]);
        var l2 = _lambda + (used > FewCategories ? options.CategorySmoothing : 0);
        var nodeScore = Score(gradients.Gradient(node.Gradient), gradients.Hessian(node.HessianAndCount), _lambda);
        long leftGradient = 0,
            leftHessianAndCount = 0,
            bestGradient = 0,
            bestHessianAndCount = 0;
        var bestLength = 0;
        for (var k = 0; k < used - 1; k++)
        {
            leftGradient += histogram[start + (2 * order[k])];
            leftHessianAndCount += histogram[start + (2 * order[k]) + 1];
            var gain = Gain(leftGradient, leftHessianAndCount, node, nodeScore, l2, 0, gainToBeat);
            if (gain > gainToBeat)
            {
                (gainToBeat, bestLength, bestGradient, bestHessianAndCount) = (
                    gain,
                    k + 1,
                    leftGradient,
                    leftHessianAndCount
                );
            }
        }

        return bestLength == 0
            ? null
            : CategorySplit(column, order[..used], bestLength, gainToBeat, bestGradient, bestHessianAndCount, node);
    }

    private Split CategorySplit(
        int column,
        ReadOnlySpan<int> order,
        int leftLength,
        double gain,
        long gradient,
        long hessianAndCount,
        in NodeSums node
    )
    {
        var leftIsLarger = 2 * gradients.Count(hessianAndCount) >= node.Count;
        var leftBins = new bool[bins.BinCounts[column]];
        Array.Fill(leftBins, leftIsLarger); // categories this node never saw follow the larger side
        for (var k = 0; k < order.Length; k++)
        {
            leftBins[order[k]] = k < leftLength;
        }

        return new Split
        {
            Gain = gain,
            Column = column,
            Bin = -1,
            MissingLeft = leftBins[^1],
            LeftBins = leftBins,
            LeftGradient = gradient,
            LeftHessianAndCount = hessianAndCount,
        };
    }

    /// <summary>Insertion sort: at most 256 items, and equal keys keep the order of their bins.</summary>
    private static void SortStable(Span<double> keys, Span<int> order)
    {
        for (var i = 1; i < keys.Length; i++)
        {
            var (key, item) = (keys[i], order[i]);
            var k = i - 1;
            for (; k >= 0 && keys[k] > key; k--)
            {
                keys[k + 1] = keys[k];
                order[k + 1] = order[k];
            }

            keys[k + 1] = key;
            order[k + 1] = item;
        }
    }

    /// <summary>Gain of a split, negative infinity where it is not allowed or not above the gain to beat.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Gain(
        long leftGradient,
        long leftHessianAndCount,
        in NodeSums node,
        double nodeScore,
        double l2,
        int direction,
        double gainToBeat
    )
    {
        var leftCount = gradients.Count(leftHessianAndCount);
        if (leftCount < _minRows || node.Count - leftCount < _minRows)
        {
            return double.NegativeInfinity;
        }

        double gl = gradients.Gradient(leftGradient),
            hl = gradients.Hessian(leftHessianAndCount);
        double gr = gradients.Gradient(node.Gradient - leftGradient),
            hr = gradients.Hessian(node.HessianAndCount - leftHessianAndCount);
        if (hl < _minHessian || hr < _minHessian)
        {
            return double.NegativeInfinity;
        }

        if (!_constrained)
        {
            double tl = Shrink(gl),
                tr = Shrink(gr),
                dl = hl + l2,
                dr = hr + l2;
            // tl^2 / dl + tr^2 / dr > bar, multiplied out: most candidates lose, and are refused without a division.
            return (tl * tl * dr) + (tr * tr * dl) > (gainToBeat + nodeScore) * dl * dr
                ? Score(gl, hl, l2) + Score(gr, hr, l2) - nodeScore
                : double.NegativeInfinity;
        }

        double left = LeafValue(gl, hl, node),
            right = LeafValue(gr, hr, node);
        if (direction * (right - left) < 0)
        {
            return double.NegativeInfinity;
        }

        var own = LeafValue(gl + gr, hl + hr, node);
        return ScoreAt(left, gl, hl, l2) + ScoreAt(right, gr, hr, l2) - ScoreAt(own, gl + gr, hl + hr, _lambda);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Score(double gradient, double hessian, double l2)
    {
        var shrunk = Shrink(gradient);
        return hessian + l2 <= 0 ? 0 : shrunk * shrunk / (hessian + l2);
    }

    /// <summary>
    /// Twice the loss saved by answering <paramref name="value"/>: -(2 G v + (H + L2) v^2 + 2 L1 |v|).
    /// </summary>
    private double ScoreAt(double value, double gradient, double hessian, double l2) =>
        -((2 * gradient * value) + ((hessian + l2) * value * value) + (2 * _l1 * Math.Abs(value)));
}

/// <summary>
/// Sums of one node, fixed point, and the limits that monotone constraints above it set to its answer.
/// </summary>
internal readonly record struct NodeSums(
    long Gradient,
    long HessianAndCount,
    int Count,
    double Lowest = double.NegativeInfinity,
    double Highest = double.PositiveInfinity
);
