namespace LeadDashboard.Learning.Tables;

/// <summary>
/// A column store of features: columnCount columns, each of rowCount values. Immutable by convention; learners never
/// write into it.
/// </summary>
public sealed class FeatureTable
{
    public FeatureTable(IReadOnlyList<FeatureColumn> columns)
        : this(columns, columns.Count == 0 ? 0 : columns[0].RowCount) { }

    /// <param name="columns">All of <paramref name="rowCount"/> rows, with distinct names.</param>
    /// <param name="rowCount">Given apart, so that a table without columns still has rows.</param>
    /// <exception cref="ArgumentException">A column has another number of rows, or a name occurs twice.</exception>
    public FeatureTable(IReadOnlyList<FeatureColumn> columns, int rowCount)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.RowCount != rowCount)
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' has {column.RowCount} rows where the table has {rowCount}.",
                    nameof(columns)
                );
            }

            if (!names.Add(column.Name))
            {
                throw new ArgumentException(
                    $"Two columns are named '{column.Name}'. Give each column a name of its own.",
                    nameof(columns)
                );
            }
        }

        Columns = columns;
        RowCount = rowCount;
    }

    public IReadOnlyList<FeatureColumn> Columns { get; }

    public int RowCount { get; }

    public int ColumnCount => Columns.Count;

    /// <summary>A new table of the given rows (0-based) in the given order.</summary>
    public FeatureTable SelectRows(int[] rowIndexes) =>
        new([.. Columns.Select(column => column.Select(rowIndexes))], rowIndexes.Length);

    /// <summary>A new table that shares the given columns (0-based) in the given order.</summary>
    public FeatureTable SelectColumns(IEnumerable<int> columnIndexes) =>
        new([.. columnIndexes.Select(index => Columns[index])], RowCount);
}
