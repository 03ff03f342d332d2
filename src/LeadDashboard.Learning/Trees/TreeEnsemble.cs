using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// A base value plus the sum of trees: what boosted trees and forests share. raw(row) = BaseRaw + sum over trees of
/// tree(row).
/// </summary>
internal sealed class TreeEnsemble
{
    /// <summary>
    /// Rows predicted together: their values stay in the first-level cache while one tree after the other passes over
    /// them.
    /// </summary>
    private const int BlockRows = 128;
    private readonly Lazy<TreeShap> _shap;
    private readonly Lazy<TreeWalk[]> _walks;

    /// <param name="baseRaw">Raw score before any tree.</param>
    /// <param name="trees">Tree[treeCount].</param>
    /// <param name="columnNames">string[columnCount].</param>
    /// <param name="columnKinds">FeatureKind[columnCount].</param>
    /// <param name="missing">A number that means missing in every number column, as in a model trained elsewhere with
    /// such a one; NaN = none.</param>
    public TreeEnsemble(
        double baseRaw,
        Tree[] trees,
        string[] columnNames,
        FeatureKind[] columnKinds,
        float missing = float.NaN
    )
    {
        BaseRaw = baseRaw;
        Trees = trees;
        ColumnNames = columnNames;
        ColumnKinds = columnKinds;
        Missing = missing;
        _walks = new Lazy<TreeWalk[]>(() => [.. trees.Select(tree => new TreeWalk(tree))]);
        _shap = new Lazy<TreeShap>(() => new TreeShap(this));
    }

    public double BaseRaw { get; }

    public Tree[] Trees { get; }

    public string[] ColumnNames { get; }

    public FeatureKind[] ColumnKinds { get; }

    /// <summary>NaN = no number means missing.</summary>
    public float Missing { get; }

    public int ColumnCount => ColumnNames.Length;

    public TreeShap Shap => _shap.Value;

    public static TreeEnsemble Over(FeatureTable table, double baseRaw, Tree[] trees) =>
        new(
            baseRaw,
            trees,
            [.. table.Columns.Select(column => column.Name)],
            [.. table.Columns.Select(column => column.Kind)]
        );

    /// <summary>double[rowCount].</summary>
    public double[] PredictRaw(FeatureTable table, int maxThreads)
    {
        CheckColumns(table);
        var raw = new double[table.RowCount];
        ParallelRange.ForBlocks(
            table.RowCount,
            BlockRows * 16,
            maxThreads,
            (_, start, end) =>
            {
                var cells = new float[BlockRows * ColumnCount];
                var all = _walks.Value;
                for (var from = start; from < end; from += BlockRows)
                {
                    var count = Math.Min(BlockRows, end - from);
                    ReadRows(table, from, count, cells, Missing);
                    var block = raw.AsSpan(from, count);
                    block.Fill(BaseRaw);
                    foreach (var walk in all)
                    {
                        walk.AddTo(block, cells, ColumnCount);
                    }
                }
            }
        );
        return raw;
    }

    /// <summary>
    /// Copies rows into float[count x columnCount]; a category code becomes a float, missing becomes NaN, and
    /// so does the number that means missing.
    /// </summary>
    public static void ReadRows(
        FeatureTable table,
        int start,
        int count,
        Span<float> cells,
        float missing = float.NaN
    )
    {
        var columnCount = table.ColumnCount;
        for (var c = 0; c < columnCount; c++)
        {
            var column = table.Columns[c];
            var cell = c;
            if (column.Kind == FeatureKind.Number)
            {
                foreach (var x in column.Numbers.AsSpan(start, count))
                {
                    cells[cell] = x == missing ? float.NaN : x;
                    cell += columnCount;
                }
            }
            else
            {
                foreach (var code in column.Codes.AsSpan(start, count))
                {
                    cells[cell] = code < 0 ? float.NaN : code;
                    cell += columnCount;
                }
            }
        }
    }

    /// <exception cref="ArgumentException">The table has other columns than the model was fitted on.</exception>
    public void CheckColumns(FeatureTable table)
    {
        if (table.ColumnCount != ColumnCount)
        {
            throw new ArgumentException(
                $"The table has {table.ColumnCount} columns where the model was fitted on {ColumnCount}. Build the "
                    + $"table with the model's own recipe.",
                nameof(table)
            );
        }

        for (var c = 0; c < ColumnCount; c++)
        {
            if (table.Columns[c].Kind != ColumnKinds[c])
            {
                throw new ArgumentException(
                    $"Column {c + 1} '{table.Columns[c].Name}' is a {table.Columns[c].Kind} where the model was "
                        + $"fitted on '{ColumnNames[c]}', a {ColumnKinds[c]}. Build the table with the model's own "
                        + $"recipe.",
                    nameof(table)
                );
            }
        }
    }

    /// <summary>
    /// double[columnCount]: total gain of the splits on each column, as shares that add up to 1 (all 0 without a
    /// split).
    /// </summary>
    public double[] Importance()
    {
        var gains = new double[ColumnCount];
        foreach (var tree in Trees)
        {
            for (var i = 0; i < tree.Nodes.Length; i++)
            {
                if (!tree.Nodes[i].IsLeaf)
                {
                    gains[tree.Nodes[i].Column] += tree.Gains[i];
                }
            }
        }

        var total = gains.Sum();
        return total > 0 ? [.. gains.Select(gain => gain / total)] : gains;
    }

    /// <summary>
    /// Format: double BaseRaw; int32 columnCount; per column string name, byte kind (0 number, 1 category); int32
    /// treeCount; per tree
    /// int32 nodeCount; per node int32 bits of the threshold (a leaf's answer; a category node's place among the
    /// words), int32 column,
    /// int32 left child (-1 = leaf; the right child follows it), int32 flags (1 missing goes left, 2 category); float
    /// cover per node; float gain per node;
    /// int32 wordCount; uint32 words, where each category node has its number of words followed by the bits of the
    /// codes that go left.
    /// </summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(BaseRaw);
        writer.Write(ColumnCount);
        for (var c = 0; c < ColumnCount; c++)
        {
            writer.Write(ColumnNames[c]);
            writer.Write((byte)ColumnKinds[c]);
        }

        writer.Write(Trees.Length);
        foreach (var tree in Trees)
        {
            tree.Write(writer);
        }
    }

    public static TreeEnsemble Read(BinaryReader reader, float missing = float.NaN)
    {
        var baseRaw = reader.ReadDouble();
        var columnCount = CheckedCount(reader.ReadInt32(), "columns");
        var names = new string[columnCount];
        var kinds = new FeatureKind[columnCount];
        for (var c = 0; c < columnCount; c++)
        {
            names[c] = reader.ReadString();
            kinds[c] = (FeatureKind)reader.ReadByte();
        }

        var trees = new Tree[CheckedCount(reader.ReadInt32(), "trees")];
        for (var t = 0; t < trees.Length; t++)
        {
            trees[t] = Tree.Read(reader, columnCount);
        }

        return new TreeEnsemble(baseRaw, trees, names, kinds, missing);
    }

    private static int CheckedCount(int count, string of) =>
        count is >= 0 and <= 1 << 22
            ? count
            : throw new InvalidDataException(
                $"The model has {count} {of}; expected 0..{1 << 22}. The model file is damaged."
            );
}
