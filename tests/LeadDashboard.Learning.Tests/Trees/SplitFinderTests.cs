using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Trees;

/// <summary>
/// Naive twin: the first split of a tree against a search over every threshold, direction and grouping on the raw rows.
/// </summary>
public sealed class SplitFinderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Find_Numbers_IsTheBestOfAllThresholds(int seed)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, 200).Select(_ => random.NextDouble() < 0.2 ? float.NaN : random.Next(20)).ToArray();
        var z = Enumerable.Range(0, 200).Select(_ => (float)random.NextDouble()).ToArray();
        var labels = Enumerable
            .Range(0, 200)
            .Select(i => random.NextDouble() < (float.IsNaN(x[i]) || x[i] > 12 ? 0.6 : 0.3) ? 1f : 0f)
            .ToArray();
        var options = new BoostedTreesOptions
        {
            TreeCount = 1,
            LeafCount = 2,
            MinRowsPerLeaf = 7,
            MinHessian = 2,
            L2 = 0.5,
            L1 = 0.3,
        };

        var tree = BoostedTrees
            .Fit(new FeatureTable([FeatureColumn.Number("x", x), FeatureColumn.Number("z", z)]), labels, null, options)
            .Ensemble.Trees[0];

        var best = 0.0;
        foreach (var column in new[] { x, z })
        {
            foreach (var threshold in column.Where(v => !float.IsNaN(v)).Distinct().Append(float.MaxValue))
            {
                foreach (var missingLeft in new[] { true, false })
                {
                    best = Math.Max(
                        best,
                        Gain(labels, i => float.IsNaN(column[i]) ? missingLeft : column[i] < threshold, options)
                    );
                }
            }
        }

        Assert.Equal(best, tree.Gains[0], 1e-3);
        Assert.Equal(
            best,
            Gain(labels, i => tree.GoesLeft(tree.Nodes[0], (tree.Nodes[0].Column == 0 ? x : z)[i]), options),
            1e-3
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Find_Categories_IsTheBestOfAllGroupings(int seed)
    {
        var random = new Random(seed);
        var codes = Enumerable.Range(0, 600).Select(_ => random.Next(-1, 9)).ToArray();
        var rates = Enumerable.Range(0, 10).Select(_ => random.NextDouble()).ToArray();
        var labels = codes.Select(code => random.NextDouble() < rates[code + 1] ? 1f : 0f).ToArray();
        var options = new BoostedTreesOptions
        {
            TreeCount = 1,
            LeafCount = 2,
            MinRowsPerLeaf = 1,
            CategorySmoothing = 0,
            L2 = 0,
        };

        var tree = BoostedTrees
            .Fit(
                new FeatureTable([
                    FeatureColumn.Category("job", codes, [.. Enumerable.Range(0, 9).Select(i => $"{i}")]),
                ]),
                labels,
                null,
                options
            )
            .Ensemble.Trees[0];

        var best = Enumerable
            .Range(1, (1 << 10) - 2)
            .Max(set => Gain(labels, i => (set & (1 << (codes[i] + 1))) != 0, options));
        Assert.Equal(best, tree.Gains[0], 1e-3);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(90)]
    public void Find_MinRowsPerLeaf_NoLeafHasFewer(int minRows)
    {
        var (table, labels) = Made.Leads(1_000);

        var model = BoostedTrees.Fit(
            table,
            labels,
            null,
            new BoostedTreesOptions
            {
                TreeCount = 5,
                MinRowsPerLeaf = minRows,
                MinHessian = 0,
            }
        );

        Assert.All(model.Ensemble.Trees, tree => Assert.All(tree.Covers, cover => Assert.True(cover >= minRows)));
        Assert.Contains(model.Ensemble.Trees, tree => tree.Nodes.Length > 3);
    }

    [Fact]
    public void Grow_LeafAndDepthLimits_AreKept()
    {
        var (table, labels) = Made.Leads(5_000);
        var options = new BoostedTreesOptions
        {
            TreeCount = 5,
            LeafCount = 9,
            MinRowsPerLeaf = 1,
            MinHessian = 0,
        };

        var byLeaves = BoostedTrees.Fit(table, labels, null, options).Ensemble.Trees;
        var byDepth = BoostedTrees.Fit(table, labels, null, options with { MaxDepth = 2 }).Ensemble.Trees;

        Assert.All(byLeaves, tree => Assert.Equal(9, tree.Nodes.Count(node => node.IsLeaf)));
        Assert.All(byDepth, tree => Assert.Equal(4, tree.Nodes.Count(node => node.IsLeaf)));
    }

    [Fact]
    public void Grow_EveryTree_CoversOfChildrenAddUp()
    {
        var (table, labels) = Made.Leads(5_000);

        foreach (
            var tree in BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 5 }).Ensemble.Trees
        )
        {
            Assert.Equal(5_000, tree.Covers[0]);
            for (var i = 0; i < tree.Nodes.Length; i++)
            {
                Assert.True(
                    tree.Nodes[i].IsLeaf
                        || tree.Covers[tree.Nodes[i].Left] + tree.Covers[tree.Nodes[i].Left + 1] == tree.Covers[i]
                );
            }
        }
    }

    /// <summary>Gain of a first split for the log loss, straight from the formula.</summary>
    private static double Gain(float[] labels, Func<int, bool> goesLeft, BoostedTreesOptions options)
    {
        var rate = labels.Average();
        double gl = 0,
            gr = 0,
            hl = 0,
            hr = 0;
        int left = 0,
            right = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (goesLeft(i))
            {
                (gl, hl, left) = (gl + rate - labels[i], hl + (rate * (1 - rate)), left + 1);
            }
            else
            {
                (gr, hr, right) = (gr + rate - labels[i], hr + (rate * (1 - rate)), right + 1);
            }
        }

        return
            left < options.MinRowsPerLeaf
            || right < options.MinRowsPerLeaf
            || hl < options.MinHessian
            || hr < options.MinHessian
            ? 0
            : Score(gl, hl) + Score(gr, hr) - Score(gl + gr, hl + hr);

        double Score(double g, double h) => Math.Pow(Math.Max(0, Math.Abs(g) - options.L1), 2) / (h + options.L2);
    }
}
