namespace LeadDashboard.Learning.Tables;

/// <summary>
/// rowCount x columnCount finite numbers, row after row: what distance-based and linear-algebra learners read.
/// Immutable by convention.
/// </summary>
public sealed class DenseMatrix
{
    /// <param name="values">double[rowCount * columnCount]; row r, column c at r * columnCount + c. All finite.</param>
    /// <param name="rowCount">At least 0.</param>
    /// <param name="columnCount">At least 0.</param>
    /// <exception cref="ArgumentException">The length does not fit, or a value is not a finite number.</exception>
    public DenseMatrix(double[] values, int rowCount, int columnCount)
    {
        if (rowCount < 0 || columnCount < 0 || values.LongLength != (long)rowCount * columnCount)
        {
            throw new ArgumentException(
                $"There are {values.Length} values for {rowCount} rows and {columnCount} columns; expected "
                    + $"{(long)rowCount * columnCount}.",
                nameof(values)
            );
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    $"Row {i / columnCount + 1}, column {i % columnCount + 1} is "
                        + $"{values[i].ToString(System.Globalization.CultureInfo.InvariantCulture)}; expected a "
                        + $"finite number. Fill missing values first (DenseEncoder does).",
                    nameof(values)
                );
            }
        }

        Values = values;
        RowCount = rowCount;
        ColumnCount = columnCount;
    }

    public double[] Values { get; }

    public int RowCount { get; }

    public int ColumnCount { get; }

    /// <param name="rows">double[rowCount][columnCount], all of one length.</param>
    /// <exception cref="ArgumentException">Rows of different lengths, or a value is not a finite number.</exception>
    public static DenseMatrix FromRows(IReadOnlyList<double[]> rows)
    {
        var columnCount = rows.Count == 0 ? 0 : rows[0].Length;
        var values = new double[rows.Count * columnCount];
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length != columnCount)
            {
                throw new ArgumentException(
                    $"Row {row + 1} has {rows[row].Length} values where row 1 has {columnCount}. Give every row the "
                        + $"same columns.",
                    nameof(rows)
                );
            }

            rows[row].CopyTo(values, row * columnCount);
        }

        return new DenseMatrix(values, rows.Count, columnCount);
    }

    /// <summary>double[columnCount] of one row, 0-based.</summary>
    public ReadOnlySpan<double> Row(int rowIndex) => Values.AsSpan(rowIndex * ColumnCount, ColumnCount);

    /// <summary>The given rows (0-based) in the given order.</summary>
    public DenseMatrix SelectRows(ReadOnlySpan<int> rowIndexes)
    {
        var values = new double[rowIndexes.Length * ColumnCount];
        for (var i = 0; i < rowIndexes.Length; i++)
        {
            Row(rowIndexes[i]).CopyTo(values.AsSpan(i * ColumnCount));
        }

        return new DenseMatrix(values, rowIndexes.Length, ColumnCount);
    }

    /// <summary>Refuses a matrix the model was not fitted for.</summary>
    internal void RequireColumns(int expected)
    {
        if (ColumnCount != expected)
        {
            throw new ArgumentException(
                $"The matrix has {ColumnCount} columns where the model was fitted on {expected}. Build it with the "
                    + $"same encoder."
            );
        }
    }

    /// <summary>Refuses a matrix without rows.</summary>
    internal void RequireRows()
    {
        if (RowCount == 0)
        {
            throw new ArgumentException("The matrix has no rows. Give at least one row.");
        }
    }
}
