using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Exact path-dependent TreeSHAP (Lundberg et al. 2018) in time linear in the number of nodes, in the way of Linear
/// TreeSHAP (Yu et al. 2022).
/// A leaf with answer v whose path asks distinct columns j with "followed" o_j in {0, 1} and cover share z_j gives
/// column i
///   v (o_i - z_i) * integral over t in 0..1 of product over j != i of (o_j t + z_j (1 - t)),
/// because that integral is exactly Shapley's weighting of subsets. The product is a polynomial, so Gauss-Legendre
/// quadrature with enough nodes is exact,
/// and every term is positive, so nothing cancels.
/// </summary>
internal sealed class TreeShap
{
    private const int BlockRows = 64;
    private readonly TreeEnsemble _ensemble;
    private readonly ShapTree[] _trees;
    private readonly int _scratchLength;

    public TreeShap(TreeEnsemble ensemble)
    {
        this._ensemble = ensemble;
        _trees = [.. ensemble.Trees.Where(tree => tree.Nodes.Length > 1).Select(tree => new ShapTree(tree))];
        _scratchLength = _trees.Length == 0 ? 0 : _trees.Max(tree => tree.ScratchLength);
        BaseValue =
            ensemble.BaseRaw
            + _trees.Sum(tree => tree.Expected)
            + ensemble.Trees.Where(tree => tree.Nodes.Length == 1).Sum(tree => (double)tree.Nodes[0].Value);
    }

    /// <summary>The mean raw score over the training rows.</summary>
    public double BaseValue { get; }

    public double Explain(FeatureTable table, int rowIndex, Span<double> contributions)
    {
        _ensemble.CheckColumns(table);
        if (contributions.Length != table.ColumnCount)
        {
            throw new ArgumentException(
                $"There is room for {contributions.Length} contributions; expected one for each of the "
                    + $"{table.ColumnCount} columns.",
                nameof(contributions)
            );
        }

        var row = new float[table.ColumnCount];
        TreeEnsemble.ReadRows(table, rowIndex, 1, row, _ensemble.Missing);
        var scratch = new double[_scratchLength];
        contributions.Clear();
        foreach (var tree in _trees)
        {
            tree.Add(row, contributions, scratch);
        }

        return BaseValue;
    }

    public double[] ExplainAll(FeatureTable table, out double baseValue, int maxThreads)
    {
        _ensemble.CheckColumns(table);
        baseValue = BaseValue;
        var columnCount = table.ColumnCount;
        var all = new double[(long)table.RowCount * columnCount];
        ParallelRange.ForBlocks(
            table.RowCount,
            BlockRows,
            maxThreads,
            (_, start, end) =>
            {
                var scratch = new double[_scratchLength];
                var cells = new float[(end - start) * columnCount];
                TreeEnsemble.ReadRows(table, start, end - start, cells, _ensemble.Missing);
                foreach (var tree in _trees)
                {
                    // One tree over many rows: its tables stay in the first-level cache.
                    for (var row = start; row < end; row++)
                    {
                        tree.Add(
                            cells.AsSpan((row - start) * columnCount, columnCount),
                            all.AsSpan(row * columnCount, columnCount),
                            scratch
                        );
                    }
                }
            }
        );
        return all;
    }
}
