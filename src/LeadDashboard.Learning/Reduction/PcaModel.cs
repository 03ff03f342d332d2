using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Reduction;

/// <summary>Fitted principal components. Immutable, safe for concurrent use.</summary>
public sealed class PcaModel
{
    private const string What = "pca";
    private const string Magic = "LEADPCAS";
    private const int Version = 1;

    internal PcaModel(double[] mean, DenseMatrix components, double[] variances, double totalVariance)
    {
        Mean = mean;
        Components = components;
        Variances = variances;
        TotalVariance = totalVariance;
    }

    /// <summary>double[columnCount], subtracted first.</summary>
    public double[] Mean { get; }

    /// <summary>componentCount x columnCount, orthonormal rows.</summary>
    public DenseMatrix Components { get; }

    public int ComponentCount => Components.RowCount;

    /// <summary>
    /// double[componentCount], at least 0, falling: variance of the fitted rows along each direction, divisor rowCount
    /// - 1.
    /// </summary>
    public double[] Variances { get; }

    /// <summary>Sum of the variances of all columns.</summary>
    public double TotalVariance { get; }

    /// <returns>double[componentCount], 0..1: share of the total variance; 0 when nothing varies.</returns>
    public double[] VarianceShares() =>
        [.. Variances.Select(variance => TotalVariance > 0 ? variance / TotalVariance : 0)];

    /// <returns>rowCount x componentCount: (row - Mean) along each direction.</returns>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public DenseMatrix Transform(DenseMatrix matrix)
    {
        matrix.RequireColumns(Mean.Length);
        return Projection.Project(matrix, Mean, Components);
    }

    /// <returns>rowCount x columnCount: the rows that these coordinates stand for.</returns>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public DenseMatrix InverseTransform(DenseMatrix coordinates)
    {
        coordinates.RequireColumns(ComponentCount);
        var values = new double[coordinates.RowCount * Mean.Length];
        for (var row = 0; row < coordinates.RowCount; row++)
        {
            var own = values.AsSpan(row * Mean.Length, Mean.Length);
            Mean.CopyTo(own);
            for (var k = 0; k < ComponentCount; k++)
            {
                TensorPrimitives.MultiplyAdd(Components.Row(k), coordinates.Row(row)[k], own, own);
            }
        }

        return new DenseMatrix(values, coordinates.RowCount, Mean.Length);
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                writer.WriteArray(Mean);
                writer.WriteArray(Variances);
                writer.WriteArray(Components.Values);
                writer.Write(TotalVariance);
            }
        );

    /// <exception cref="InvalidDataException">Not such a file, of an unknown version, or damaged.</exception>
    public static PcaModel Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var mean = reader.ReadDoubles();
                var variances = reader.ReadDoubles();
                return new PcaModel(
                    mean,
                    new DenseMatrix(reader.ReadDoubles(), variances.Length, mean.Length),
                    variances,
                    reader.ReadDouble()
                );
            }
        );
}
