using LeadDashboard.Learning.Internals;
using MathNet.Numerics.LinearAlgebra;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// The strongest directions of a sparse matrix, A about U S V', without centring it: randomised subspace iteration
/// (Halko, Martinsson and Tropp 2011). On word counts this is latent semantic analysis. Immutable, safe for concurrent
/// use.
/// </summary>
public sealed class TruncatedSvd
{
    private const string Magic = "LEADTSVD";
    private const string What = "text subspace";
    private const int Version = 1;

    private readonly float[][] _components;

    private TruncatedSvd(double[] singularValues, float[][] components, int columnCount)
    {
        SingularValues = singularValues;
        ColumnCount = columnCount;
        _components = components;
    }

    /// <summary>double[componentCount], falling, &gt; 0.</summary>
    public IReadOnlyList<double> SingularValues { get; }

    public int ColumnCount { get; }

    public int ComponentCount => _components.Length;

    /// <summary>float[columnCount], unit length, orthogonal to the others; its largest entry is positive.</summary>
    public ReadOnlySpan<float> Component(int index) => _components[index];

    /// <param name="rows">rowCount x columnCount; without entries the model has no component.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per pass.</param>
    public static TruncatedSvd Fit(
        SparseRows rows,
        TruncatedSvdOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (options.ComponentCount < 1 || options.Oversampling < 0 || options.IterationCount < 0)
        {
            throw new ArgumentException(
                $"{options.ComponentCount} components with {options.Oversampling} more directions in "
                    + $"{options.IterationCount} passes are impossible. Ask for at least one component.",
                nameof(options)
            );
        }

        var width = Math.Min(options.ComponentCount + options.Oversampling, Math.Min(rows.RowCount, rows.ColumnCount));
        var random = new Random(options.Seed);
        var right = new double[width][];
        for (var j = 0; j < width; j++)
        {
            right[j] = new double[rows.ColumnCount];
            for (var c = 0; c < rows.ColumnCount; c++)
            {
                right[j][c] =
                    Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            }
        }

        var left = Each(right, column => Times(rows, column), options.MaxThreads);
        Orthonormal.Make(left);
        double[,] small = new double[width, width];
        for (var pass = 0; pass <= options.IterationCount; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            right = Each(left, column => TransposedTimes(rows, column), options.MaxThreads);
            small = Orthonormal.Make(right);
            if (pass < options.IterationCount)
            {
                left = Each(right, column => Times(rows, column), options.MaxThreads);
                Orthonormal.Make(left);
            }
        }

        return FromSmall(small, right, rows.ColumnCount, options.ComponentCount);
    }

    /// <summary>double[componentCount]: the row in the subspace, row V (= U S for a training row).</summary>
    public double[] Transform(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        var result = new double[_components.Length];
        for (var k = 0; k < result.Length; k++)
        {
            double sum = 0;
            for (var e = 0; e < columns.Length; e++)
            {
                sum += (double)values[e] * _components[k][columns[e]];
            }

            result[k] = sum;
        }

        return result;
    }

    public void Write(Stream stream) => StoredPart.Write(stream, Magic, Version, Write);

    /// <exception cref="InvalidDataException">Another file, an unknown version, or damaged.</exception>
    public static TruncatedSvd Read(Stream stream) => StoredPart.Read(stream, Magic, Version, What, Read);

    internal void Write(BinaryWriter writer)
    {
        writer.Write(ColumnCount);
        StoredPart.WriteDoubles(writer, [.. SingularValues]);
        foreach (var component in _components)
        {
            foreach (var value in component)
            {
                writer.Write(value);
            }
        }
    }

    internal static TruncatedSvd Read(BinaryReader reader)
    {
        var columnCount = reader.ReadInt32();
        var singularValues = StoredPart.ReadDoubles(reader, What);
        if (columnCount < 0 || (long)columnCount * singularValues.Length > 500_000_000)
        {
            throw new InvalidDataException(
                $"The stored {What} is damaged: {singularValues.Length} components of {columnCount} columns. Train "
                    + $"it again."
            );
        }

        var components = new float[singularValues.Length][];
        for (var k = 0; k < components.Length; k++)
        {
            components[k] = new float[columnCount];
            for (var c = 0; c < columnCount; c++)
            {
                components[k][c] = reader.ReadSingle();
            }
        }

        return new TruncatedSvd(singularValues, components, columnCount);
    }

    /// <summary>
    /// With A' Q = right * small the right singular vectors of A are those of small', turned by right.
    /// </summary>
    private static TruncatedSvd FromSmall(double[,] small, double[][] right, int columnCount, int wanted)
    {
        if (right.Length == 0)
        {
            return new TruncatedSvd([], [], columnCount);
        }

        var svd = Matrix<double>.Build.DenseOfArray(small).Svd();
        var singularValues = svd
            .S.Take(wanted)
            .TakeWhile(value => value > 1e-10 * Math.Max(1e-300, svd.S[0]))
            .ToArray();
        var components = new float[singularValues.Length][];
        for (var k = 0; k < components.Length; k++)
        {
            var direction = new double[columnCount];
            for (var j = 0; j < right.Length; j++)
            {
                var share = svd.U[j, k];
                for (var c = 0; c < columnCount; c++)
                {
                    direction[c] += share * right[j][c];
                }
            }

            var largest = direction.MaxBy(Math.Abs);
            components[k] = [.. direction.Select(value => (float)(largest < 0 ? -value : value))];
        }

        return new TruncatedSvd(singularValues, components, columnCount);
    }

    /// <summary>Each column alone: the same bits with any number of threads.</summary>
    private static double[][] Each(double[][] columns, Func<double[], double[]> multiply, int maxThreads)
    {
        var results = new double[columns.Length][];
        Parallel.For(
            0,
            columns.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, maxThreads) },
            j => results[j] = multiply(columns[j])
        );
        return results;
    }

    private static double[] Times(SparseRows rows, double[] vector)
    {
        var result = new double[rows.RowCount];
        for (var row = 0; row < result.Length; row++)
        {
            double sum = 0;
            for (var e = rows.RowStarts[row]; e < rows.RowStarts[row + 1]; e++)
            {
                sum += rows.Values[e] * vector[rows.Columns[e]];
            }

            result[row] = sum;
        }

        return result;
    }

    private static double[] TransposedTimes(SparseRows rows, double[] vector)
    {
        var result = new double[rows.ColumnCount];
        for (var row = 0; row < vector.Length; row++)
        {
            for (var e = rows.RowStarts[row]; e < rows.RowStarts[row + 1]; e++)
            {
                result[rows.Columns[e]] += rows.Values[e] * vector[row];
            }
        }

        return result;
    }
}
