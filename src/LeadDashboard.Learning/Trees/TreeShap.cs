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
/// and every term is positive, so nothing cancels. Trees whose shares fit into tables are looked up instead.
/// </summary>
internal sealed class TreeShap
{
    private const int BlockRows = 128;

    /// <summary>doubles: 64 MiB. Trees behind that have no tables.</summary>
    private const long MaxTables = 8 << 20;

    private readonly TreeEnsemble _ensemble;
    private readonly ShapTables[] _tables;
    private readonly ShapTree[] _trees;
    private readonly int _scratchLength;

    public TreeShap(TreeEnsemble ensemble)
    {
        this._ensemble = ensemble;
        var tables = new List<ShapTables>();
        var trees = new List<ShapTree>();
        var left = MaxTables;
        foreach (var tree in ensemble.Trees.Where(tree => tree.Nodes.Length > 1))
        {
            if (left > 0 && ShapTables.TryMake(tree) is { } made)
            {
                tables.Add(made);
                left -= made.Length;
            }
            else
            {
                trees.Add(new ShapTree(tree));
            }
        }

        (_tables, _trees) = ([.. tables], [.. trees]);
        _scratchLength = _trees.Length == 0 ? 0 : _trees.Max(tree => tree.ScratchLength);
        BaseValue = ensemble.BaseRaw + ensemble.Trees.Sum(CoverShares.MeanAnswer);
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

        contributions.Clear();
        if (float.IsNaN(_ensemble.Missing))
        {
            Add(table, rowIndex, 1, contributions);
        }
        else
        {
            Add(WithMissing(table.SelectRows([rowIndex])), 0, 1, contributions);
        }

        return BaseValue;
    }

    public double[] ExplainAll(FeatureTable table, out double baseValue, int maxThreads)
    {
        _ensemble.CheckColumns(table);
        baseValue = BaseValue;
        var columnCount = table.ColumnCount;
        var all = new double[(long)table.RowCount * columnCount];
        var rows = WithMissing(table);
        ParallelRange.ForBlocks(
            table.RowCount,
            BlockRows,
            maxThreads,
            (_, start, end) =>
                Add(rows, start, end - start, all.AsSpan(start * columnCount, (end - start) * columnCount))
        );
        return all;
    }

    private void Add(FeatureTable table, int from, int count, Span<double> contributions)
    {
        // One tree over many rows: its tables stay in the first-level cache.
        Span<int> indexes = stackalloc int[count];
        foreach (var tree in _tables)
        {
            tree.Add(table, from, indexes, contributions);
        }

        if (_trees.Length == 0)
        {
            return;
        }

        var columnCount = table.ColumnCount;
        var scratch = new double[_scratchLength];
        var cells = new float[count * columnCount];
        TreeEnsemble.ReadRows(table, from, count, cells);
        foreach (var tree in _trees)
        {
            for (var row = 0; row < count; row++)
            {
                tree.Add(
                    cells.AsSpan(row * columnCount, columnCount),
                    contributions.Slice(row * columnCount, columnCount),
                    scratch
                );
            }
        }
    }

    /// <summary>The same rows with NaN for the number that means missing.</summary>
    private FeatureTable WithMissing(FeatureTable table)
    {
        var missing = _ensemble.Missing;
        return float.IsNaN(missing)
            ? table
            : new FeatureTable(
                [
                    .. table.Columns.Select(column =>
                        column.Kind == FeatureKind.Category
                            ? column
                            : FeatureColumn.Number(
                                column.Name,
                                [.. column.Numbers.Select(number => number == missing ? float.NaN : number)]
                            )
                    ),
                ],
                table.RowCount
            );
    }
}
