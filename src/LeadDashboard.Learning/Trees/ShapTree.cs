using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// One tree prepared for <see cref="TreeShap"/>, however large. An edge leads from a parent to node e. Its factor at
/// quadrature point t is o t + z (1 - t), where z is the product
/// of cover shares and o the "all followed" of this edge and of the edges above it that ask the same column. Everything
/// that does not depend on the row is computed once.
/// </summary>
internal sealed class ShapTree
{
    private const int Lanes = 4;
    private readonly Tree _tree;
    private readonly Question[] _questions;
    private readonly int _pointCount;

    /// <summary>int[nodeCount]: parent of a node.</summary>
    private readonly int[] _parents;

    /// <summary>
    /// int[nodeCount]: nearest edge above that asks the same column; 0 (the root, never an edge) when there is none.
    /// </summary>
    private readonly int[] _sameAbove;

    /// <summary>
    /// double[nodeCount x 3 x pointCount]: what the product is multiplied by at an edge, by (followed before) +
    /// (followed now).
    /// </summary>
    private readonly double[] _ratios;

    /// <summary>double[nodeCount x 2 x pointCount]: (o - z) * weight / factor of an edge, by followed.</summary>
    private readonly double[] _shares;

    public ShapTree(Tree tree)
    {
        this._tree = tree;
        var nodeCount = tree.Nodes.Length;
        _parents = new int[nodeCount];
        _sameAbove = new int[nodeCount];
        var depths = new int[nodeCount];
        var coverShares = new double[nodeCount];
        for (var p = 0; p < nodeCount; p++)
        {
            var node = tree.Nodes[p];
            if (node.IsLeaf)
            {
                continue;
            }

            for (var side = 0; side < 2; side++)
            {
                var e = node.Left + side;
                _parents[e] = p;
                _sameAbove[e] = FindAbove(p, node.Column);
                depths[e] = depths[p] + (_sameAbove[e] == 0 ? 1 : 0);
                coverShares[e] =
                    CoverShares.Of(tree, node.Left, side) * (_sameAbove[e] == 0 ? 1 : coverShares[_sameAbove[e]]);
            }
        }

        // The integrand has degree (distinct columns - 1); four points at a time fill a vector.
        _pointCount = Lanes * ((((depths.Max() + 1) / 2) + Lanes - 1) / Lanes);
        _questions = [.. Enumerable.Range(0, nodeCount).Where(p => !tree.Nodes[p].IsLeaf).Select(Ask)];
        (_ratios, _shares) = Prepare(coverShares);

        Question Ask(int p)
        {
            var node = tree.Nodes[p];
            return new Question(
                node.Threshold,
                node.Column,
                p,
                node.Left,
                _sameAbove[node.Left],
                node.DefaultLeft ? 1 : 0,
                node.IsCategory
            );
        }
    }

    /// <summary>
    /// doubles needed by <see cref="Add"/>: per node the products and the sums, and the followed marks.
    /// </summary>
    public int ScratchLength => _tree.Nodes.Length * (_pointCount + 1);

    /// <summary>Adds this tree's shares of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Add(ReadOnlySpan<float> row, Span<double> contributions, double[] scratch)
    {
        fixed (
            double* products = scratch,
                ratio = _ratios,
                share = _shares
        )
        {
            var followed = (int*)(products + (_tree.Nodes.Length * _pointCount));
            followed[0] = 1;
            new Span<double>(products, _pointCount).Fill(1);
            if (_pointCount == Lanes)
            {
                Down(row, products, ratio, followed);
                Up(contributions, products, share, followed);
            }
            else
            {
                DownWide(row, products, ratio, followed);
                UpWide(contributions, products, share, followed);
            }
        }
    }

    /// <summary>Root to leaves: each node's product of factors; a leaf's factor holds its answer too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Down(ReadOnlySpan<float> row, double* products, double* ratio, int* followed)
    {
        foreach (ref readonly var q in _questions.AsSpan())
        {
            var left = GoesLeft(q, row[q.Column]);
            var e = q.Left;
            var before = followed[q.SameAbove];
            var followLeft = before & left;
            var followRight = before & (1 - left);
            followed[e] = followLeft;
            followed[e + 1] = followRight;
            var product = Vector256.Load(products + (q.Node * Lanes));
            (product * Vector256.Load(ratio + (((3 * e) + before + followLeft) * Lanes))).Store(products + (e * Lanes));
            (product * Vector256.Load(ratio + (((3 * e) + 3 + before + followRight) * Lanes))).Store(
                products + ((e + 1) * Lanes)
            );
        }
    }

    /// <summary>
    /// Leaves to root: each node's sum over its leaves, and from it the shares of the two edges below a question.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Up(Span<double> contributions, double* products, double* share, int* followed)
    {
        for (var k = _questions.Length - 1; k >= 0; k--)
        {
            ref readonly var q = ref _questions[k];
            var e = q.Left;
            var left = Vector256.Load(products + (e * Lanes));
            var right = Vector256.Load(products + ((e + 1) * Lanes));
            var sum = left + right;
            sum.Store(products + (q.Node * Lanes));
            var total =
                (left * Vector256.Load(share + (((2 * e) + followed[e]) * Lanes)))
                + (right * Vector256.Load(share + (((2 * e) + 2 + followed[e + 1]) * Lanes)));
            if (q.SameAbove != 0)
            {
                // These leaves now count for the lower edge of the column, no longer for the upper one.
                total -= sum * Vector256.Load(share + (((2 * q.SameAbove) + followed[q.SameAbove]) * Lanes));
            }

            contributions[q.Column] += Vector256.Sum(total);
        }
    }

    /// <summary><see cref="Down"/> for more than four points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void DownWide(ReadOnlySpan<float> row, double* products, double* ratio, int* followed)
    {
        var n = _pointCount;
        foreach (ref readonly var q in _questions.AsSpan())
        {
            var left = GoesLeft(q, row[q.Column]);
            var e = q.Left;
            var before = followed[q.SameAbove];
            followed[e] = before & left;
            followed[e + 1] = before & (1 - left);
            var product = products + (q.Node * n);
            var leftRatio = ratio + (((3 * e) + before + followed[e]) * n);
            var rightRatio = ratio + (((3 * e) + 3 + before + followed[e + 1]) * n);
            for (var k = 0; k < n; k += Lanes)
            {
                var part = Vector256.Load(product + k);
                (part * Vector256.Load(leftRatio + k)).Store(products + (e * n) + k);
                (part * Vector256.Load(rightRatio + k)).Store(products + ((e + 1) * n) + k);
            }
        }
    }

    /// <summary><see cref="Up"/> for more than four points.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void UpWide(Span<double> contributions, double* products, double* share, int* followed)
    {
        var n = _pointCount;
        for (var i = _questions.Length - 1; i >= 0; i--)
        {
            ref readonly var q = ref _questions[i];
            var e = q.Left;
            var leftShare = share + (((2 * e) + followed[e]) * n);
            var rightShare = share + (((2 * e) + 2 + followed[e + 1]) * n);
            var aboveShare = share + (((2 * q.SameAbove) + followed[q.SameAbove]) * n);
            var total = Vector256<double>.Zero;
            for (var k = 0; k < n; k += Lanes)
            {
                var left = Vector256.Load(products + (e * n) + k);
                var right = Vector256.Load(products + ((e + 1) * n) + k);
                (left + right).Store(products + (q.Node * n) + k);
                total += (left * Vector256.Load(leftShare + k)) + (right * Vector256.Load(rightShare + k));
                if (q.SameAbove != 0)
                {
                    total -= (left + right) * Vector256.Load(aboveShare + k);
                }
            }

            contributions[q.Column] += Vector256.Sum(total);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int GoesLeft(in Question q, float x)
    {
        if (q.IsCategory)
        {
            return _tree.GoesLeft(_tree.Nodes[q.Node], x) ? 1 : 0;
        }

        return Bit(x < q.Threshold) | (Bit(float.IsNaN(x)) & q.DefaultLeft);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bit(bool flag) => Unsafe.BitCast<bool, byte>(flag);

    private (double[] Ratios, double[] Shares) Prepare(double[] coverShares)
    {
        var (points, weights) = GaussLegendre.On01(_pointCount);
        var nodeCount = _tree.Nodes.Length;
        var ratio = new double[nodeCount * 3 * _pointCount];
        var share = new double[nodeCount * 2 * _pointCount];
        for (var e = 1; e < nodeCount; e++)
        {
            for (var k = 0; k < _pointCount; k++)
            {
                for (var now = 0; now <= 1; now++)
                {
                    var factor = Factor(e, now, points[k]);
                    share[(((2 * e) + now) * _pointCount) + k] = (now - coverShares[e]) * weights[k] / factor;
                    for (var before = now; before <= 1; before++)
                    {
                        // Without an edge above the root stands in for it: followed, factor 1.
                        var replaced = _sameAbove[e] == 0 ? 1 : Factor(_sameAbove[e], before, points[k]);
                        ratio[(((3 * e) + before + now) * _pointCount) + k] =
                            factor / replaced * (_tree.Nodes[e].IsLeaf ? _tree.Nodes[e].Value : 1);
                    }
                }
            }
        }

        return (ratio, share);

        double Factor(int e, int now, double t) => (now * t) + (coverShares[e] * (1 - t));
    }

    private int FindAbove(int node, int column)
    {
        for (var e = node; e != 0; e = _parents[e])
        {
            if (_tree.Nodes[_parents[e]].Column == column)
            {
                return e;
            }
        }

        return 0;
    }

    /// <summary>
    /// An inner node as the hot loops read it; SameAbove is the nearest edge above its children that asks the same
    /// column, 0 = none.
    /// </summary>
    private readonly record struct Question(
        float Threshold,
        int Column,
        int Node,
        int Left,
        int SameAbove,
        int DefaultLeft,
        bool IsCategory
    );
}
