using System.Numerics.Tensors;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Reduction;

/// <summary>Rows along directions.</summary>
internal static class Projection
{
    /// <returns>rowCount x directionCount.</returns>
    public static DenseMatrix Project(DenseMatrix matrix, double[] origin, DenseMatrix directions)
    {
        var values = new double[matrix.RowCount * directions.RowCount];
        var away = new double[origin.Length];
        for (var row = 0; row < matrix.RowCount; row++)
        {
            TensorPrimitives.Subtract<double>(matrix.Row(row), origin, away);
            for (var k = 0; k < directions.RowCount; k++)
            {
                values[row * directions.RowCount + k] = TensorPrimitives.Dot(away, directions.Row(k));
            }
        }

        return new DenseMatrix(values, matrix.RowCount, directions.RowCount);
    }
}
