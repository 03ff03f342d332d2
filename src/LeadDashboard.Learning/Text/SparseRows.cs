namespace LeadDashboard.Learning.Text;

/// <summary>
/// A sparse rowCount x columnCount matrix by rows: row r holds entries RowStarts[r] .. RowStarts[r + 1] - 1, columns
/// rising within a row, no zeros needed.
/// </summary>
public sealed class SparseRows
{
    /// <exception cref="ArgumentException">Starts, columns or values that do not fit together.</exception>
    public SparseRows(int[] rowStarts, int[] columns, float[] values, int columnCount)
    {
        if (
            rowStarts.Length == 0
            || rowStarts[0] != 0
            || rowStarts[^1] != columns.Length
            || values.Length != columns.Length
        )
        {
            throw new ArgumentException(
                $"{columns.Length} columns and {values.Length} values do not fit to the row starts. Give rowCount + "
                    + $"1 starts from 0 to the number of entries.",
                nameof(rowStarts)
            );
        }

        var bad = Array.FindIndex(columns, column => (uint)column >= (uint)columnCount);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Entry {bad} is in column {columns[bad]}; there are {columnCount} columns.",
                nameof(columns)
            );
        }

        bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Entry {bad} is {values[bad]}. Give finite values; leave zeros out.",
                nameof(values)
            );
        }

        RowStarts = rowStarts;
        Columns = columns;
        Values = values;
        ColumnCount = columnCount;
    }

    /// <summary>int[rowCount + 1].</summary>
    public int[] RowStarts { get; }

    /// <summary>int[entryCount].</summary>
    public int[] Columns { get; }

    /// <summary>float[entryCount], finite.</summary>
    public float[] Values { get; }

    public int ColumnCount { get; }

    public int RowCount => RowStarts.Length - 1;

    public ReadOnlySpan<int> RowColumns(int row) => Columns.AsSpan(RowStarts[row], RowStarts[row + 1] - RowStarts[row]);

    public ReadOnlySpan<float> RowValues(int row) => Values.AsSpan(RowStarts[row], RowStarts[row + 1] - RowStarts[row]);

    /// <summary>From one list of (column, value) per row; equal columns are added up.</summary>
    public static SparseRows FromRows(IReadOnlyList<IReadOnlyList<(int Column, float Value)>> rows, int columnCount)
    {
        var starts = new int[rows.Count + 1];
        var columns = new List<int>();
        var values = new List<float>();
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var (column, value) in rows[row].OrderBy(entry => entry.Column))
            {
                if (columns.Count > starts[row] && columns[^1] == column)
                {
                    values[^1] += value;
                }
                else
                {
                    columns.Add(column);
                    values.Add(value);
                }
            }

            starts[row + 1] = columns.Count;
        }

        return new SparseRows(starts, [.. columns], [.. values], columnCount);
    }

    /// <summary>From a dense matrix, zeros left out.</summary>
    public static SparseRows FromDense(float[][] rows, int columnCount) =>
        FromRows(
            [
                .. rows.Select(row =>
                    (IReadOnlyList<(int, float)>)
                        [.. row.Select((value, column) => (column, value)).Where(entry => entry.value != 0)]
                ),
            ],
            columnCount
        );
}
