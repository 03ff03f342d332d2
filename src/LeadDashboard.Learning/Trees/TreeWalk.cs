using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// A tree laid out for many rows: four times eight rows walk down together with gathered loads, so that the waits for
/// memory overlap.
/// A leaf leads back to itself, so that rows which arrive early wait for the others. Trees with categories, and
/// machines without gathers, walk row by row.
/// </summary>
internal sealed class TreeWalk
{
    private const int Lanes = 8;
    private const int Together = 4 * Lanes;
    private const int LeftBits = 18;
    private const int MaxColumns = 1 << (31 - LeftBits - 1);
    private readonly Tree _tree;

    /// <summary>float[nodeCount]: threshold; NaN for a leaf.</summary>
    private readonly float[] _thresholds = [];

    /// <summary>int[nodeCount]: left child in the low bits, then the column, then the default-left bit.</summary>
    private readonly int[] _ways = [];
    private readonly float[] _values = [];

    public TreeWalk(Tree tree)
    {
        this._tree = tree;
        var nodes = tree.Nodes;
        if (
            !Avx2.IsSupported
            || tree.HasCategories
            || nodes.Length == 1
            || nodes.Length > 1 << LeftBits
            || nodes.Any(node => node.Column >= MaxColumns)
        )
        {
            return;
        }

        _thresholds = [.. nodes.Select(node => node.IsLeaf ? float.NaN : node.Threshold)];
        _values = [.. nodes.Select(node => node.IsLeaf ? node.Value : 0)];
        _ways = new int[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            // Nothing is below NaN, so a leaf is always left to the right: to itself.
            var left = nodes[i].IsLeaf ? i - 1 : nodes[i].Left;
            _ways[i] = left | (nodes[i].Column << LeftBits) | (nodes[i].DefaultLeft ? int.MinValue : 0);
        }
    }

    /// <summary>Adds this tree's answer to every row.</summary>
    /// <param name="raw">double[rowCount].</param>
    /// <param name="cells">float[rowCount x columnCount]; missing as NaN, codes as floats.</param>
    /// <param name="columnCount">Values of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void AddTo(Span<double> raw, ReadOnlySpan<float> cells, int columnCount)
    {
        var row = 0;
        if (_ways.Length > 0 && columnCount > 0)
        {
            fixed (
                float* cell = cells,
                    threshold = _thresholds,
                    value = _values
            )
            fixed (int* way = _ways)
            {
                var starts = Vector256<int>.Indices * columnCount;
                var leaves = stackalloc int[Together];
                for (; row + Together <= raw.Length; row += Together)
                {
                    var from = cell + (row * columnCount);
                    Vector256<int> a = default,
                        b = default,
                        c = default,
                        d = default;
                    while (true)
                    {
                        var nextA = Step(from, starts, a, threshold, way);
                        var nextB = Step(from + (Lanes * columnCount), starts, b, threshold, way);
                        var nextC = Step(from + (2 * Lanes * columnCount), starts, c, threshold, way);
                        var nextD = Step(from + (3 * Lanes * columnCount), starts, d, threshold, way);
                        var moved = (nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d);
                        (a, b, c, d) = (nextA, nextB, nextC, nextD);
                        if (moved == Vector256<int>.Zero)
                        {
                            break;
                        }
                    }

                    a.Store(leaves);
                    b.Store(leaves + Lanes);
                    c.Store(leaves + (2 * Lanes));
                    d.Store(leaves + (3 * Lanes));
                    for (var k = 0; k < Together; k++)
                    {
                        raw[row + k] += value[leaves[k]];
                    }
                }
            }
        }

        for (; row < raw.Length; row++)
        {
            raw[row] += _tree.Predict(cells.Slice(row * columnCount, columnCount));
        }
    }

    /// <summary>Where eight rows go from the nodes they are at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Step(
        float* cells,
        Vector256<int> starts,
        Vector256<int> at,
        float* thresholds,
        int* ways
    )
    {
        var way = Avx2.GatherVector256(ways, at, 4);
        var column = (way & Vector256.Create(int.MaxValue)) >> LeftBits;
        var x = Avx2.GatherVector256(cells, starts + column, 4);
        var threshold = Avx2.GatherVector256(thresholds, at, 4);
        var missing = ~Vector256.Equals(x, x).AsInt32();
        var left = Vector256.LessThan(x, threshold).AsInt32() | (missing & (way >> 31));
        return (way & Vector256.Create((1 << LeftBits) - 1)) + Vector256<int>.One + left; // left is -1 or 0
    }
}
