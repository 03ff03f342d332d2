using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Reduction;

/// <summary>A fitted discriminant analysis. Immutable, safe for concurrent use.</summary>
public sealed class LinearDiscriminantModel
{
    private const string What = "linear discriminant";
    private const string Magic = "LEADLDIS";
    private const int Version = 1;

    internal LinearDiscriminantModel(
        string[] classes,
        double[] mean,
        DenseMatrix directions,
        double[] varianceShares,
        double[] coefficients,
        double[] intercepts
    )
    {
        Classes = classes;
        Mean = mean;
        Directions = directions;
        VarianceShares = varianceShares;
        Coefficients = coefficients;
        Intercepts = intercepts;
    }

    /// <summary>Names by class index.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>double[columnCount]: mean of the class means by prior, subtracted before projecting.</summary>
    public double[] Mean { get; }

    /// <summary>
    /// directionCount x columnCount, best separation first; the variance within classes along each is 1.
    /// </summary>
    public DenseMatrix Directions { get; }

    /// <summary>double[directionCount], 0..1: share of the variance between classes.</summary>
    public double[] VarianceShares { get; }

    /// <summary>double[classCount * columnCount] of the log-chance of each class, up to a common term.</summary>
    public double[] Coefficients { get; }

    /// <summary>double[classCount]; minus infinity for a class without rows.</summary>
    public double[] Intercepts { get; }

    /// <returns>rowCount x directionCount.</returns>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public DenseMatrix Transform(DenseMatrix matrix)
    {
        matrix.RequireColumns(Mean.Length);
        return Projection.Project(matrix, Mean, Directions);
    }

    /// <returns>double[rowCount * classCount]; row r, class k at r * classCount + k; 0..1, each row adds up to
    /// 1.</returns>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public double[] PredictProbabilities(DenseMatrix matrix)
    {
        matrix.RequireColumns(Mean.Length);
        var count = Classes.Count;
        var probabilities = new double[matrix.RowCount * count];
        for (var row = 0; row < matrix.RowCount; row++)
        {
            var own = probabilities.AsSpan(row * count, count);
            for (var k = 0; k < count; k++)
            {
                own[k] =
                    Intercepts[k]
                    + TensorPrimitives.Dot(matrix.Row(row), Coefficients.AsSpan(k * Mean.Length, Mean.Length));
            }

            SoftmaxObjective.Softmax(own);
        }

        return probabilities;
    }

    /// <returns>int[rowCount]: the most probable class; the first of equals.</returns>
    public int[] Predict(DenseMatrix matrix)
    {
        var probabilities = PredictProbabilities(matrix);
        return
        [
            .. Enumerable
                .Range(0, matrix.RowCount)
                .Select(row =>
                    TensorPrimitives.IndexOfMax<double>(probabilities.AsSpan(row * Classes.Count, Classes.Count))
                ),
        ];
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                writer.WriteArray(Classes);
                writer.WriteArray(Mean);
                writer.WriteArray(VarianceShares);
                writer.WriteArray(Directions.Values);
                writer.WriteArray(Coefficients);
                writer.WriteArray(Intercepts);
            }
        );

    /// <exception cref="InvalidDataException">Not such a file, of an unknown version, or damaged.</exception>
    public static LinearDiscriminantModel Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var classes = reader.ReadWords();
                var mean = reader.ReadDoubles();
                var shares = reader.ReadDoubles();
                return new LinearDiscriminantModel(
                    classes,
                    mean,
                    new DenseMatrix(reader.ReadDoubles(), shares.Length, mean.Length),
                    shares,
                    reader.ReadDoubles(),
                    reader.ReadDoubles()
                );
            }
        );
}
