using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Encoding;

/// <summary>
/// A table of numbers and categories to a <see cref="DenseMatrix"/> for clusters, directions and anomalies: numbers
/// standardised, missing ones at the mean (with a column
/// that says so where it is frequent), frequent categories one-hot. A one-hot column is centred and not scaled: all
/// columns of one category together vary by less than 1,
/// so that a category never outweighs a standardised number. Immutable.
/// </summary>
public sealed class DenseEncoder
{
    private const string What = "dense encoder";
    private const string Magic = "LEADDENC";
    private const int Version = 1;
    private const int BlockSize = 4096;

    private readonly string[] _sourceNames;
    private readonly FeatureKind[] _sourceKinds;
    private readonly double _clip;

    private DenseEncoder(
        string[] sourceNames,
        FeatureKind[] sourceKinds,
        IReadOnlyList<DenseColumn> columns,
        double clip
    )
    {
        _sourceNames = sourceNames;
        _sourceKinds = sourceKinds;
        Columns = columns;
        _clip = clip;
    }

    /// <summary>The columns of the matrix, in order.</summary>
    public IReadOnlyList<DenseColumn> Columns { get; }

    /// <summary>Names of the columns of the table it was fitted on, in order.</summary>
    public IReadOnlyList<string> SourceNames => _sourceNames;

    /// <param name="table">At least one row; numbers finite or NaN.</param>
    /// <param name="options">Checked first.</param>
    /// <exception cref="ArgumentException">No rows, an infinite number, or a setting out of range.</exception>
    public static DenseEncoder Fit(FeatureTable table, DenseOptions options)
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        if (table.RowCount == 0)
        {
            throw new ArgumentException("The table has no rows. Give at least one row.", nameof(table));
        }

        var columns = new List<DenseColumn>();
        for (var c = 0; c < table.ColumnCount; c++)
        {
            var column = table.Columns[c];
            if (options.IgnoredColumns.Contains(column.Name))
            {
                continue;
            }

            if (column.Kind == FeatureKind.Number)
            {
                DenseColumns.AddNumber(columns, column, c, options);
            }
            else if (options.Categories == CategoryCoding.Surprise)
            {
                DenseColumns.AddSurprise(columns, column, c, options);
            }
            else
            {
                DenseColumns.AddOneHot(columns, column, c, options);
            }
        }

        return new DenseEncoder(
            [.. table.Columns.Select(column => column.Name)],
            [.. table.Columns.Select(column => column.Kind)],
            columns,
            options.IsStandardised ? options.Clip : double.PositiveInfinity
        );
    }

    /// <param name="table">The columns of the fitted table: same names, order, kinds and codes.</param>
    /// <param name="maxThreads">Changes the time only.</param>
    /// <returns>table.RowCount x Columns.Count.</returns>
    /// <exception cref="ArgumentException">Other columns, or an infinite number.</exception>
    public DenseMatrix Transform(FeatureTable table, int maxThreads = 1)
    {
        RequireSameColumns(table);
        var width = Columns.Count;
        var values = new double[(long)table.RowCount * width];
        foreach (var source in Columns.Select(column => column.SourceIndex).Distinct())
        {
            DenseColumns.RequireFinite(table.Columns[source]);
        }

        ParallelRange.ForBlocks(
            table.RowCount,
            BlockSize,
            maxThreads,
            (_, from, to) =>
            {
                for (var c = 0; c < width; c++)
                {
                    var column = Columns[c];
                    var source = table.Columns[column.SourceIndex];
                    for (var row = from; row < to; row++)
                    {
                        values[row * width + c] = Math.Clamp(
                            (DenseColumns.Raw(column, source, row) - column.Mean) / column.Deviation,
                            -_clip,
                            _clip
                        );
                    }
                }
            }
        );
        return new DenseMatrix(values, table.RowCount, width);
    }

    /// <summary>Adds up shares of encoded columns by the table column they come from.</summary>
    /// <param name="encoded">double[Columns.Count].</param>
    /// <returns>double[SourceNames.Count].</returns>
    public double[] SumBySource(ReadOnlySpan<double> encoded)
    {
        var sums = new double[_sourceNames.Length];
        for (var c = 0; c < encoded.Length; c++)
        {
            sums[Columns[c].SourceIndex] += encoded[c];
        }

        return sums;
    }

    public void Write(Stream stream) => StoredPart.Write(stream, Magic, Version, Write);

    /// <exception cref="InvalidDataException">Not an encoder, of an unknown version, or damaged.</exception>
    public static DenseEncoder Read(Stream stream) => StoredPart.Read(stream, Magic, Version, What, Read);

    internal void Write(BinaryWriter writer)
    {
        writer.WriteArray(_sourceNames);
        writer.WriteArray([.. _sourceKinds.Select(kind => (int)kind)]);
        writer.Write(_clip);
        writer.Write(Columns.Count);
        foreach (var column in Columns)
        {
            column.Write(writer);
        }
    }

    internal static DenseEncoder Read(BinaryReader reader)
    {
        var names = reader.ReadWords();
        var kinds = reader.ReadInts();
        var clip = reader.ReadDouble();
        var columns = new DenseColumn[reader.ReadLength()];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = DenseColumn.Read(reader);
            if ((uint)columns[c].SourceIndex >= (uint)names.Length || kinds.Length != names.Length)
            {
                throw new InvalidDataException(
                    "The encoder is damaged: a column points outside its table. Copy the file again, or fit it again."
                );
            }
        }

        return new DenseEncoder(names, [.. kinds.Select(kind => (FeatureKind)kind)], columns, clip);
    }

    private void RequireSameColumns(FeatureTable table)
    {
        if (table.ColumnCount != _sourceNames.Length)
        {
            throw new ArgumentException(
                $"The table has {table.ColumnCount} columns where the encoder was fitted on {_sourceNames.Length}. "
                    + $"Build it with the same recipe.",
                nameof(table)
            );
        }

        for (var c = 0; c < _sourceNames.Length; c++)
        {
            var column = table.Columns[c];
            if (
                !string.Equals(column.Name, _sourceNames[c], StringComparison.Ordinal)
                || column.Kind != _sourceKinds[c]
            )
            {
                throw new ArgumentException(
                    $"Column {c + 1} is '{column.Name}' ({column.Kind}) where the encoder was fitted on "
                        + $"'{_sourceNames[c]}' ({_sourceKinds[c]}). Build the table with the same recipe.",
                    nameof(table)
                );
            }
        }
    }
}
