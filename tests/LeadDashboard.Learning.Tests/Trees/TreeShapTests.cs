using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Trees;

public sealed class TreeShapTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public void Explain_AgainstAllSubsets_IsTheSame(int leafCount)
    {
        var (table, labels) = Made.Leads(3_000);
        var model = BoostedTrees.Fit(
            table,
            labels,
            null,
            new BoostedTreesOptions
            {
                TreeCount = 7,
                LeafCount = leafCount,
                MinRowsPerLeaf = 5,
            }
        );
        var contributions = new double[4];
        for (var row = 0; row < 50; row++)
        {
            var baseValue = model.Explain(table, row, contributions);

            var expected = BySubsets(model, table, row, out var expectedBase);
            Assert.Equal(expectedBase, baseValue, 1e-9);
            for (var c = 0; c < 4; c++)
            {
                Assert.Equal(expected[c], contributions[c], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(60)]
    public void Add_TreeFromTablesAndWithoutThem_SameShares(int leafCount)
    {
        var (table, labels) = Made.Leads(3_000);
        var options = new BoostedTreesOptions { TreeCount = 9, LeafCount = leafCount, MinRowsPerLeaf = 5 };
        var trees = BoostedTrees.Fit(table, labels, null, options).Ensemble.Trees;
        const int Count = 100;
        var cells = new float[Count * 4];
        TreeEnsemble.ReadRows(table, 200, Count, cells);
        foreach (var tree in trees)
        {
            var (looked, computed) = (new double[Count * 4], new double[Count * 4]);
            var whole = new ShapTree(tree);

            ShapTables.TryMake(tree)!.Add(table, 200, new int[Count], looked);
            for (var row = 0; row < Count; row++)
            {
                whole.Add(cells.AsSpan(row * 4, 4), computed.AsSpan(row * 4, 4), new double[whole.ScratchLength]);
            }

            Assert.All(computed.Zip(looked), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void ExplainAll_RowsInSeveralBlocks_EachIsExplainedAsAlone()
    {
        var (table, labels) = Made.Leads(700);
        var model = BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 20 });

        var all = model.ExplainAll(table, out var baseValue, maxThreads: 2);

        var alone = new double[4];
        for (var row = 0; row < table.RowCount; row++)
        {
            Assert.Equal(baseValue, model.Explain(table, row, alone));
            Assert.Equal(alone, all.AsSpan(row * 4, 4).ToArray());
        }
    }

    [Fact]
    public void TryMake_PathThatAsksManyColumns_HasNoTables()
    {
        Assert.Null(ShapTables.TryMake(Chain(14)));
        Assert.NotNull(ShapTables.TryMake(Chain(9)));
    }

    /// <summary>Each question asks a column of its own, and goes on at the right.</summary>
    private static Tree Chain(int length)
    {
        TreeNode[] nodes =
        [
            new(0.5f, 0, 1, TreeNodeFlags.None),
            .. Enumerable
                .Range(1, length)
                .SelectMany(c =>
                    (TreeNode[])[
                        TreeNode.Leaf(c),
                        c == length ? TreeNode.Leaf(-1) : new(0.5f, c, 2 * c + 1, TreeNodeFlags.None),
                    ]
                ),
        ];
        float[] covers = [.. nodes.Select((_, node) => node % 2 == 1 ? 1f : length + 1 - node / 2)];
        return new Tree(nodes, covers, new float[nodes.Length], []);
    }

    [Fact]
    public void Explain_ManyColumnsDeepTrees_AddsUpToTheRawScore()
    {
        var random = new Random(4);
        const int rows = 3_000;
        var columns = Enumerable
            .Range(0, 30)
            .Select(c =>
                FeatureColumn.Number($"c{c}", [.. Enumerable.Range(0, rows).Select(_ => (float)random.NextDouble())])
            )
            .ToArray();
        var labels = Enumerable
            .Range(0, rows)
            .Select(i => columns.Sum(c => c.Numbers[i] > 0.5 ? 1 : -1) + (4 * random.NextDouble()) > 2 ? 1f : 0f)
            .ToArray();
        var table = new FeatureTable(columns);
        var model = BoostedTrees.Fit(
            table,
            labels,
            null,
            new BoostedTreesOptions
            {
                TreeCount = 10,
                LeafCount = 400,
                MaxDepth = 40,
                MinRowsPerLeaf = 1,
                MinHessian = 0,
                ColumnSampling = 0.7,
            }
        );

        var raw = model.PredictRaw(table);
        var all = model.ExplainAll(table, out var baseValue, maxThreads: 2);

        var one = new double[30];
        for (var row = 0; row < rows; row += 97)
        {
            Assert.Equal(raw[row], baseValue + all.AsSpan(row * 30, 30).ToArray().Sum(), 1e-6);
            Assert.Equal(baseValue, model.Explain(table, row, one));
            Assert.Equal(one, all.AsSpan(row * 30, 30).ToArray());
        }
    }

    [Fact]
    public void Explain_BaseValue_IsTheMeanTrainingScore()
    {
        var (table, labels) = Made.Leads(3_000);
        var model = BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 20 });

        Assert.Equal(model.PredictRaw(table).Average(), model.Explain(table, 0, new double[4]), 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(12)]
    public void GaussLegendre_PolynomialOfHighestDegree_IsExact(int count)
    {
        var (points, weights) = GaussLegendre.On01(count);

        for (var degree = 0; degree < 2 * count; degree++)
        {
            Assert.Equal(1.0 / (degree + 1), points.Zip(weights, (t, w) => w * Math.Pow(t, degree)).Sum(), 1e-13);
        }
    }

    /// <summary>
    /// Shapley's formula over all subsets, with the path-dependent expectation of Lundberg et al. 2018, algorithm 1.
    /// </summary>
    private static double[] BySubsets(BoostedTreesModel model, FeatureTable table, int rowIndex, out double baseValue)
    {
        var columnCount = table.ColumnCount;
        var row = new float[columnCount];
        TreeEnsemble.ReadRows(table, rowIndex, 1, row);
        var values = new double[1 << columnCount];
        for (var set = 0; set < values.Length; set++)
        {
            values[set] = model.Ensemble.BaseRaw + model.Ensemble.Trees.Sum(tree => Expected(tree, 0, row, set));
        }

        var shares = new double[columnCount];
        for (var c = 0; c < columnCount; c++)
        {
            for (var set = 0; set < values.Length; set++)
            {
                if ((set & (1 << c)) == 0)
                {
                    var size = System.Numerics.BitOperations.PopCount((uint)set);
                    shares[c] +=
                        Factorial(size)
                        * Factorial(columnCount - size - 1)
                        / Factorial(columnCount)
                        * (values[set | (1 << c)] - values[set]);
                }
            }
        }

        baseValue = values[0];
        return shares;
    }

    private static double Expected(Tree tree, int at, float[] row, int known)
    {
        var node = tree.Nodes[at];
        if (node.IsLeaf)
        {
            return node.Value;
        }

        if ((known & (1 << node.Column)) != 0)
        {
            return Expected(tree, node.Left + (tree.GoesLeft(node, row[node.Column]) ? 0 : 1), row, known);
        }

        double left = tree.Covers[node.Left],
            right = tree.Covers[node.Left + 1];
        return ((left * Expected(tree, node.Left, row, known)) + (right * Expected(tree, node.Left + 1, row, known)))
            / (left + right);
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
