using System.Numerics.Tensors;

namespace LeadDashboard.Learning.Text;

/// <summary>Gram-Schmidt, twice (Bjorck 1994: enough for full precision).</summary>
internal static class Orthonormal
{
    /// <summary>
    /// Turns columns into an orthonormal set in place, and returns the upper triangular R (r[i, j], i &lt;= j) with old
    /// = new * R.
    /// A column without anything new becomes 0.
    /// </summary>
    public static double[,] Make(double[][] columns)
    {
        var triangle = new double[columns.Length, columns.Length];
        for (var j = 0; j < columns.Length; j++)
        {
            var before = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(columns[j]));
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < j; i++)
                {
                    var share = TensorPrimitives.Dot<double>(columns[i], columns[j]);
                    triangle[i, j] += share;
                    TensorPrimitives.MultiplyAdd(columns[i], -share, columns[j], columns[j]);
                }
            }

            var length = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(columns[j]));
            if (length <= 1e-12 * before || length == 0)
            {
                Array.Clear(columns[j]);
                continue;
            }

            triangle[j, j] = length;
            TensorPrimitives.Divide(columns[j], length, columns[j]);
        }

        return triangle;
    }
}
