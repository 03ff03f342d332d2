using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// A subtree with the path to it, prepared for <see cref="TreeShap"/>: the shares that its leaves give depend on a few
/// bits alone, and those of every combination are worked out before any row is seen (after Yang 2021, "Fast TreeSHAP",
/// version 2). Bits: for each column of the path, whether a row follows it all the way; for each question of the
/// subtree, whether it goes left.
/// </summary>
internal sealed class ShapPart
{
    /// <summary>int[shareCount]: the columns that the part gives shares to.</summary>
    private readonly int[] _columns;

    /// <summary>double[2^bitCount x shareCount].</summary>
    private readonly double[] _shares;

    private readonly NumberCondition[] _numbers;
    private readonly CodeConditions[] _codes;
    private readonly int _allBits;

    private ShapPart(
        int[] columns,
        double[] shares,
        int bitCount,
        NumberCondition[] numbers,
        CodeConditions[] codes
    )
    {
        (_columns, _shares, _numbers, _codes) = (columns, shares, numbers, codes);
        _allBits = (1 << bitCount) - 1;
    }

    /// <summary>doubles in memory.</summary>
    public long Length => _shares.Length;

    /// <summary>An edge: the parent, and the side it leads to (0 = left).</summary>
    public readonly record struct Edge(int Node, int Side);

    /// <param name="tree">Whole.</param>
    /// <param name="path">Edges from the root to <paramref name="top"/>.</param>
    /// <param name="top">Root of the subtree.</param>
    public static ShapPart Make(Tree tree, IReadOnlyList<Edge> path, int top)
    {
        var pathColumns = path.Select(edge => tree.Nodes[edge.Node].Column).Distinct().ToList();
        var questions = new List<int>();
        var leaves = new List<(int Leaf, Edge[] Edges)>();
        Collect(top, []);
        var bitCount = pathColumns.Count + questions.Count;
        int[] columns =
        [
            .. pathColumns.Union(questions.Select(node => tree.Nodes[node].Column)),
        ];
        var shares = new double[columns.Length << bitCount];
        foreach (var (leaf, edges) in leaves)
        {
            AddLeaf(tree, path, leaf, edges, pathColumns, questions, columns, shares);
        }

        var conditions = path.Select(edge => (edge.Node, edge.Side, Bit: BitOf(edge.Node)))
            .Concat(questions.Select((node, q) => (Node: node, Side: 0, Bit: pathColumns.Count + q)))
            .ToArray();
        return new ShapPart(
            columns,
            shares,
            bitCount,
            [
                .. conditions
                    .Where(condition => !tree.Nodes[condition.Node].IsCategory)
                    .Select(condition => new NumberCondition(
                        tree.Nodes[condition.Node],
                        condition.Side,
                        condition.Bit
                    )),
            ],
            [
                .. conditions
                    .Where(condition => tree.Nodes[condition.Node].IsCategory)
                    .GroupBy(condition => tree.Nodes[condition.Node].Column)
                    .Select(group => CodeConditions.Make(tree, group.Key, group)),
            ]
        );

        int BitOf(int node) => pathColumns.IndexOf(tree.Nodes[node].Column);

        void Collect(int node, Edge[] edges)
        {
            if (tree.Nodes[node].IsLeaf)
            {
                leaves.Add((node, edges));
                return;
            }

            questions.Add(node);
            Collect(tree.Nodes[node].Left, [.. edges, new Edge(node, 0)]);
            Collect(tree.Nodes[node].Left + 1, [.. edges, new Edge(node, 1)]);
        }
    }

    /// <summary>Adds the shares of rows from .. from + indexes.Length - 1.</summary>
    /// <param name="table">Rows x columns.</param>
    /// <param name="from">First row.</param>
    /// <param name="indexes">int[rows], overwritten.</param>
    /// <param name="contributions">double[rows x columnCount].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Add(FeatureTable table, int from, Span<int> indexes, Span<double> contributions)
    {
        indexes.Fill(_allBits);
        foreach (ref readonly var condition in _numbers.AsSpan())
        {
            condition.Apply(table.Columns[condition.Column].Numbers.AsSpan(from, indexes.Length), indexes);
        }

        foreach (var condition in _codes)
        {
            condition.Apply(table.Columns[condition.Column].Codes.AsSpan(from, indexes.Length), indexes);
        }

        var (count, stride) = (_columns.Length, table.ColumnCount);
        fixed (double* shares = _shares, all = contributions)
        fixed (int* columns = _columns)
        {
            var row = all;
            foreach (var index in indexes)
            {
                var share = shares + (long)index * count;
                for (var k = 0; k < count; k++)
                {
                    row[columns[k]] += share[k];
                }

                row += stride;
            }
        }
    }

    /// <summary>The shares of one leaf, for every combination of the part's bits.</summary>
    private static void AddLeaf(
        Tree tree,
        IReadOnlyList<Edge> path,
        int leaf,
        Edge[] edges,
        List<int> pathColumns,
        List<int> questions,
        int[] columns,
        double[] shares
    )
    {
        var covers = new Dictionary<int, double>();
        var bits = new Dictionary<int, (int Mask, int Wanted)>();
        foreach (var edge in path.Concat(edges))
        {
            var node = tree.Nodes[edge.Node];
            var cover = CoverShares.Of(tree, node.Left, edge.Side);
            covers[node.Column] = covers.GetValueOrDefault(node.Column, 1) * cover;
        }

        foreach (var column in pathColumns)
        {
            var bit = 1 << pathColumns.IndexOf(column);
            bits[column] = (bit, bit);
        }

        foreach (var edge in edges)
        {
            var column = tree.Nodes[edge.Node].Column;
            var bit = 1 << (pathColumns.Count + questions.IndexOf(edge.Node));
            var (mask, wanted) = bits.GetValueOrDefault(column);
            bits[column] = (mask | bit, wanted | (edge.Side == 0 ? bit : 0));
        }

        int[] own = [.. covers.Keys];
        var table = LeafShares(tree.Nodes[leaf].Value, [.. own.Select(column => covers[column])]);
        (int Mask, int Wanted)[] ownBits = [.. own.Select(column => bits[column])];
        int[] places = [.. own.Select(column => Array.IndexOf(columns, column))];
        for (var index = 0; index < shares.Length / columns.Length; index++)
        {
            var followed = 0;
            for (var k = 0; k < own.Length; k++)
            {
                followed |= (index & ownBits[k].Mask) == ownBits[k].Wanted ? 1 << k : 0;
            }

            for (var k = 0; k < own.Length; k++)
            {
                shares[index * columns.Length + places[k]] += table[followed * own.Length + k];
            }
        }
    }

    /// <summary>
    /// double[2^n x n]: answer * (o_i - z_i) * integral over t in 0..1 of product over j != i of (o_j t + z_j (1 - t)),
    /// by the bits o and the cover shares z of the leaf's n columns.
    /// </summary>
    private static double[] LeafShares(double answer, double[] covers)
    {
        var count = covers.Length;
        var (points, weights) = GaussLegendre.On01((count + 1) / 2);
        var table = new double[count << count];
        var factors = new double[count];
        for (var followed = 0; followed < 1 << count; followed++)
        {
            var shares = table.AsSpan(followed * count, count);
            for (var p = 0; p < points.Length; p++)
            {
                var product = answer * weights[p];
                for (var k = 0; k < count; k++)
                {
                    factors[k] = ((followed >> k) & 1) * points[p] + covers[k] * (1 - points[p]);
                    product *= factors[k];
                }

                for (var k = 0; k < count; k++)
                {
                    shares[k] += (((followed >> k) & 1) - covers[k]) * (product / factors[k]);
                }
            }
        }

        return table;
    }

    /// <summary>Clears a bit of the rows that do not go to a side of a number's question.</summary>
    private readonly struct NumberCondition(TreeNode node, int side, int bit)
    {
        private readonly float _threshold = node.Threshold;
        private readonly int _missing = node.DefaultLeft ? -1 : 0;
        private readonly int _turned = side == 0 ? 0 : -1;
        private readonly int _bit = 1 << bit;

        public int Column { get; } = node.Column;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ReadOnlySpan<float> numbers, Span<int> indexes)
        {
            var row = 0;
            ref var number = ref MemoryMarshal.GetReference(numbers);
            ref var index = ref MemoryMarshal.GetReference(indexes);
            for (; row <= indexes.Length - Vector256<int>.Count; row += Vector256<int>.Count)
            {
                var x = Vector256.LoadUnsafe(ref number, (nuint)row);
                var left = Vector256.LessThan(x, Vector256.Create(_threshold)).AsInt32()
                    | (~Vector256.Equals(x, x).AsInt32() & Vector256.Create(_missing));
                var fails = ~(left ^ Vector256.Create(_turned)) & Vector256.Create(_bit);
                (Vector256.LoadUnsafe(ref index, (nuint)row) & ~fails).StoreUnsafe(ref index, (nuint)row);
            }

            for (; row < indexes.Length; row++)
            {
                var left = numbers[row] < _threshold || (float.IsNaN(numbers[row]) && _missing != 0);
                indexes[row] &= left == (_turned == 0) ? -1 : ~_bit;
            }
        }
    }

    /// <summary>The bits that are left to each code of a category column.</summary>
    private sealed class CodeConditions
    {
        /// <summary>int[codes + 2]: of missing, of code 0, 1 .., of every code behind them.</summary>
        private readonly int[] _left;

        private CodeConditions(int column, int[] left) => (Column, _left) = (column, left);

        public int Column { get; }

        public static CodeConditions Make(Tree tree, int column, IEnumerable<(int Node, int Side, int Bit)> conditions)
        {
            var own = conditions.ToArray();
            var codeCount = own.Max(condition => 32 * (int)tree.CategoryBits[tree.Nodes[condition.Node].BitsStart]);
            var left = new int[codeCount + 2];
            for (var place = 0; place < left.Length; place++)
            {
                var x = place == 0 ? float.NaN : place - 1;
                left[place] = -1;
                foreach (var (node, side, bit) in own)
                {
                    left[place] &= tree.GoesLeft(tree.Nodes[node], x) == (side == 0) ? -1 : ~(1 << bit);
                }
            }

            return new CodeConditions(column, left);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ReadOnlySpan<int> codes, Span<int> indexes)
        {
            var last = _left.Length - 1;
            for (var row = 0; row < indexes.Length; row++)
            {
                indexes[row] &= _left[Math.Min(codes[row] + 1, last)];
            }
        }
    }
}
