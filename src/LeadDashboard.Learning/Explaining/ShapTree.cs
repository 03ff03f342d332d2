using System.Runtime.Intrinsics;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Explaining;

/// <summary>
/// One tree prepared for <see cref="TreeShap"/>. An edge leads from a parent to node e. Its factor at quadrature point t is o t + z (1 - t), where z is the product
/// of cover shares and o the "all followed" of this edge and of the edges above it that ask the same column. Everything that does not depend on the row is computed once.
/// </summary>
internal sealed class ShapTree
{
    private readonly Tree tree;
    private readonly int pointCount;

    /// <summary>int[nodeCount]: parent of a node.</summary>
    private readonly int[] parents;

    /// <summary>int[nodeCount]: nearest edge above that asks the same column; 0 (the root, never an edge) when there is none.</summary>
    private readonly int[] sameAbove;

    /// <summary>double[nodeCount x 3 x pointCount]: what the product is multiplied by at an edge, by (followed before) + (followed now).</summary>
    private readonly double[] ratios;

    /// <summary>double[nodeCount x 2 x pointCount]: (o - z) * weight / factor of an edge, by followed.</summary>
    private readonly double[] shares;

    public ShapTree(Tree tree)
    {
        this.tree = tree;
        var nodeCount = tree.Nodes.Length;
        parents = new int[nodeCount];
        sameAbove = new int[nodeCount];
        var depths = new int[nodeCount];
        var coverShares = new double[nodeCount];
        var reach = new double[nodeCount];
        reach[0] = 1;
        for (var p = 0; p < nodeCount; p++)
        {
            var node = tree.Nodes[p];
            if (node.IsLeaf)
            {
                Expected += reach[p] * node.Value;
                continue;
            }

            for (var side = 0; side < 2; side++)
            {
                var e = node.Left + side;
                parents[e] = p;
                reach[e] = reach[p] * CoverShare(node.Left, side);
                sameAbove[e] = FindAbove(p, node.Column);
                depths[e] = depths[p] + (sameAbove[e] == 0 ? 1 : 0);
                coverShares[e] = CoverShare(node.Left, side) * (sameAbove[e] == 0 ? 1 : coverShares[sameAbove[e]]);
            }
        }

        // The integrand has degree (distinct columns - 1); four points at a time fill a vector.
        pointCount = 4 * ((((depths.Max() + 1) / 2) + 3) / 4);
        (ratios, shares) = Prepare(coverShares);
    }

    /// <summary>Mean answer over the training rows: sum over leaves of cover share * answer.</summary>
    public double Expected { get; }

    /// <summary>doubles needed by <see cref="Add"/>: per node the products and the sums, and the followed marks.</summary>
    public int ScratchLength => tree.Nodes.Length * (pointCount + 1);

    /// <summary>Adds this tree's shares of one row.</summary>
    public unsafe void Add(ReadOnlySpan<float> row, Span<double> contributions, double[] scratch)
    {
        var nodes = tree.Nodes;
        var n = pointCount;
        fixed (double* products = scratch, ratio = ratios, share = shares)
        fixed (int* above = sameAbove, parent = parents)
        {
            var followed = (int*)(products + (nodes.Length * n));
            followed[0] = 1;
            new Span<double>(products, n).Fill(1);
            for (var p = 0; p < nodes.Length; p++)
            {
                ref readonly var node = ref nodes[p];
                if (node.IsLeaf)
                {
                    Scale(products + (p * n), node.Value, n);
                    continue;
                }

                var left = tree.GoesLeft(node, row[node.Column]) ? 1 : 0;
                var e = node.Left;
                var before = followed[above[e]];
                followed[e] = before & left;
                followed[e + 1] = before & (1 - left);
                Multiply(products + (p * n), ratio + (((3 * e) + before + followed[e]) * n), products + (e * n), n);
                Multiply(products + (p * n), ratio + (((3 * (e + 1)) + before + followed[e + 1]) * n), products + ((e + 1) * n), n);
            }

            for (var e = nodes.Length - 2; e > 0; e -= 2)
            {
                // Siblings lie side by side, so both edges of one parent are done together; its product is replaced by the sum of its leaves.
                var p = parent[e];
                var sums = products + (e * n);
                var same = above[e];
                var total = Dot(sums, share + (((2 * e) + followed[e]) * n), n) + Dot(sums + n, share + (((2 * (e + 1)) + followed[e + 1]) * n), n);
                AddTo(sums, sums + n, products + (p * n), n);
                if (same != 0)
                {
                    total -= Dot(products + (p * n), share + (((2 * same) + followed[same]) * n), n);
                }

                contributions[nodes[p].Column] += total;
            }
        }
    }

    private static unsafe void Multiply(double* a, double* b, double* result, int n)
    {
        for (var k = 0; k < n; k += 4)
        {
            (Vector256.Load(a + k) * Vector256.Load(b + k)).Store(result + k);
        }
    }

    private static unsafe void AddTo(double* a, double* b, double* result, int n)
    {
        for (var k = 0; k < n; k += 4)
        {
            (Vector256.Load(a + k) + Vector256.Load(b + k)).Store(result + k);
        }
    }

    private static unsafe void Scale(double* a, double factor, int n)
    {
        for (var k = 0; k < n; k += 4)
        {
            (Vector256.Load(a + k) * factor).Store(a + k);
        }
    }

    private static unsafe double Dot(double* a, double* b, int n)
    {
        var sum = Vector256<double>.Zero;
        for (var k = 0; k < n; k += 4)
        {
            sum += Vector256.Load(a + k) * Vector256.Load(b + k);
        }

        return Vector256.Sum(sum);
    }

    private (double[] Ratios, double[] Shares) Prepare(double[] coverShares)
    {
        var (points, weights) = GaussLegendre.On01(pointCount);
        var nodeCount = tree.Nodes.Length;
        var ratio = new double[nodeCount * 3 * pointCount];
        var share = new double[nodeCount * 2 * pointCount];
        for (var e = 1; e < nodeCount; e++)
        {
            for (var k = 0; k < pointCount; k++)
            {
                for (var now = 0; now <= 1; now++)
                {
                    var factor = Factor(e, now, points[k]);
                    share[(((2 * e) + now) * pointCount) + k] = (now - coverShares[e]) * weights[k] / factor;
                    for (var before = now; before <= 1; before++)
                    {
                        // Without an edge above the root stands in for it: followed, factor 1.
                        var replaced = sameAbove[e] == 0 ? 1 : Factor(sameAbove[e], before, points[k]);
                        ratio[(((3 * e) + before + now) * pointCount) + k] = factor / replaced;
                    }
                }
            }
        }

        return (ratio, share);

        double Factor(int e, int now, double t) => (now * t) + (coverShares[e] * (1 - t));
    }

    /// <summary>A child that no training row reached still needs a share above 0, or its factor could not be divided out.</summary>
    private double CoverShare(int left, int side)
    {
        const double smallest = 1e-9;
        double l = tree.Covers[left], r = tree.Covers[left + 1];
        var share = l + r > 0 ? Math.Clamp(l / (l + r), smallest, 1 - smallest) : 0.5;
        return side == 0 ? share : 1 - share;
    }

    private int FindAbove(int node, int column)
    {
        for (var e = node; e != 0; e = parents[e])
        {
            if (tree.Nodes[parents[e]].Column == column)
            {
                return e;
            }
        }

        return 0;
    }
}
