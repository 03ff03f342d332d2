using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Trees;

public sealed class TreeWalkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(1000)]
    public void AddTo_ManyRowsTogether_SameAsRowByRow(int rowCount)
    {
        var (table, labels) = Made.Leads(4_000);
        var numbers = table.SelectColumns([0, 1, 2]);
        var model = BoostedTrees.Fit(
            numbers,
            labels,
            null,
            new BoostedTreesOptions
            {
                TreeCount = 10,
                LeafCount = 60,
                MinRowsPerLeaf = 1,
            }
        );
        var odd = new FeatureTable([
            numbers.Columns[0],
            FeatureColumn.Number(
                "y",
                [
                    .. Enumerable
                        .Range(0, 4_000)
                        .Select(i =>
                            (i % 5) switch
                            {
                                0 => float.NaN,
                                1 => float.PositiveInfinity,
                                2 => float.NegativeInfinity,
                                _ => 0.5f,
                            }
                        ),
                ]
            ),
            numbers.Columns[2],
        ]);
        var cells = new float[rowCount * 3];
        TreeEnsemble.ReadRows(odd, 0, rowCount, cells);

        foreach (var tree in model.Ensemble.Trees)
        {
            var raw = new double[rowCount];
            new TreeWalk(tree).AddTo(raw, cells, 3);

            Assert.Equal(
                Enumerable.Range(0, rowCount).Select(row => (double)tree.Predict(cells.AsSpan(row * 3, 3))),
                raw
            );
        }
    }

    [Fact]
    public void AddTo_TreeOfOneLeaf_IsItsAnswer()
    {
        var raw = new double[40];

        new TreeWalk(new Tree([TreeNode.Leaf(0.5f)], [1], [0], [])).AddTo(raw, new float[40], 1);

        Assert.All(raw, f => Assert.Equal(0.5, f));
    }
}
